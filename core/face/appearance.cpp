#include "core/face/appearance.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/face/composite.h"

namespace face {

namespace {

constexpr int kEdge = 16, kTaps = 3;  // 3 x 3 samples a cell
// The part of the aligned unit crop that is compared.
constexpr float kLeft = 0.08F, kTop = -0.22F, kWidth = 0.84F, kHeight = 0.66F;

float at(const base::Image& grey, base::Point p) {
  const int x = std::clamp(static_cast<int>(std::lround(p.x)), 0, grey.width - 1);
  const int y = std::clamp(static_cast<int>(std::lround(p.y)), 0, grey.height - 1);
  return static_cast<float>(grey.row(y)[x]);
}

void normalise(Appearance& a) {
  const float mean = std::accumulate(a.begin(), a.end(), 0.0F) / static_cast<float>(a.size());
  for (float& v : a) v -= mean;
  const float norm = std::sqrt(std::inner_product(a.begin(), a.end(), a.begin(), 0.0F));
  for (float& v : a) v = norm > 1e-3F ? v / norm : 0;
}

}  // namespace

Appearance appearanceOf(const base::Image& grey, const Landmarks& points) {
  const base::Similarity toFrame = alignment(points).inverse();
  Appearance out{};
  constexpr int kSamples = kEdge * kTaps;
  for (int y = 0; y < kSamples; ++y) {
    for (int x = 0; x < kSamples; ++x) {
      const float u = kLeft + kWidth * (static_cast<float>(x) + 0.5F) / kSamples;
      const float v = kTop + kHeight * (static_cast<float>(y) + 0.5F) / kSamples;
      out[static_cast<std::size_t>(y / kTaps * kEdge + x / kTaps)] += at(grey, toFrame({u, v}));
    }
  }
  normalise(out);
  return out;
}

float likeness(const Appearance& a, const Appearance& b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0F);
}

void blendInto(Appearance& into, const Appearance& seen, float weight) {
  for (std::size_t i = 0; i < into.size(); ++i) into[i] += weight * (seen[i] - into[i]);
  normalise(into);
}

}  // namespace face
