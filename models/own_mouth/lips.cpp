#include "models/own_mouth/lips.h"

#include <algorithm>
#include <array>
#include <span>

namespace own_mouth {

using base::Point;

namespace {

constexpr float kLowerShare = 0.7f, kUpperShare = 0.3f;  // of a change of the gap
constexpr float kOuterShare = 0.85f;  // of the inner lip's move, taken by the outer lip beside it

constexpr float kWholeProfile = 0.015f;  // unit square: mouths that are shut further are the more even

struct Pair {
  std::size_t upper, lower;
  std::array<std::size_t, 2> outerUpper, outerLower;  // the same twice where there is one
};
constexpr std::array<Pair, 3> kPairs = {Pair{61, 67, {49, 50}, {58, 59}}, Pair{62, 66, {51, 51}, {57, 57}},
                                        Pair{63, 65, {52, 53}, {55, 56}}};

Point downOf(const face::Landmarks& p) {
  const Point along = p[54] - p[48];
  const float length = std::max(1e-6f, base::distance(along, {}));
  return {-along.y / length, along.x / length};
}

float gapOf(const face::Landmarks& p, const Pair& pair, Point down) {
  const Point gap = p[pair.lower] - p[pair.upper];
  return gap.x * down.x + gap.y * down.y;
}

void move(face::Landmarks& p, std::size_t inner, const std::array<std::size_t, 2>& outer, Point by) {
  p[inner] = p[inner] + by;
  p[outer[0]] = p[outer[0]] + by * kOuterShare;
  if (outer[1] != outer[0]) p[outer[1]] = p[outer[1]] + by * kOuterShare;
}

}  // namespace

float signedOpening(const face::Landmarks& points) {
  const Point down = downOf(points);
  float sum = 0;
  for (const Pair& pair : kPairs) sum += gapOf(points, pair, down);
  return sum / static_cast<float>(kPairs.size());
}

void setOpening(face::Landmarks& points, float opening, float least) {
  const Point down = downOf(points);
  const float mean = signedOpening(points);
  const float profile = opening < mean ? std::clamp(opening / kWholeProfile, 0.0f, 1.0f) : 1.0f;
  for (const Pair& pair : kPairs) {
    const float gap = gapOf(points, pair, down), wanted = std::max(least, opening + profile * (gap - mean));
    move(points, pair.lower, pair.outerLower, down * (kLowerShare * (wanted - gap)));
    move(points, pair.upper, pair.outerUpper, down * (-kUpperShare * (wanted - gap)));
  }
}

}  // namespace own_mouth
