#include "core/live/picture_keys.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <string_view>
#include <type_traits>

#include "core/base/file.h"
#include "core/dub/job_json.h"

namespace dub {

// Counts up when the same inputs come to other pictures.
static constexpr const char* kVersion = "mouths 3, Redub " REDUB_VERSION;

template <class T>
static std::string_view bytesOf(const T& value) {
  static_assert(std::has_unique_object_representations_v<T> || std::is_floating_point_v<T>);
  return {reinterpret_cast<const char*>(&value), sizeof value};
}

std::string faceKey(const FaceKeyInputs& inputs) {
  base::Sha256 sum;
  for (const std::string& text : {std::string(kVersion), inputs.clip, inputs.weights,
                                  toJson(Job{.model = inputs.model, .lips = inputs.lips}).dump()}) {
    sum.add(bytesOf(text.size()));
    sum.add(text);
  }
  sum.add(bytesOf(inputs.track.id));
  sum.add(bytesOf(inputs.track.first));
  for (const face::Face& face : inputs.track.faces) {
    sum.add(bytesOf(face.seen));
    sum.add({reinterpret_cast<const char*>(face.points.data()), sizeof face.points});
  }
  return sum.hex();
}

std::string speechKey(const VoiceSound& sound, const std::vector<Cue>& cues) {
  base::Sha256 sum;
  for (const std::string& step : sound.steps) sum.add(step);
  for (const Cue& cue : cues) {
    sum.add(bytesOf(cue.frame));
    sum.add(bytesOf(cue.level));
  }
  return sum.hex();
}

// The level of a voice near a picture depends a little on what is said seconds away; what is below an eighth
// cannot be seen, and must not make a picture stale.
static std::int32_t eighths(float share) { return static_cast<std::int32_t>(std::lround(8 * share)); }

std::optional<std::vector<std::string>> pictureKeys(const std::string& faceKey, const VoiceSound& sound,
                                                    const VoicePlan& plan, const OutputTimeline& timeline,
                                                    const std::stop_token& stop) {
  constexpr double kStepsPerSec = static_cast<double>(speech::kRate) / speech::kStepSamples;
  constexpr auto kReach = static_cast<std::int64_t>(kReachSec * kStepsPerSec);
  const auto sumOfStep = [&](std::int64_t step) -> const std::string& {
    const bool isInside = step >= 0 && step < static_cast<std::int64_t>(sound.steps.size());
    return isInside ? sound.steps[static_cast<std::size_t>(step)] : silentStep();
  };
  std::vector<std::string> keys(timeline.frames.size());
  for (std::size_t number = 0; number < keys.size(); ++number) {
    if (stop.stop_requested()) return std::nullopt;
    if (paintedFace(plan, timeline, number) == nullptr) continue;
    const Cue& cue = plan.cues[static_cast<std::size_t>(plan.cueOfFrame[number])];
    base::Sha256 sum;
    sum.add(faceKey);
    sum.add(bytesOf(static_cast<std::int64_t>(number)));
    sum.add(bytesOf(eighths(cue.level)));
    sum.add(bytesOf(eighths(plan.strength[number])));
    const auto middle = static_cast<std::int64_t>(cue.speechSec * kStepsPerSec);
    for (std::int64_t step = middle - kReach; step <= middle + kReach; ++step) sum.add(sumOfStep(step));
    keys[number] = sum.hex();
  }
  return keys;
}

}  // namespace dub
