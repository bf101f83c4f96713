#include "core/speech/mel.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "core/base/error.h"

namespace speech {
namespace {

constexpr int kWindow = 800, kHop = 200, kHalf = kWindow / 2;
constexpr double kRateHz = 16000, kLowest = 55, kHighest = 7600;
constexpr double kPreEmphasis = 0.97;

// Slaney's scale: linear below 1000 Hz, logarithmic above.
constexpr double kLinear = 200.0 / 3, kBreakHz = 1000, kBreakMel = kBreakHz / kLinear;
const double kLogStep = std::log(6.4) / 27;

double toMel(double hertz) {
  return hertz < kBreakHz ? hertz / kLinear : kBreakMel + std::log(hertz / kBreakHz) / kLogStep;
}
double toHertz(double mel) {
  return mel < kBreakMel ? mel * kLinear : kBreakHz * std::exp(kLogStep * (mel - kBreakMel));
}

// The windowed transform's magnitude. 80 times a second a direct sum is cheap enough: sums and differences
// of mirrored samples leave 400 products a bin.
class Magnitudes {
 public:
  Magnitudes() {
    for (int n = 0; n < kWindow; ++n) {
      const double angle = 2 * std::numbers::pi * n / kWindow;
      cosine_[static_cast<std::size_t>(n)] = std::cos(angle);
      sine_[static_cast<std::size_t>(n)] = std::sin(angle);
      window_[static_cast<std::size_t>(n)] = 0.5 - 0.5 * std::cos(angle);
    }
  }
  // frame [800], not windowed; out [401].
  void operator()(std::array<double, kWindow>& frame, std::array<double, kMelBins>& out) const {
    for (std::size_t n = 0; n < kWindow; ++n) frame[n] *= window_[n];
    std::array<double, kHalf + 1> even{}, odd{};
    even[0] = frame[0], even[kHalf] = frame[kHalf];
    for (std::size_t n = 1; n < kHalf; ++n)
      even[n] = frame[n] + frame[kWindow - n], odd[n] = frame[n] - frame[kWindow - n];
    for (std::size_t bin = 0; bin < kMelBins; ++bin) {
      double real = 0, imaginary = 0;
      for (std::size_t n = 0, turn = 0; n <= kHalf; ++n) {
        real += even[n] * cosine_[turn];
        imaginary += odd[n] * sine_[turn];
        turn += bin;
        if (turn >= kWindow) turn -= kWindow;
      }
      out[bin] = std::hypot(real, imaginary);
    }
  }

 private:
  std::array<double, kWindow> cosine_{}, sine_{}, window_{};
};

// Sample `at` after pre-emphasis, the signal mirrored at both ends without repeating the end samples.
double mirrored(std::span<const std::int16_t> samples, std::int64_t at) {
  const auto count = static_cast<std::int64_t>(samples.size());
  if (count == 1) return samples[0] / 32768.0;
  const std::int64_t period = 2 * (count - 1);
  at = ((at % period) + period) % period;
  if (at >= count) at = period - at;
  const auto n = static_cast<std::size_t>(at);
  return (samples[n] - (n > 0 ? kPreEmphasis * samples[n - 1] : 0.0)) / 32768.0;
}

float normalised(double magnitude) {
  const double decibels = 20 * std::log10(std::max(1e-5, magnitude)) - 20;
  return static_cast<float>(std::clamp(8 * (decibels + 100) / 100 - 4, -4.0, 4.0));
}

}  // namespace

std::vector<float> wav2LipFilters() {
  std::array<double, kMelBands + 2> points{};
  const double low = toMel(kLowest), high = toMel(kHighest);
  for (std::size_t i = 0; i < points.size(); ++i)
    points[i] = toHertz(low + (high - low) * static_cast<double>(i) / (kMelBands + 1));
  std::vector<float> filters;
  for (std::size_t j = 0; j < kMelBands; ++j)
    for (int bin = 0; bin < kMelBins; ++bin) {
      const double hertz = kRateHz * bin / kWindow;
      const double rise = (hertz - points[j]) / (points[j + 1] - points[j]);
      const double fall = (points[j + 2] - hertz) / (points[j + 2] - points[j + 1]);
      filters.push_back(
          static_cast<float>(std::max(0.0, std::min(rise, fall)) * 2 / (points[j + 2] - points[j])));
    }
  return filters;
}

std::vector<float> wav2LipMel(std::span<const std::int16_t> samples) {
  if (samples.empty()) throw base::Error(base::Fault::speechEmpty);
  static const std::vector<float> filters = wav2LipFilters();
  static const Magnitudes magnitudes;
  const std::size_t columns = 1 + samples.size() / kHop;
  std::vector<float> mel(kMelBands * columns);
  std::array<double, kWindow> frame{};
  std::array<double, kMelBins> spectrum{};
  for (std::size_t column = 0; column < columns; ++column) {
    const auto first = static_cast<std::int64_t>(column * kHop) - kHalf;
    for (std::size_t n = 0; n < kWindow; ++n)
      frame[n] = mirrored(samples, first + static_cast<std::int64_t>(n));
    magnitudes(frame, spectrum);
    for (std::size_t band = 0; band < kMelBands; ++band) {
      double sum = 0;
      for (std::size_t bin = 0; bin < kMelBins; ++bin)
        sum += static_cast<double>(filters[band * kMelBins + bin]) * spectrum[bin];
      mel[band * columns + column] = normalised(sum);
    }
  }
  return mel;
}

}  // namespace speech
