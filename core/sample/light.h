#pragma once
#include "core/sample/color.h"

namespace sample {

// Slope of a surface: how fast its height towards the viewer grows to the right and down.
struct Slope {
  float x = 0, y = 0;
};

// A window at the upper left, a weaker bluish one at the right, and the room.
class Light {
 public:
  // The light as a head turned by these angles (radians) sees it.
  explicit Light(float yaw = 0, float pitch = 0);

  // Light that leaves a matt surface, per colour. `softness` lets the red creep round the edge of the shadow,
  // as in skin. `openness`: 1 free .. 0 in a deep fold.
  Color diffuse(Slope slope, float openness, float softness) const;
  // Strength of the highlight.
  float shine(Slope slope, float sharpness) const;

 private:
  struct Direction {
    float x, y, z;
  };
  static Direction turned(Direction d, float yaw, float pitch);
  Direction key_, fill_;
};

}  // namespace sample
