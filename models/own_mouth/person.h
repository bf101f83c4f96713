#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/dub/lip_model.h"
#include "models/own_mouth/bank.h"
#include "models/own_mouth/own_sound.h"
#include "models/own_mouth/target.h"

namespace own_mouth {

// All that is learned of one person from one clip. Does not change after study: any number of threads may
// read it.
struct Person {
  Posture posture;
  ShapeModel shapes;
  Shape rest{};
  std::vector<BankFrame> bank;
  bool showsOwnMouth = false;  // design W; else design Z
  SoundFit sound;
  std::shared_ptr<const FittedMapping> fitted;  // set when the gate lets it pass, or it was asked for
  std::vector<std::string> notes;
};

struct StudyChoices {
  std::string mapping = "auto";                  // auto | zero-shot | fitted
  face::FrameNo leftOutFrom = 0, leftOutTo = 0;  // frames kept out of the bank, for measuring on them
};

// Mouths that open less than this (unit square) between their closed and open percentiles are not shown:
// design Z.
inline constexpr float kLeastReach = 0.015f;
inline constexpr std::size_t kLeastBank = 20;  // pictures

Person study(const dub::Footage& footage, const speech_mouth::Heard* ownSound, const StudyChoices& choices,
             const std::function<void(double)>& progress, std::stop_token stop);

// The goal of showing again what each frame of the track shows (design W), for measuring the picture without
// the sound. Frames where the face is not seen have no value.
std::vector<std::optional<Goal>> seenGoals(const Person& person, const face::Track& track);

// The bank picture for every cue.
std::vector<std::int32_t> plan(const Person& person, std::span<const dub::Cue> cues,
                               std::span<const Goal> goals, std::stop_token stop);

// Paints cue `cue` of a plan (design W).
face::Patch perform(const Person& person, std::span<const Goal> goals, std::span<const std::int32_t> path,
                    std::size_t cue, face::FrameNo frameNo, const media::Frame& frame, const face::Face& face,
                    const face::MaskSettings& mask);

// Paints a gesture on the frame itself (design Z).
face::Patch perform(const Person& person, const Gesture& gesture, face::FrameNo frameNo,
                    const media::Frame& frame, const face::Face& face, const face::MaskSettings& mask);

}  // namespace own_mouth
