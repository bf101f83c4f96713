#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace speech {

inline constexpr int kCepstra = 13;

// Mel cepstra of python_speech_features 0.6 with its defaults, SyncNet's input: [rows, 13] row-major, a row
// every 10 ms; orthonormal DCT-II of the log-filterbank, lifter 22, the first replaced by the log power.
// Input 16 kHz in the int16 scale.
std::vector<float> mfcc(std::span<const std::int16_t> samples);

}  // namespace speech
