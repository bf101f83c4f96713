#include "core/speech/row_analysis.h"

extern "C" {
#include <libavutil/tx.h>
}

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "core/base/error.h"
#include "core/speech/speech.h"

namespace speech {
namespace {

constexpr int kFft = 512;
constexpr int kBins = kFft / 2 + 1;
constexpr double kPreEmphasis = 0.97;

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

using Points = std::array<int, kFilters + 2>;

// Weight of bin i in filter j.
double weight(const Points& points, std::size_t j, int i) {
  const int left = points[j], peak = points[j + 1], right = points[j + 2];
  if (i < left || i >= right) return 0;
  return i < peak ? static_cast<double>(i - left) / (peak - left)
                  : static_cast<double>(right - i) / (right - peak);
}

double logOf(double energy) {
  return std::log(energy == 0 ? std::numeric_limits<double>::epsilon() : energy);
}

}  // namespace

struct RowAnalysis::Impl {
  AVTXContext* context = nullptr;
  av_tx_fn transform = nullptr;
  Points points = melPoints();
  std::array<double, kFft> input{};
  std::array<AVComplexDouble, kBins> spectrum{};
  std::array<double, kBins> power{};

  Impl() {
    const double scale = 1.0;
    if (av_tx_init(&context, &transform, AV_TX_DOUBLE_RDFT, 0, kFft, &scale, AV_TX_UNALIGNED) < 0) {
      throw base::Error(base::Fault::defect, {}, {}, "the Fourier transform could not be set up");
    }
  }
  ~Impl() { av_tx_uninit(&context); }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  double filterEnergy(std::size_t j) const {
    const int left = points[j], peak = points[j + 1], right = points[j + 2];
    double sum = 0;
    for (int i = left; i < peak; ++i) sum += power[static_cast<std::size_t>(i)] * (i - left) / (peak - left);
    for (int i = peak; i < right; ++i)
      sum += power[static_cast<std::size_t>(i)] * (right - i) / (right - peak);
    return sum;
  }
};

RowAnalysis::RowAnalysis() : impl_(std::make_unique<Impl>()) {}
RowAnalysis::~RowAnalysis() = default;

void RowAnalysis::logEnergies(std::span<const std::int16_t> samples, std::size_t row, float* out) {
  std::array<double, kWindowSamples> window{};
  const std::size_t begin = row * kRowSamples, end = std::min(samples.size(), begin + kWindowSamples);
  for (std::size_t n = begin; n < end; ++n)
    window[n - begin] = samples[n] - kPreEmphasis * (n == 0 ? 0.0 : samples[n - 1]);
  logEnergiesOfWindow(window, out);
}

void RowAnalysis::logEnergiesOfWindow(std::span<const double> emphasised, float* out) {
  Impl& impl = *impl_;
  impl.input.fill(0);
  std::ranges::copy(emphasised.first(std::min<std::size_t>(emphasised.size(), kWindowSamples)),
                    impl.input.begin());
  impl.transform(impl.context, impl.spectrum.data(), impl.input.data(), sizeof(double));
  for (std::size_t i = 0; i < kBins; ++i) {
    const auto& bin = impl.spectrum[i];
    impl.power[i] = (bin.re * bin.re + bin.im * bin.im) / kFft;
  }
  for (std::size_t j = 0; j < kFilters; ++j) out[j] = static_cast<float>(logOf(impl.filterEnergy(j)));
}

double RowAnalysis::logPower() const {
  double sum = 0;
  for (const double p : impl_->power) sum += p;
  return logOf(sum);
}

std::vector<float> melFilterbank() {
  const Points points = melPoints();
  std::vector<float> matrix;
  for (std::size_t j = 0; j < kFilters; ++j)
    for (int i = 0; i < kBins; ++i) matrix.push_back(static_cast<float>(weight(points, j, i)));
  return matrix;
}

}  // namespace speech
