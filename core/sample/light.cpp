#include "core/sample/light.h"

namespace sample {
namespace {

constexpr Color kKey{0.82f, 0.92f, 1.00f}, kFill{0.22f, 0.21f, 0.215f}, kRoom{0.27f, 0.27f, 0.285f};

// Lambert's law with the terminator moved by `wrap`.
float wrapped(float cosine, float wrap) { return std::max(0.0f, (cosine + wrap) / (1 + wrap)); }

}  // namespace

Light::Direction Light::turned(Direction d, float yaw, float pitch) {
  const float x = d.x * std::cos(yaw) - d.z * std::sin(yaw), z = d.x * std::sin(yaw) + d.z * std::cos(yaw);
  return {x, d.y * std::cos(pitch) + z * std::sin(pitch), z * std::cos(pitch) - d.y * std::sin(pitch)};
}

Light::Light(float yaw, float pitch)
    : key_(turned({-0.47f, -0.52f, 0.713f}, yaw, pitch)),
      fill_(turned({0.78f, -0.10f, 0.618f}, yaw, pitch)) {}

Color Light::diffuse(Slope slope, float openness, float softness) const {
  const float n = 1 / std::sqrt(1 + slope.x * slope.x + slope.y * slope.y);
  const float key = (-slope.x * key_.x - slope.y * key_.y + key_.z) * n;
  const float fill = wrapped((-slope.x * fill_.x - slope.y * fill_.y + fill_.z) * n, 0.3f);
  const float up = 0.5f + 0.5f * slope.y * n;
  const Color keyed{wrapped(key, 0.08f), wrapped(key, 0.08f + 0.06f * softness),
                    wrapped(key, 0.08f + 0.19f * softness)};
  const float shut = 1 - openness;
  const Color open{1 - shut, 1 - 0.92f * shut, 1 - 0.72f * shut};  // light in folds of skin is red
  return (keyed * kKey + kFill * fill + kRoom * (0.55f + 0.45f * up)) *
         mix(Color{openness, openness, openness}, open, softness);
}

float Light::shine(Slope slope, float sharpness) const {
  const float n = 1 / std::sqrt(1 + slope.x * slope.x + slope.y * slope.y);
  const auto toward = [&](const Direction& d) {
    const float hz = d.z + 1, h = 1 / std::sqrt(d.x * d.x + d.y * d.y + hz * hz);
    return std::max(0.0f, (-slope.x * d.x - slope.y * d.y + hz) * h * n);
  };
  return std::pow(toward(key_), sharpness) + 0.25f * std::pow(toward(fill_), sharpness);
}

}  // namespace sample
