#pragma once
#include <array>
#include <span>
#include <vector>

#include "models/face_mesh/region.h"

namespace face_mesh {

inline constexpr int kDetectorEdge = 128;
inline constexpr std::size_t kAnchors = 896, kAnchorNumbers = 16;

struct Detection {
  double score = 0;
  Place topLeft, bottomRight;
  // The eye at the left of the picture, that at the right, nose tip, mouth, ear at the left, ear at the
  // right.
  std::array<Place, 6> keyPoints{};
};

// The detector's outputs as faces in the unit square that it looked at, the most certain first: those of
// score 0.5 and more, overlapping ones (IoU > 0.3) averaged by their scores.
std::vector<Detection> decode(std::span<const float> regressors, std::span<const float> scores);

// The square around a picture's middle that holds all of it.
Region wholeOf(const base::Image& picture);
// From the unit square of a region to the picture.
Detection placed(const Detection& detection, const Region& region);
// Where the landmark network is to look: the box, enlarged by 1.5 and turned as the eyes are.
Region regionOf(const Detection& detection);

}  // namespace face_mesh
