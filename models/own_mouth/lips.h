#pragma once
#include "models/person/landmark_sets.h"

namespace own_mouth {

// Moves the lips so that the inner ones are `opening` apart (mean of three places; square to the mouth's
// line, so that lips that a shape model let cross come apart). No place stays closer than `least`; the lower
// lip takes most of it.
void setOpening(face::Landmarks& points, float opening, float least);

// Mean gap of the inner lips square to the mouth's line: negative where they cross.
float signedOpening(const face::Landmarks& points);

}  // namespace own_mouth
