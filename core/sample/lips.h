#pragma once
#include "core/sample/light.h"
#include "core/sample/look.h"
#include "core/sample/mouth_shape.h"

namespace sample {

// Lips and what is seen between them.
class Lips {
 public:
  Lips(const Look& look, const MouthShape& shape, const Light& light)
      : look_(look), shape_(shape), light_(light) {}
  bool isNear(base::Point posed) const;
  // Over the lit skin; `pixel`: size of a pixel in face coordinates.
  Color paint(base::Point posed, Color skin, float pixel) const;

 private:
  Color red(base::Point p, bool isUpper, float across) const;
  Color interior(base::Point p, float upper, float lower) const;
  Color teeth(base::Point p, float edge, float depth, bool isUpper) const;

  const Look& look_;
  const MouthShape& shape_;
  const Light& light_;
};

}  // namespace sample
