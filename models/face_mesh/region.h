#pragma once
#include <array>
#include <span>

#include "core/base/image.h"

namespace face_mesh {

// Places in a picture as MediaPipe counts them: pixel k covers k .. k+1. (The engine's points lie half a
// pixel lower: its pixel k is at k.)
struct Place {
  double x = 0, y = 0;
};

// The square that a network looks at.
struct Region {
  Place centre;
  double side = 0;      // pixels
  double rotation = 0;  // radians, clockwise as seen
};

enum class Outside { repeated, black };  // what lies beyond the picture: its edge, or nothing

// A picture's region as `edge` x `edge` RGB numbers, bilinear: value * scale + offset. BGR picture.
struct Scaling {
  float scale = 1 / 255.F, offset = 0;
};
void sample(const base::Image& picture, const Region& region, int edge, Outside outside, Scaling scaling,
            std::span<float> out);

// A place of the region (0..1 in both directions) in the picture.
Place placeIn(const Region& region, double x, double y);

}  // namespace face_mesh
