#pragma once
#include "core/base/geometry.h"
#include "core/sample/look.h"

namespace sample {

// Head, eyes and body at one time.
struct Pose {
  float yaw = 0, pitch = 0,
        roll = 0;     // radians; yaw > 0 turns the nose to the right of the picture, pitch > 0 down
  base::Point shift;  // of the head, parts of the distance of the pupils
  base::Point body;   // of neck and shoulders
  float lids = 0;     // 0 open .. 1 shut
  base::Point gaze;   // of the irises
  float brows = 0;    // -1..1 raise
};

// Slow, never repeating within minutes, the same for the same seed: sways and nods, blinks every 2-6 s, small
// glances.
Pose poseAt(double seconds, const Look& look);

}  // namespace sample
