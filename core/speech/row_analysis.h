#pragma once
#include <memory>
#include <span>

#include "core/speech/features.h"

namespace speech {

// One row (10 ms step, 25 ms window) of python_speech_features: pre-emphasis, power spectrum, 26 mel filters.
// Owns work space: one thread.
class RowAnalysis {
 public:
  RowAnalysis();
  ~RowAnalysis();
  // Analyses the `row`-th row of the whole signal. `out`: natural logarithms of the kFilters energies.
  void logEnergies(std::span<const std::int16_t> samples, std::size_t row, float* out);
  // The same of at most kWindowSamples samples that are pre-emphasised already.
  void logEnergiesOfWindow(std::span<const double> emphasised, float* out);
  // Logarithm of the whole power of the row that was analysed last.
  double logPower() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// The mel filters as a matrix [26, 257] over the bins of a 512-point transform.
std::vector<float> melFilterbank();

}  // namespace speech
