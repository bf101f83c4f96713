#include "core/render/measure.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace dub {

using base::distance;
using media::FrameNo;

static constexpr int kMostLag = 5;  // steps of 40 ms
static constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

// Gaussian over the neighbours of a series; the ends use what is there.
static std::vector<float> smooth(const std::vector<float>& x, double sigma) {
  const int radius = static_cast<int>(std::ceil(3 * sigma)), n = static_cast<int>(x.size());
  std::vector<float> out(x.size());
  for (int i = 0; i < n; ++i) {
    double sum = 0, weights = 0;
    for (int k = std::max(0, i - radius); k <= std::min(n - 1, i + radius); ++k) {
      const double w = std::exp(-0.5 * (k - i) * (k - i) / (sigma * sigma));
      sum += w * x[static_cast<std::size_t>(k)];
      weights += w;
    }
    out[static_cast<std::size_t>(i)] = static_cast<float>(sum / weights);
  }
  return out;
}

MouthCurve mouthCurve(const face::Track& track, std::span<const double> frameSeconds) {
  MouthCurve curve;
  std::vector<float> edge;
  for (FrameNo n = track.first; n < std::min(track.end(), static_cast<FrameNo>(frameSeconds.size())); ++n) {
    const face::Face* face = track.at(n);
    if (face == nullptr) continue;
    const face::Landmarks& p = face->points;
    curve.seconds.push_back(frameSeconds[static_cast<std::size_t>(n)]);
    curve.opening.push_back((distance(p[61], p[67]) + distance(p[62], p[66]) + distance(p[63], p[65])) / 3);
    curve.width.push_back(distance(p[48], p[54]));
    edge.push_back(1.75f * distance(p[36], p[45]));
  }
  edge = smooth(edge, 3.0);
  for (std::size_t i = 0; i < edge.size(); ++i) {
    curve.opening[i] /= edge[i];
    curve.width[i] /= edge[i];
  }
  return curve;
}

std::vector<double> frameMiddles(const media::FrameIndex& index, const media::Rational& timeBase) {
  const FrameNo n = index.frames();
  const double average = n > 1 ? index.seconds(n - 1, timeBase) / static_cast<double>(n - 1) : 0.04;
  std::vector<double> middles;
  for (FrameNo i = 0; i < n; ++i) {
    const double start = index.seconds(i, timeBase);
    const double length = i + 1 < n ? index.seconds(i + 1, timeBase) - start : average;
    middles.push_back(start + length / 2);
  }
  return middles;
}

std::vector<float> resampled(std::span<const double> seconds, std::span<const float> values,
                             std::size_t steps) {
  constexpr double kMostGapSec = 0.08;
  std::vector<float> out(steps, kNaN);
  for (std::size_t k = 0; k < steps; ++k) {
    const double t = (static_cast<double>(k) + 0.5) / 25.0;
    const auto after = static_cast<std::size_t>(std::ranges::lower_bound(seconds, t) - seconds.begin());
    if (after == seconds.size() || after == 0) {
      const std::size_t edge = after == 0 ? 0 : after - 1;
      if (!seconds.empty() && std::abs(seconds[edge] - t) <= kMostGapSec / 2) out[k] = values[edge];
    } else if (seconds[after] - seconds[after - 1] <= 2 * kMostGapSec) {
      const auto u = static_cast<float>((t - seconds[after - 1]) / (seconds[after] - seconds[after - 1]));
      out[k] = values[after - 1] * (1 - u) + values[after] * u;
    }
  }
  return out;
}

double correlation(std::span<const float> a, std::span<const float> b, int lag) {
  double n = 0, sa = 0, sb = 0, saa = 0, sbb = 0, sab = 0;
  const auto size = static_cast<std::ptrdiff_t>(std::min(a.size(), b.size()));
  for (std::ptrdiff_t i = std::max(0, -lag); i < size - std::max(0, lag); ++i) {
    const double x = a[static_cast<std::size_t>(i)], y = b[static_cast<std::size_t>(i + lag)];
    if (std::isnan(x) || std::isnan(y)) continue;
    ++n, sa += x, sb += y, saa += x * x, sbb += y * y, sab += x * y;
  }
  if (n < 10) return 0;
  const double va = saa - sa * sa / n, vb = sbb - sb * sb / n;
  return va <= 0 || vb <= 0 ? 0 : (sab - sa * sb / n) / std::sqrt(va * vb);
}

static double deviation(const std::vector<float>& x) {
  double n = 0, sum = 0, squares = 0;
  for (const float v : x)
    if (!std::isnan(v)) ++n, sum += v, squares += double{v} * v;
  return n < 2 ? 0 : std::sqrt(std::max(0.0, squares / n - sum * sum / n / n));
}

static double jitterOf(const std::vector<float>& x) {
  double sum = 0, n = 0;
  for (std::size_t i = 2; i < x.size(); ++i) {
    const double d = double{x[i]} - 2 * double{x[i - 1]} + double{x[i - 2]};
    if (!std::isnan(d)) sum += std::abs(d), ++n;
  }
  const double sd = deviation(x);
  return n == 0 || sd == 0 ? 0 : sum / n / sd;
}

static std::size_t stepsOf(const MouthCurve& mouth) {
  return mouth.seconds.empty() ? 0 : static_cast<std::size_t>(std::floor(mouth.seconds.back() * 25.0)) + 1;
}

double jitter(const MouthCurve& mouth) {
  return jitterOf(resampled(mouth.seconds, mouth.opening, stepsOf(mouth)));
}

// Opening in steps whose voice is all below or all above a half, a few steps around included.
static std::vector<float> during(const std::vector<float>& opening, const std::vector<float>& voice,
                                 bool isSpeech) {
  constexpr std::ptrdiff_t kGuard = 5;  // the mouth closes and opens around the sound
  std::vector<float> out;
  const auto n = static_cast<std::ptrdiff_t>(std::min(opening.size(), voice.size()));
  for (std::ptrdiff_t i = 0; i < n; ++i) {
    bool isAlike = true;
    for (std::ptrdiff_t k = std::max<std::ptrdiff_t>(0, i - kGuard); k <= std::min(n - 1, i + kGuard); ++k)
      isAlike = isAlike && (voice[static_cast<std::size_t>(k)] > 0.5f) == isSpeech;
    const float value = opening[static_cast<std::size_t>(i)];
    if (isAlike && !std::isnan(value)) out.push_back(value);
  }
  return out;
}

static double mean(const std::vector<float>& x) {
  double sum = 0;
  for (const float v : x) sum += v;
  return x.empty() ? 0 : sum / static_cast<double>(x.size());
}

LipMeasure measureLips(const MouthCurve& mouth, const Predicted& predicted) {
  const std::size_t steps = std::min(stepsOf(mouth), predicted.articulation.size());
  const std::vector<float> opening = resampled(mouth.seconds, mouth.opening, steps);
  const std::vector<float> width = resampled(mouth.seconds, mouth.width, steps);
  std::vector<float> heardOpening(steps), heardWidth(steps);
  for (std::size_t i = 0; i < steps; ++i) {
    heardOpening[i] = predicted.articulation[i].opening;
    heardWidth[i] = predicted.articulation[i].width;
  }
  LipMeasure m;
  m.correlationAtZero = correlation(opening, heardOpening, 0);
  m.correlation = -2;
  for (int lag = -kMostLag; lag <= kMostLag; ++lag)
    if (const double r = correlation(opening, heardOpening, lag); r > m.correlation)
      m.correlation = r, m.lagSteps = lag;
  m.widthCorrelation = correlation(width, heardWidth, m.lagSteps);
  m.jitter = jitterOf(opening);
  const std::vector<float> silent = during(opening, predicted.activity, false),
                           spoken = during(opening, predicted.activity, true);
  if (silent.size() >= 5 && deviation(spoken) > 0 && mean(spoken) > 0) {
    m.silenceMotion = deviation(silent) / deviation(spoken);
    m.silenceOpening = mean(silent) / mean(spoken);
  }
  return m;
}

}  // namespace dub
