#include "core/speech/features.h"

#include <cmath>

#include "core/base/error.h"
#include "core/speech/row_analysis.h"
#include "core/speech/speech.h"

namespace speech {
namespace {

constexpr double kNormEpsilon = 1e-5;

void normalise(float* values) {
  double sum = 0, squares = 0;
  for (int i = 0; i < kFeatureSize; ++i) sum += values[i];
  const double mean = sum / kFeatureSize;
  for (int i = 0; i < kFeatureSize; ++i) squares += (values[i] - mean) * (values[i] - mean);
  const double scale = 1.0 / std::sqrt(squares / kFeatureSize + kNormEpsilon);
  for (int i = 0; i < kFeatureSize; ++i) values[i] = static_cast<float>((values[i] - mean) * scale);
}

}  // namespace

std::size_t rowCount(std::size_t samples) {
  if (samples <= kWindowSamples) return 1;
  return 1 + (samples - kWindowSamples + kRowSamples - 1) / kRowSamples;
}

std::size_t stepCount(std::size_t samples) { return (rowCount(samples) + kRowsPerStep - 1) / kRowsPerStep; }

std::vector<float> logFilterbank(std::span<const std::int16_t> samples) {
  RowAnalysis analysis;
  const std::size_t rows = rowCount(samples.size());
  std::vector<float> out(rows * kFilters);
  for (std::size_t row = 0; row < rows; ++row) analysis.logEnergies(samples, row, &out[row * kFilters]);
  return out;
}

std::vector<float> talkLipFeatures(std::span<const std::int16_t> samples) {
  return talkLipFeatures(samples, 0, stepCount(samples.size()));
}

std::vector<float> talkLipFeatures(std::span<const std::int16_t> samples, std::size_t first,
                                   std::size_t steps) {
  if (first + steps > stepCount(samples.size())) {
    throw base::Error(base::Fault::defect, {}, {},
                      "speech features were asked for beyond the end of the speech");
  }
  RowAnalysis analysis;
  const std::size_t rows = rowCount(samples.size());
  std::vector<float> out(steps * kFeatureSize);
  for (std::size_t step = 0; step < steps; ++step) {
    float* values = &out[step * kFeatureSize];
    for (std::size_t k = 0; k < kRowsPerStep; ++k) {
      const std::size_t row = (first + step) * kRowsPerStep + k;
      if (row < rows)
        analysis.logEnergies(samples, row, values + k * kFilters);  // else the zero rows of the reference
    }
    normalise(values);
  }
  return out;
}

}  // namespace speech
