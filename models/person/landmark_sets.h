#pragma once
#include <algorithm>
#include <array>

#include "core/face/alignment.h"

namespace person {

// Nose and eyes: they do not move with speech, so they tell where the head is.
using Stable = std::array<base::Point, face::kStableCount>;

// Jaw 3..13 and lips 48..67: what speech moves.
inline constexpr int kJawPoints = 11;
inline constexpr int kLowerCount = kJawPoints + 20;
using Lower = std::array<base::Point, kLowerCount>;
constexpr int lowerIndex(int i) { return i < kJawPoints ? 3 + i : 48 + i - kJawPoints; }

inline Stable stableOf(const face::Landmarks& points) {
  Stable out;
  std::ranges::copy(face::stablePoints(points), out.begin());
  return out;
}

inline Lower lowerOf(const face::Landmarks& points) {
  Lower out;
  for (int i = 0; i < kLowerCount; ++i)
    out[static_cast<std::size_t>(i)] = points[static_cast<std::size_t>(lowerIndex(i))];
  return out;
}

inline face::Landmarks withLower(face::Landmarks points, const Lower& lower) {
  for (int i = 0; i < kLowerCount; ++i)
    points[static_cast<std::size_t>(lowerIndex(i))] = lower[static_cast<std::size_t>(i)];
  return points;
}

inline face::Landmarks mapped(const base::Similarity& map, const face::Landmarks& points) {
  face::Landmarks out;
  for (std::size_t i = 0; i < points.size(); ++i) out[i] = map(points[i]);
  return out;
}

// Gap between the inner lips (mean of three places) and distance of the lip corners, in the unit of the
// points.
struct MouthSize {
  float opening = 0, width = 0;
};
inline MouthSize mouthSize(const face::Landmarks& p) {
  const float gaps =
      base::distance(p[61], p[67]) + base::distance(p[62], p[66]) + base::distance(p[63], p[65]);
  return {gaps / 3.0f, base::distance(p[48], p[54])};
}

inline base::Point mouthCentre(const face::Landmarks& p) {
  base::Point sum;
  for (std::size_t i = 48; i < 68; ++i) sum = sum + p[i];
  return sum * (1.0f / 20.0f);
}

}  // namespace person
