#pragma once
#include "core/face/face.h"
#include "core/sample/eye.h"
#include "core/sample/look.h"
#include "core/sample/mouth_shape.h"

namespace sample {

// The 68 points of the posed face in face coordinates (iBUG order), before the head is turned.
face::Landmarks faceLandmarks(const Look& look, const MouthShape& mouth, const Pose& pose, const Eyes& eyes);

}  // namespace sample
