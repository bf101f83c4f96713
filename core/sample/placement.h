#pragma once
#include <cmath>

#include "core/sample/backdrop.h"
#include "core/sample/motion.h"

namespace sample {

// How the face of one picture lies in it.
struct Placement {
  Framing framing;
  Pose pose;
  float cosRoll, sinRoll, cosYaw, sinYaw, cosPitch, sinPitch;

  Placement(const Framing& f, const Pose& p)
      : framing(f),
        pose(p),
        cosRoll(std::cos(p.roll)),
        sinRoll(std::sin(p.roll)),
        cosYaw(std::cos(p.yaw)),
        sinYaw(std::sin(p.yaw)),
        cosPitch(std::cos(p.pitch)),
        sinPitch(std::sin(p.pitch)) {}

  base::Point toPixels(base::Point p, float z) const {
    const float x = p.x * cosYaw + z * sinYaw, y = p.y * cosPitch + z * sinPitch;
    return {framing.x + framing.unit * (x * cosRoll - y * sinRoll + pose.shift.x),
            framing.y + framing.unit * (x * sinRoll + y * cosRoll + pose.shift.y)};
  }
  // Face coordinates of a pixel, not yet freed from the turn of the head.
  base::Point turned(float column, float row) const {
    const float x = (column - framing.x) / framing.unit - pose.shift.x,
                y = (row - framing.y) / framing.unit - pose.shift.y;
    return {x * cosRoll + y * sinRoll, y * cosRoll - x * sinRoll};
  }
  base::Point unturned(base::Point p, float z) const {
    return {(p.x - z * sinYaw) / cosYaw, (p.y - z * sinPitch) / cosPitch};
  }
};

}  // namespace sample
