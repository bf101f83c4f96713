#pragma once
#include <cmath>
#include <vector>

#include "models/person/shape_model.h"

namespace person_fixtures {

using base::Point;

// A plain face in the unit square whose lips are `opening` apart and `width` wide.
inline face::Landmarks unitFace(float opening, float width = 0.30f) {
  face::Landmarks p{};
  for (int i = 0; i < 17; ++i) {  // jaw: half an ellipse, chin lower with the opening
    const float t = 3.14159f * static_cast<float>(i) / 16;
    p[static_cast<std::size_t>(i)] = {0.5f - 0.42f * std::cos(t),
                                      0.15f + (0.72f + 0.7f * opening) * std::sin(t)};
  }
  for (int i = 17; i < 27; ++i)
    p[static_cast<std::size_t>(i)] = {0.15f + 0.07f * static_cast<float>(i - 17), -0.05f};
  for (int i = 27; i < 31; ++i)
    p[static_cast<std::size_t>(i)] = {0.5f, 0.12f + 0.09f * static_cast<float>(i - 27)};
  for (int i = 31; i < 36; ++i)
    p[static_cast<std::size_t>(i)] = {0.43f + 0.035f * static_cast<float>(i - 31), 0.44f};
  for (int eye = 0; eye < 2; ++eye) {
    for (int i = 0; i < 6; ++i) {
      const float t = 3.14159f - 6.28318f * static_cast<float>(i) / 6;
      const float centre = eye == 0 ? 0.285f : 0.715f;
      p[static_cast<std::size_t>(36 + 6 * eye + i)] = {centre + 0.071f * std::cos(t),
                                                       0.10f - 0.03f * std::sin(t)};
    }
  }
  const auto ring = [&](std::size_t first, int count, float halfWidth, float up, float down) {
    for (int i = 0; i < count; ++i) {
      const float t = 3.14159f - 6.28318f * static_cast<float>(i) / static_cast<float>(count);
      const float s = std::sin(t);
      p[first + static_cast<std::size_t>(i)] = {0.5f + halfWidth * std::cos(t),
                                                0.60f - (s > 0 ? up : down) * s};
    }
  };
  ring(48, 12, width / 2, 0.035f, 0.045f + opening);
  ring(60, 8, width / 2 - 0.02f, 0.001f, 0.001f + opening);
  return p;
}

inline person::Turn turnOf(int i) {
  return {std::sin(0.05f * static_cast<float>(i)), std::cos(0.03f * static_cast<float>(i)), 0};
}

// A head that turns a little and a mouth that opens and spreads in its own rhythm.
inline std::vector<person::Observation> talking(int count) {
  std::vector<person::Observation> out;
  for (int i = 0; i < count; ++i) {
    const float opening = 0.04f * (1 - std::cos(0.7f * static_cast<float>(i))),
                width = 0.30f + 0.03f * std::sin(0.31f * static_cast<float>(i));
    person::Observation o{unitFace(opening, width), turnOf(i)};
    for (std::size_t k = 0; k < 17; ++k) o.unit[k].x += 0.01f * o.turn[0];
    for (std::size_t k = 48; k < 68; ++k) o.unit[k].y += 0.005f * o.turn[1];
    out.push_back(o);
  }
  return out;
}

}  // namespace person_fixtures
