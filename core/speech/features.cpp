#include "core/speech/features.h"

extern "C" {
#include <libavutil/tx.h>
}

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <memory>

#include "core/base/error.h"
#include "core/speech/speech.h"

namespace speech {
namespace {

constexpr int kFft = 512;
constexpr int kBins = kFft / 2 + 1;
constexpr double kPreEmphasis = 0.97;
constexpr double kNormEpsilon = 1e-5;

// 28 mel points from 0 to 8000 Hz as FFT bins; filter j rises from point j to j+1 and falls to j+2.
std::array<int, kFilters + 2> melPoints() {
  const double top = 2595.0 * std::log10(1.0 + (kRate / 2) / 700.0);
  std::array<int, kFilters + 2> bins{};
  for (int i = 0; i < kFilters + 2; ++i) {
    const double mel = top * i / (kFilters + 1);
    const double hertz = 700.0 * (std::pow(10.0, mel / 2595.0) - 1.0);
    bins[static_cast<std::size_t>(i)] = static_cast<int>(std::floor((kFft + 1) * hertz / kRate));
  }
  bins.back() = kFft / 2;  // 8000 Hz exactly, whatever the rounding above
  return bins;
}

// Power spectrum of one row and its filter energies. Not thread-safe: owns work space.
class RowAnalysis {
 public:
  RowAnalysis() : points_(melPoints()) {
    const double scale = 1.0;
    if (av_tx_init(&context_, &transform_, AV_TX_DOUBLE_RDFT, 0, kFft, &scale, AV_TX_UNALIGNED) < 0) {
      throw base::Error(base::Code::internal,
                        "The Fourier transform could not be set up: check the FFmpeg installation");
    }
  }
  ~RowAnalysis() { av_tx_uninit(&context_); }
  RowAnalysis(const RowAnalysis&) = delete;
  RowAnalysis& operator=(const RowAnalysis&) = delete;

  // `row`-th row of the whole signal; writes kFilters values.
  void logEnergies(std::span<const std::int16_t> samples, std::size_t row, float* out) {
    load(samples, row * kRowSamples);
    transform_(context_, spectrum_.data(), input_.data(), sizeof(double));
    for (std::size_t i = 0; i < kBins; ++i) {
      const auto& bin = spectrum_[i];
      power_[i] = (bin.re * bin.re + bin.im * bin.im) / kFft;
    }
    for (std::size_t j = 0; j < kFilters; ++j) {
      const double energy = filterEnergy(j);
      out[j] = static_cast<float>(std::log(energy == 0 ? std::numeric_limits<double>::epsilon() : energy));
    }
  }

 private:
  void load(std::span<const std::int16_t> samples, std::size_t begin) {
    input_.fill(0);
    const std::size_t end = std::min(samples.size(), begin + kWindowSamples);
    for (std::size_t n = begin; n < end; ++n) {
      const double before = n == 0 ? 0.0 : samples[n - 1];
      input_[n - begin] = samples[n] - kPreEmphasis * before;
    }
  }
  double filterEnergy(std::size_t j) const {
    const int left = points_[j], peak = points_[j + 1], right = points_[j + 2];
    double sum = 0;
    for (int i = left; i < peak; ++i) sum += power_[static_cast<std::size_t>(i)] * (i - left) / (peak - left);
    for (int i = peak; i < right; ++i)
      sum += power_[static_cast<std::size_t>(i)] * (right - i) / (right - peak);
    return sum;
  }

  AVTXContext* context_ = nullptr;
  av_tx_fn transform_ = nullptr;
  std::array<int, kFilters + 2> points_;
  std::array<double, kFft> input_{};
  std::array<AVComplexDouble, kBins> spectrum_{};
  std::array<double, kBins> power_{};
};

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
    throw base::Error(base::Code::internal, "Speech features were asked for beyond the end of the speech");
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
