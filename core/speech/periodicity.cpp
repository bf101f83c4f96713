#include "core/speech/periodicity.h"

#include <algorithm>
#include <cmath>

#include "core/speech/features.h"

namespace speech {
namespace {

constexpr std::size_t kDecimation = 4;             // to 4 kHz: pitch and the first formant are left
constexpr std::size_t kWindow = 200;               // 50 ms at 4 kHz
constexpr std::size_t kMinLag = 10, kMaxLag = 57;  // 400 .. 70 Hz
constexpr double kQuietest = 4.0;                  // mean square below which there is only rounding

// 4 kHz, differenced over 2 ms: rumble and hum below the voice are taken out.
std::vector<float> decimated(std::span<const std::int16_t> samples) {
  std::vector<float> low(samples.size() / kDecimation + 1);
  for (std::size_t i = 0; i < low.size(); ++i) {
    float sum = 0;
    const std::size_t end = std::min(samples.size(), (i + 1) * kDecimation);
    for (std::size_t k = i * kDecimation; k < end; ++k) sum += samples[k];
    low[i] = sum / static_cast<float>(kDecimation);
  }
  for (std::size_t i = low.size(); i-- > 1;) low[i] -= 0.95f * low[i - 1];
  return low;
}

float strongestLag(std::span<const float> x) {
  const std::size_t compared = x.size() - kMaxLag;
  double energy = 0;
  for (std::size_t i = 0; i < compared; ++i) energy += static_cast<double>(x[i]) * x[i];
  if (energy < kQuietest * static_cast<double>(compared)) return 0;
  double best = 0;
  for (std::size_t lag = kMinLag; lag <= kMaxLag; ++lag) {
    float product = 0, shifted = 0;
    for (std::size_t i = 0; i < compared; ++i) {
      product += x[i] * x[i + lag];
      shifted += x[i + lag] * x[i + lag];
    }
    if (shifted > 0) best = std::max(best, product / std::sqrt(energy * shifted));
  }
  return static_cast<float>(std::min(best, 1.0));
}

}  // namespace

std::vector<float> periodicity(std::span<const std::int16_t> samples) {
  const std::vector<float> low = decimated(samples);
  constexpr std::size_t kRow = kRowSamples / kDecimation, kCentre = kWindowSamples / kDecimation / 2;
  std::vector<float> out(rowCount(samples.size()), 0.0f);
  for (std::size_t row = 0; row < out.size(); ++row) {
    const std::size_t centre = row * kRow + kCentre;
    const std::size_t begin = centre > kWindow / 2 ? centre - kWindow / 2 : 0;
    if (begin + kWindow > low.size()) continue;
    out[row] = strongestLag(std::span(low).subspan(begin, kWindow));
  }
  return out;
}

}  // namespace speech
