#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace speech {

inline constexpr int kFilters = 26;         // log-filterbank energies a row
inline constexpr int kRowSamples = 160;     // a row every 10 ms
inline constexpr int kWindowSamples = 400;  // of 25 ms
inline constexpr int kRowsPerStep = 4;

// Rows of the log filterbank of this many samples: 1 up to 400 samples, else 1 + ceil((N - 400) / 160).
std::size_t rowCount(std::size_t samples);

// Log mel filterbank of python_speech_features 0.6 (defaults, 26 filters, 512-point FFT, pre-emphasis 0.97,
// rectangular 25 ms window every 10 ms): [rows, 26] row-major. Input in int16 scale at 16 kHz. Arithmetic in
// double.
std::vector<float> logFilterbank(std::span<const std::int16_t> samples);

// TalkLip's network input: four rows stacked, zero rows appended, layer-normalised per row (eps 1e-5, no
// affine): [steps, 104] row-major, 25 steps a second.
std::vector<float> talkLipFeatures(std::span<const std::int16_t> samples);

// Steps first .. first+steps-1 of talkLipFeatures(samples), bit for bit, without computing the others. For
// long speech that is encoded in segments. Throws Error(internal) outside 0..stepCount.
std::vector<float> talkLipFeatures(std::span<const std::int16_t> samples, std::size_t first,
                                   std::size_t steps);

}  // namespace speech
