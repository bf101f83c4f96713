#pragma once
#include <array>

#include "core/base/image.h"
#include "core/face/face.h"

namespace face {

// How a face looks from the brows to the nose: 16 x 16 aligned luma, mean 0, norm 1. Good enough to tell the
// people of one clip apart and to notice that a box no longer holds the face.
using Appearance = std::array<float, 256>;

Appearance appearanceOf(const base::Image& grey, const Landmarks& points);
// -1..1; 0 when either is empty.
float likeness(const Appearance& a, const Appearance& b);
// Moves `into` towards `seen` by `weight` 0..1.
void blendInto(Appearance& into, const Appearance& seen, float weight);

}  // namespace face
