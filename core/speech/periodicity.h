#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace speech {

// Strength of the pitch in every row of 10 ms, rowCount(samples.size()) values: the highest normalised
// autocorrelation of 50 ms around the row at lags of 70-400 Hz. 0 none .. 1 purely periodic.
std::vector<float> periodicity(std::span<const std::int16_t> samples);

}  // namespace speech
