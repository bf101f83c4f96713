#pragma once
#include "core/base/geometry.h"
#include "core/sample/light.h"
#include "core/sample/look.h"
#include "core/sample/motion.h"

namespace sample {

// Both eyes in face coordinates; the right half is the mirror of the left.
class Eyes {
 public:
  Eyes(const Look& look, const Pose& pose, const Light& light) : look_(look), pose_(pose), light_(light) {}

  // True where paint() may change the skin.
  static bool isNear(base::Point p);
  // Lids, lashes and eyeball over the lit skin; `pixel`: size of a pixel in face coordinates.
  Color paint(base::Point p, Color skin, float pixel) const;

  // Edges of the opening at `along` 0 (inner corner) .. 1 (outer corner).
  float upperLid(float along) const;
  float lowerLid(float along) const;
  static base::Point innerCorner() { return {0.300f, 0.022f}; }
  static base::Point outerCorner() { return {0.700f, -0.010f}; }

 private:
  float upperOpen(float along) const;
  Color eyeball(base::Point p, float belowLid, float aboveLid) const;
  Color iris(float dx, float dy, float radius, bool isLeft) const;

  const Look& look_;
  const Pose& pose_;
  const Light& light_;
};

}  // namespace sample
