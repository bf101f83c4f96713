#pragma once
#include <array>
#include <cmath>

#include "core/face/face.h"

namespace face_test {

// An average frontal face whose outer eye corners are `eyes` pixels apart, turned by `radians` about the
// middle of the eyes, which lies at `centre`.
inline face::Landmarks landmarksOf(base::Point centre, float eyes, float radians = 0) {
  // Jaw, brows, nose, eyes, outer and inner lips on a grid whose unit is the eye distance and whose origin is
  // between the eyes; written down by hand.
  face::Landmarks points{};
  const auto set = [&](std::size_t i, float x, float y) {
    const float c = std::cos(radians), s = std::sin(radians);
    points[i] = {centre.x + eyes * (c * x - s * y), centre.y + eyes * (s * x + c * y)};
  };
  for (std::size_t i = 0; i <= 16; ++i) {
    const float angle = static_cast<float>(M_PI) * (1 - static_cast<float>(i) / 16);
    set(i, 0.82F * std::cos(angle), 0.05F + 1.28F * std::sin(angle));
  }
  for (std::size_t i = 0; i < 5; ++i) {
    const float x = 0.13F * static_cast<float>(i);
    set(17 + i, -0.66F + x, -0.22F), set(22 + i, 0.14F + x, -0.22F);
  }
  for (std::size_t i = 0; i < 4; ++i) set(27 + i, 0, 0.14F * static_cast<float>(i));
  for (std::size_t i = 0; i < 5; ++i) set(31 + i, -0.17F + 0.085F * static_cast<float>(i), 0.53F);
  constexpr std::array<std::array<float, 2>, 6> kEye = {
      {{-0.145F, 0}, {-0.05F, -0.05F}, {0.05F, -0.05F}, {0.145F, 0}, {0.05F, 0.04F}, {-0.05F, 0.04F}}};
  for (std::size_t i = 0; i < 6; ++i) {
    set(36 + i, -0.355F + kEye[i][0], kEye[i][1]);
    set(42 + i, 0.355F + kEye[i][0], kEye[i][1]);
  }
  for (std::size_t i = 0; i < 12; ++i) {
    const float angle = static_cast<float>(M_PI) * (1 + static_cast<float>(i) / 6);
    set(48 + i, 0.32F * std::cos(angle), 0.83F + 0.12F * std::sin(angle));
  }
  for (std::size_t i = 0; i < 8; ++i) {
    const float angle = static_cast<float>(M_PI) * (1 + static_cast<float>(i) / 4);
    set(60 + i, 0.27F * std::cos(angle), 0.83F + 0.04F * std::sin(angle));
  }
  return points;
}

}  // namespace face_test
