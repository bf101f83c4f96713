#pragma once
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/dub/output_timeline.h"
#include "core/dub/settings.h"
#include "core/dub/voice_plan.h"
#include "core/live/voice_sound.h"

// By what dubbed pictures are known again: sums over everything that their pixels depend on.
namespace dub {

// How far around a picture the speech counts.
inline constexpr double kReachSec = 1.0;

// What learning a face depends on.
struct FaceKeyInputs {
  const std::string& clip;     // the identity of the file
  const std::string& model;    // name
  const std::string& weights;  // SHA-256 of its weights
  const LipSettings& lips;     // mask included
  const face::Track& track;
};
std::string faceKey(const FaceKeyInputs& inputs);

// Of the speech and the pictures that it goes with.
std::string speechKey(const VoiceSound& sound, const std::vector<Cue>& cues);

// One a picture of the timeline, empty where it stays as it is: the face, and the speech kReachSec each side.
// nullopt when stopped.
std::optional<std::vector<std::string>> pictureKeys(const std::string& faceKey, const VoiceSound& sound,
                                                    const VoicePlan& plan, const OutputTimeline& timeline,
                                                    const std::stop_token& stop);

}  // namespace dub
