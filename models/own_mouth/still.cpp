#include "models/own_mouth/still.h"

#include <algorithm>
#include <cmath>

#include "models/own_mouth/lips.h"

namespace own_mouth {

using base::Point;

namespace {

constexpr float kMostOpening = 0.11f;                      // unit square, at opening 1
constexpr float kLowerShare = 0.82f, kUpperShare = 0.18f;  // of the opening, taken by each lip
constexpr float kCornerShare = 0.25f;
constexpr float kRounding = 0.16f, kSpreading = 0.08f;  // of the half width, at width -1 and 1
constexpr float kTeethShown = 0.03f;  // unit square: a smile this open already shows teeth on lip
constexpr float kLabiodentalFrom = 0.4f, kLabiodentalLift = 0.012f;
constexpr float kJawShare = 0.75f, kJawSpread = 3.0f, kMostJawLift = 0.02f;
constexpr float kShutGap = 0.002f;  // what is left of the gap of a shut mouth

bool isLowerLip(std::size_t i) { return (i >= 55 && i <= 59) || (i >= 65 && i <= 67); }
bool isUpperLip(std::size_t i) { return (i >= 49 && i <= 53) || (i >= 61 && i <= 63); }

}  // namespace

face::Landmarks gestured(face::Landmarks unit, const Gesture& gesture) {
  const Point corners = unit[54] - unit[48], centre = person::mouthCentre(unit);
  const float width = std::max(1e-6f, base::distance(unit[54], unit[48]));
  const Point along = corners * (1 / width), down = {-along.y, along.x};
  const Point gap = unit[66] - unit[62];
  const float seen = std::max(0.0f, gap.x * down.x + gap.y * down.y);
  const float add = std::max(kShutGap - seen, gesture.opening * kMostOpening - seen);
  const float stretch = (gesture.width < 0 ? kRounding : kSpreading) * gesture.width;
  for (std::size_t i = 48; i < 68; ++i) {
    const Point d = unit[i] - centre;
    const float x = (d.x * along.x + d.y * along.y) / (width / 2), inner = std::max(0.0f, 1 - x * x);
    const float bow = std::pow(inner, 0.7f);
    float move = add * kCornerShare;
    if (isLowerLip(i)) move = add * kLowerShare * bow;
    if (isUpperLip(i)) move = -add * kUpperShare * bow;
    if (gesture.labiodental > kLabiodentalFrom && seen < kTeethShown && isLowerLip(i))
      move -= kLabiodentalLift * gesture.labiodental * bow;
    unit[i] = unit[i] + down * move + along * (x * width / 2 * stretch);
  }
  setOpening(unit, std::max(kShutGap, signedOpening(unit)), kShutGap / 2);
  for (std::size_t i = 4; i < 13; ++i) {
    const float fromChin = (static_cast<float>(i) - 8) / kJawSpread;
    unit[i] = unit[i] + down * (std::max(-kMostJawLift, add) * kJawShare * std::exp(-fromChin * fromChin));
  }
  return unit;
}

}  // namespace own_mouth
