#pragma once
#include "models/own_mouth/mouth_target.h"

namespace own_mouth {

// Lips and jaw of `unit` (the frame's own landmarks, unit square) moved to make the gesture: for stills and
// mouths that are never seen open.
face::Landmarks gestured(face::Landmarks unit, const Gesture& gesture);

}  // namespace own_mouth
