#include "core/sample/noise.h"

#include <cmath>

namespace sample {

std::uint32_t scramble(std::uint32_t a, std::uint32_t b, std::uint32_t c) {
  std::uint32_t h = a * 0x9E3779B1u ^ (b * 0x85EBCA77u + 0x165667B1u) ^ (c * 0xC2B2AE3Du + 0x27D4EB2Fu);
  h = (h ^ (h >> 15)) * 0x2C1B3C6Du;
  h = (h ^ (h >> 12)) * 0x297A2D39u;
  return h ^ (h >> 15);
}

float chance(std::uint32_t a, std::uint32_t b, std::uint32_t c) {
  return static_cast<float>(scramble(a, b, c) >> 8) / 16777216.0f;
}

float noise(float x, float y, std::uint32_t seed) {
  const float fx = std::floor(x), fy = std::floor(y);
  const auto ix = static_cast<std::uint32_t>(static_cast<std::int32_t>(fx));
  const auto iy = static_cast<std::uint32_t>(static_cast<std::int32_t>(fy));
  const float u = x - fx, v = y - fy;
  const float su = u * u * (3 - 2 * u), sv = v * v * (3 - 2 * v);
  const float a = chance(ix, iy, seed), b = chance(ix + 1, iy, seed);
  const float c = chance(ix, iy + 1, seed), d = chance(ix + 1, iy + 1, seed);
  const float top = a + (b - a) * su, bottom = c + (d - c) * su;
  return 2 * (top + (bottom - top) * sv) - 1;
}

float fractal(float x, float y, int octaves, std::uint32_t seed) {
  float sum = 0, gain = 0.6f;
  for (int i = 0; i < octaves; ++i) {
    sum += gain * noise(x, y, seed + static_cast<std::uint32_t>(i) * 101u);
    x = x * 2.03f + 11.7f;
    y = y * 2.03f - 5.3f;
    gain *= 0.5f;
  }
  return sum;
}

}  // namespace sample
