#pragma once
#include <array>
#include <span>

#include "core/face/face.h"

namespace face {

// Points 27-47 (nose and eyes): those that speech does not move.
constexpr std::size_t kFirstStable = 27, kStableCount = 21;
inline std::span<const base::Point> stablePoints(const Landmarks& points) {
  return std::span(points).subspan(kFirstStable, kStableCount);
}

// Where the stable points lie in the unit square of the aligned crop: outer eye corners 36 and 45 at
// (0.5 -+ 0.5/1.75, 0.10). An average face, symmetric.
extern const std::array<base::Point, kStableCount> kStableTemplate;

// Length of the crop's edge in frame pixels: 1.75 eye distances.
float cropEdge(const Landmarks& points);

// A similarity's unit square seen from above: its box without the rotation, by centre and scale.
base::Rect uprightBox(const base::Similarity& unitToFrame);

}  // namespace face
