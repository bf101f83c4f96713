#pragma once
#include <algorithm>
#include <cmath>

namespace sample {

// Linear light, 0 black .. 1 white paper in full light.
struct Color {
  float b = 0, g = 0, r = 0;
  friend bool operator==(const Color&, const Color&) = default;
  friend Color operator+(Color p, Color q) { return {p.b + q.b, p.g + q.g, p.r + q.r}; }
  friend Color operator*(Color p, Color q) { return {p.b * q.b, p.g * q.g, p.r * q.r}; }
  friend Color operator*(Color p, float s) { return {p.b * s, p.g * s, p.r * s}; }
  Color& operator+=(Color q) { return *this = *this + q; }
  Color& operator*=(float s) { return *this = *this * s; }
};

inline float mix(float a, float b, float t) { return a + (b - a) * t; }
inline Color mix(Color a, Color b, float t) { return a * (1 - t) + b * t; }
inline float unit(float v) { return std::clamp(v, 0.0f, 1.0f); }
// 0 below `from`, 1 above `to`, smooth between; from > to falls.
inline float smooth(float from, float to, float v) {
  const float t = unit((v - from) / (to - from));
  return t * t * (3 - 2 * t);
}
inline float bell(float v, float deviation) { return std::exp(-0.5f * v * v / (deviation * deviation)); }
inline float bell(float x, float y, float dx, float dy) {
  return std::exp(-0.5f * (x * x / (dx * dx) + y * y / (dy * dy)));
}

// Bright light runs softly into white, as on film.
inline float softened(float v) {
  return v < 0.55f ? v : 0.55f + 0.45f * (1 - std::exp(-(v - 0.55f) / 0.45f));
}

// A colour as pictures store it, 0-255 red green blue.
inline Color fromSrgb(float r, float g, float b) {
  const auto linear = [](float v) { return std::pow(v / 255.0f, 2.2f); };
  return {linear(b), linear(g), linear(r)};
}
inline float toSrgb(float linear) { return 255.0f * std::pow(unit(linear), 1.0f / 2.2f); }

}  // namespace sample
