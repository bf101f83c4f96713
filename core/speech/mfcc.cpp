#include "core/speech/mfcc.h"

#include <array>
#include <cmath>
#include <numbers>

#include "core/speech/row_analysis.h"

namespace speech {

static constexpr double kLifter = 22;

// cosines[k][n] of the orthonormal DCT-II, times the lifter's gain of cepstrum k.
static std::array<std::array<double, kFilters>, kCepstra> liftedCosines() {
  std::array<std::array<double, kFilters>, kCepstra> out{};
  for (int k = 0; k < kCepstra; ++k) {
    const double norm = std::sqrt((k == 0 ? 1.0 : 2.0) / kFilters);
    const double lift = 1 + kLifter / 2 * std::sin(std::numbers::pi * k / kLifter);
    for (int n = 0; n < kFilters; ++n)
      out[static_cast<std::size_t>(k)][static_cast<std::size_t>(n)] =
          lift * norm * std::cos(std::numbers::pi * k * (2 * n + 1) / (2.0 * kFilters));
  }
  return out;
}

std::vector<float> mfcc(std::span<const std::int16_t> samples) {
  static const auto cosines = liftedCosines();
  RowAnalysis analysis;
  std::array<float, kFilters> energies{};
  const std::size_t rows = rowCount(samples.size());
  std::vector<float> out;
  out.reserve(rows * kCepstra);
  for (std::size_t row = 0; row < rows; ++row) {
    analysis.logEnergies(samples, row, energies.data());
    out.push_back(static_cast<float>(analysis.logPower()));
    for (std::size_t k = 1; k < kCepstra; ++k) {
      double sum = 0;
      for (std::size_t n = 0; n < kFilters; ++n) sum += cosines[k][n] * static_cast<double>(energies[n]);
      out.push_back(static_cast<float>(sum));
    }
  }
  return out;
}

}  // namespace speech
