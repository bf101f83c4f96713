#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace speech {

// Log mel filterbank of python_speech_features 0.6 (defaults, 26 filters, 512-point FFT, pre-emphasis 0.97, rectangular
// 25 ms window every 10 ms): [rows, 26] row-major. Input in int16 scale at 16 kHz. Arithmetic in double.
std::vector<float> logFilterbank(std::span<const std::int16_t> samples);

// TalkLip's network input: four rows stacked, zero rows appended, layer-normalised per row (eps 1e-5, no affine):
// [steps, 104] row-major, 25 steps a second.
std::vector<float> talkLipFeatures(std::span<const std::int16_t> samples);

}  // namespace speech
