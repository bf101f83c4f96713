#pragma once
#include <optional>
#include <span>
#include <vector>

#include "core/dub/lip_model.h"
#include "models/own_mouth/own_sound.h"
#include "models/person/person.h"

namespace own_mouth {

// What the mouth is to do at one cue.
struct MouthTarget {
  person::Shape shape{};
  float opening = 0;  // of that shape, unit square
  float closure = 0;  // 0..1: how surely the lips must meet
  float level = 1;    // as in the cue
  // 0..1: how much of the shape the chosen picture's own mouth gives, because it said the same.
  float fromPicture = 0;
};

// What the mouth is to do where no own mouth can be shown (a still): parts of the greatest movement.
struct Gesture {
  float opening = 0, width = 0, labiodental = 0;
};

// How a person's mouth answers what is said.
struct MouthMapping {
  const person::ShapeModel* shapes = nullptr;
  person::Shape rest{};                   // the person's closed, relaxed mouth
  const FittedMapping* fitted = nullptr;  // nullptr: zero-shot only
  float strength = 1;
  float fittedShare = 0;  // of the fitted mapping where it is used
  float fromPicture = 0;  // of every target
};
MouthMapping mappingOf(const person::Person& person, const OwnSound& own, float strength);

std::vector<MouthTarget> mouthTargets(const speech_mouth::SpeechEncoding& encoding,
                                      std::span<const dub::Cue> cues, const MouthMapping& mapping);
// Step position of every cue in its speech.
std::vector<double> stepsOf(std::span<const dub::Cue> cues);
std::vector<Gesture> gestures(const speech_mouth::SpeechEncoding& encoding, std::span<const dub::Cue> cues,
                              float strength);

// Showing this very mouth again: for tests and for measuring the picture without the sound.
MouthTarget targetOf(const person::Shape& shape, float opening);
// The same for every frame of the track; frames where the face is not seen have no value.
std::vector<std::optional<MouthTarget>> seenTargets(const person::Person& person, const face::Track& track);

}  // namespace own_mouth
