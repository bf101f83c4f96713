#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <stop_token>
#include <vector>

#include "models/own_mouth/mouth_target.h"
#include "models/own_mouth/own_sound.h"
#include "models/person/person.h"

namespace own_mouth {

// How the head of a shown frame is turned, its size in pixels a unit, and its number.
struct Shown {
  person::Turn turn{};
  float scale = 1;
  face::FrameNo frame = 0;
};

// What is to be said at every cue, to be compared with what was said while the bank's pictures were taken.
struct Heard {
  const SoundMatch* bank = nullptr;  // of the bank's pictures, in their order
  const speech_mouth::SpeechEncoding* speech = nullptr;
  std::span<const double> at;  // step of every cue in it
};

struct ChoiceProblem {
  const std::vector<person::BankFrame>* bank = nullptr;
  const person::ShapeModel* shapes = nullptr;
  std::span<const MouthTarget> targets;  // of every cue
  std::function<Shown(std::size_t cue)> shown;
  face::FrameNo ownMoment = 0;   // pictures taken within so many frames of the shown one say what it said
  const Heard* heard = nullptr;  // nullptr: by shape alone
  person::Shape reliability{};   // 0..1: how far the targets' components are told by the sound
};

// Which bank picture to show at every cue: one that was taken while the same was said, near in shape and
// turn, going on where it was (Viterbi). A picture of the very moment that is shown is avoided unless the
// same is said: it would go on saying what the original says.
std::vector<std::int32_t> choosePictures(const ChoiceProblem& problem, std::stop_token stop);
// By what was said where `own` knows it, else by shape.
std::vector<std::int32_t> choosePictures(const person::Person& person, std::span<const dub::Cue> cues,
                                         std::span<const MouthTarget> targets, const OwnSound& own,
                                         const speech_mouth::SpeechEncoding& speech, std::stop_token stop);

}  // namespace own_mouth
