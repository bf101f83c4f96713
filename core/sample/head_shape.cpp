#include "core/sample/head_shape.h"

#include <array>
#include <numbers>

namespace sample {
namespace {

constexpr float kPi = std::numbers::pi_v<float>;

// Radius of the right half of the outline every 15 degrees, from straight up (vertex) to straight down
// (chin). Proportions of an average adult head.
constexpr std::array<float, 13> kRadius = {1.84f,  1.775f, 1.625f, 1.435f, 1.285f, 1.175f, 1.120f,
                                           1.140f, 1.210f, 1.330f, 1.480f, 1.645f, 1.720f};

// Catmull-Rom through equally spaced values, mirrored at both ends.
float spline(float t) {
  const auto at = [](int i) {
    const int last = static_cast<int>(kRadius.size()) - 1;
    return kRadius[static_cast<std::size_t>(i < 0 ? -i : (i > last ? 2 * last - i : i))];
  };
  const int i = static_cast<int>(t);
  const float u = t - static_cast<float>(i);
  const float a = at(i - 1), b = at(i), c = at(i + 1), d = at(i + 2);
  return b + 0.5f * u * (c - a + u * (2 * a - 5 * b + 4 * c - d + u * (3 * (b - c) + d - a)));
}

float segmentDistance(base::Point p, base::Point a, base::Point b) {
  const base::Point ab = b - a, ap = p - a;
  const float t = unit((ap.x * ab.x + ap.y * ab.y) / (ab.x * ab.x + ab.y * ab.y));
  return base::distance(p, a + ab * t);
}

float nose(base::Point p, const Look& look) {
  const float wide = look.noseWidth, x = std::abs(p.x) / wide, y = p.y / look.noseLength;
  const float ridge = mix(0.10f, 0.36f, smooth(-0.05f, 0.58f, y)) * smooth(-0.25f, 0.02f, y);
  const float under = smooth(0.80f, 0.62f, y);
  float z = ridge * bell(x, mix(0.095f, 0.150f, smooth(0.0f, 0.6f, y))) * under;
  z += 0.13f * bell(x, y - 0.585f, 0.125f, 0.105f) * under;
  z += 0.17f * bell(x - 0.185f, y - 0.640f, 0.078f, 0.082f) * smooth(0.80f, 0.68f, y);
  z -= 0.045f * bell(x - 0.285f, y - 0.600f, 0.035f, 0.080f);
  z -= 0.05f * bell(x - 0.10f, y - 0.735f, 0.060f, 0.022f);
  return z;
}

float eyeRegion(base::Point p) {
  const float x = std::abs(p.x), y = p.y;
  float z = 0.085f * bell(x - 0.50f, y + 0.29f, 0.34f, 0.11f);
  z -= 0.045f * bell(p.x, y + 0.01f, 0.13f, 0.12f);
  z -= 0.125f * bell(x - 0.47f, y + 0.02f, 0.27f, 0.16f);
  z -= 0.07f * bell(x - 0.23f, y - 0.02f, 0.08f, 0.10f);
  z += 0.085f * bell(x - 0.50f, y - 0.005f, 0.17f, 0.105f);
  z -= 0.014f * bell(segmentDistance({x, y}, {0.30f, 0.13f}, {0.56f, 0.235f}), 0.035f);
  return z;
}

float lowerFace(base::Point p, const Look& look) {
  const float x = std::abs(p.x), y = p.y;
  float z = 0.11f * bell(x - 0.70f, y - 0.42f, 0.26f, 0.22f);
  z -= 0.035f * bell(x - 0.72f, y - 0.98f, 0.16f, 0.24f);
  z -= 0.020f * bell(segmentDistance({x, y}, {0.30f, 0.66f}, {0.50f, 1.02f}), 0.045f);
  z += 0.10f * bell(p.x, y - 1.04f, 0.34f, 0.22f);
  z += 0.012f * bell(x - 0.065f, y - 0.88f, 0.030f, 0.08f) - 0.016f * bell(p.x, y - 0.88f, 0.035f, 0.08f);
  z -= 0.055f * bell(p.x, y - 1.40f, 0.22f, 0.065f);
  z -= 0.020f * bell(x - 0.47f, y - 1.09f, 0.035f, 0.06f);
  z += mix(0.27f, 0.21f, look.femininity) * bell(p.x, y - 1.60f, 0.27f, 0.17f);
  return z;
}

}  // namespace

float outlineRadius(base::Point p, const Look& look) {
  const float y = (p.y - kHeadCentre.y) / look.faceLength;
  const float x = std::abs(p.x) / mix(1.0f, look.jawWidth, smooth(-0.1f, 0.9f, y));
  const float angle = std::atan2(x, -y);  // 0 up, pi down
  const float ratio = std::hypot(p.x, p.y - kHeadCentre.y) / std::max(1e-6f, std::hypot(x, y));
  const float square = 0.035f * (1 - look.femininity) * bell(angle - 2.35f, 0.22f);  // angle of the jaw
  return ratio * (spline(angle * 12 / kPi) + square);
}

float outsideHead(base::Point p, const Look& look) {
  return base::distance(p, kHeadCentre) - outlineRadius(p, look);
}

float outsideEars(base::Point p) {
  const float x = std::abs(p.x) - 1.145f, y = p.y - 0.24f;
  const float tilted = x - 0.16f * -y;
  const float wide = y < 0 ? 0.150f : mix(0.150f, 0.085f, unit(y / 0.40f));
  return (std::hypot(tilted / wide, y / 0.40f) - 1) * 0.12f;
}

float headHeight(base::Point p, const Look& look) {
  const float t = std::min(1.0f, base::distance(p, kHeadCentre) / outlineRadius(p, look));
  const float dome = 1.15f * std::sqrt(std::max(0.0f, 1 - t * t * t) + 0.002f);
  const float inside = smooth(1.0f, 0.90f, t);
  return dome + inside * (nose(p, look) + eyeRegion(p) + lowerFace(p, look) -
                          0.05f * bell(std::abs(p.x) - 0.98f, p.y + 0.30f, 0.13f, 0.30f));
}

float browLine(float x, const Look& look) {
  const float s = (std::abs(x) - 0.19f) / 0.75f;
  return mix(-0.265f, -0.235f, s) -
         (0.105f + look.browArch) * std::pow(std::sin(kPi * unit(0.10f + 0.80f * s)), 1.2f);
}

}  // namespace sample
