#pragma once
#include <array>
#include <span>
#include <vector>

#include "models/speech_mouth/encoder.h"

namespace own_mouth {

// What the speech network knows of one moment: its hidden values there and a step to either side, which tell
// sounds apart that opening and width do not.
inline constexpr std::size_t kMomentValues = std::size_t{3} * speech_mouth::kHidden;
using Moment = std::array<float, kMomentValues>;

// Compares what is to be said with what was said while pictures were taken.
class SoundMatch {
 public:
  // `own`: of the clip's own sound, at least one step; `at`: the step of it that belongs to each picture.
  SoundMatch(const speech_mouth::SpeechEncoding& own, std::span<const double> at);
  // How unlike step `at` of `speech` is to every picture's moment: the mean square of the differences, in
  // deviations of the clip's own sound. `out`: one value a picture.
  void distances(const speech_mouth::SpeechEncoding& speech, double at, std::span<float> out) const;

 private:
  Moment momentOf(const speech_mouth::SpeechEncoding& encoding, double at) const;
  std::array<float, speech_mouth::kHidden> scale_{};
  std::vector<Moment> moments_;
};

}  // namespace own_mouth
