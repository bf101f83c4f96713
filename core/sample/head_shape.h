#pragma once
#include "core/base/geometry.h"
#include "core/sample/look.h"

namespace sample {

// The head at rest in face coordinates (see mouth_shape.h).

inline constexpr base::Point kHeadCentre{0.0f, 0.10f};

// Distance of the outline (skull, cheeks, jaw; without hair) from kHeadCentre in the direction of p.
float outlineRadius(base::Point p, const Look& look);
// How far p lies outside the outline; negative inside.
float outsideHead(base::Point p, const Look& look);
float outsideEars(base::Point p);

// Height of the skin towards the viewer over the plane of the ears.
float headHeight(base::Point p, const Look& look);

// Centre line of a brow: y at |x| within 0.19 .. 0.94.
float browLine(float x, const Look& look);

}  // namespace sample
