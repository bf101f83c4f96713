#include "models/own_mouth/sound_match.h"

#include <algorithm>
#include <cmath>

#include "models/own_mouth/speech_signal.h"

namespace own_mouth {

namespace {

constexpr float kBesideWeight = 0.74f;  // of the steps before and after, against the moment itself
constexpr float kLeastDeviation = 0.05f;

// 1 / deviation of every hidden value over the whole encoding.
std::array<float, speech_mouth::kHidden> scaleOf(const speech_mouth::SpeechEncoding& encoding) {
  std::array<float, speech_mouth::kHidden> out{};
  const auto n = static_cast<double>(encoding.steps());
  for (std::size_t k = 0; k < out.size(); ++k) {
    double sum = 0, squares = 0;
    for (const auto& hidden : encoding.hidden) sum += hidden[k], squares += double{hidden[k]} * hidden[k];
    const double variance = std::max(0.0, squares / n - sum * sum / (n * n));
    out[k] = 1 / (static_cast<float>(std::sqrt(variance)) + kLeastDeviation);
  }
  return out;
}

float squared(const Moment& a, const Moment& b) {
  float sum = 0;
  for (std::size_t k = 0; k < a.size(); ++k) sum += (a[k] - b[k]) * (a[k] - b[k]);
  return sum;
}

}  // namespace

SoundMatch::SoundMatch(const speech_mouth::SpeechEncoding& own, std::span<const double> at)
    : scale_(scaleOf(own)) {
  moments_.reserve(at.size());
  for (const double step : at) moments_.push_back(momentOf(own, step));
}

Moment SoundMatch::momentOf(const speech_mouth::SpeechEncoding& encoding, double at) const {
  constexpr std::array<float, 3> kWeights = {kBesideWeight, 1, kBesideWeight};
  const float norm =
      1 / std::sqrt(static_cast<float>(speech_mouth::kHidden) * (1 + 2 * kBesideWeight * kBesideWeight));
  Moment out;
  std::size_t place = 0;
  for (std::size_t beside = 0; beside < kWeights.size(); ++beside) {
    const auto hidden = hiddenAt(encoding, at + static_cast<double>(beside) - 1);
    for (std::size_t k = 0; k < hidden.size(); ++k)
      out[place++] = hidden[k] * scale_[k] * kWeights[beside] * norm;
  }
  return out;
}

void SoundMatch::distances(const speech_mouth::SpeechEncoding& speech, double at,
                           std::span<float> out) const {
  const Moment said = momentOf(speech, at);
  for (std::size_t j = 0; j < moments_.size(); ++j) out[j] = squared(said, moments_[j]);
}

}  // namespace own_mouth
