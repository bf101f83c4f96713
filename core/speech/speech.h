#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace speech {

inline constexpr int kRate = 16000;       // Hz, mono, int16 scale
inline constexpr int kStepSamples = 640;  // one step = 40 ms = 25 a second
inline constexpr int kFeatureSize = 104;  // 4 rows of 26 log-filterbank energies

// One driving speech, ready for a lip model.
struct Speech {
  std::vector<std::int16_t> samples;  // 16 kHz mono
  std::vector<float> activity;  // one value a step (40 ms): 1 = speaking, 0 = silent, with attack and release
  double seconds() const { return static_cast<double>(samples.size()) / kRate; }
  bool isSilent() const;  // no step with activity > 0.5
};

// From samples (see media::readSpeech): runs voice activity detection.
Speech makeSpeech(std::vector<std::int16_t> samples);

// Steps of a speech of this many samples (of AV-HuBERT: 100 rows a second, stacked by four): ceil((1 +
// ceil((N-400)/160)) / 4), 1 for N <= 400.
std::size_t stepCount(std::size_t samples);

}  // namespace speech
