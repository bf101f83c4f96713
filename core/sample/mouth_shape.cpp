#include "core/sample/mouth_shape.h"

namespace sample {
namespace {

constexpr float kWidestGap = 0.50f;
constexpr float kTeethEdge = 0.030f;  // the upper teeth end this far below the line of the lips

float lipLine(float x, float halfWidth) {
  const float s = x / halfWidth;
  return kMouthY - 0.016f * s * s + 0.007f * bell(x, 0.07f);
}

// Cupid's bow.
float upperProfile(float s) {
  s = std::min(1.0f, std::abs(s));
  return 1.14f * (1 - std::pow(s, 1.7f)) - 0.25f * bell(s, 0.10f);
}

float lowerProfile(float s) {
  s = std::min(1.0f, std::abs(s));
  return std::pow(1 - std::pow(s, 2.3f), 0.85f);
}

}  // namespace

float MouthShape::part(float x) const {
  const float s = std::abs(x) / innerHalfWidth;
  return s >= 1 ? 0.0f : std::pow(1 - s * s, mix(0.85f, 0.5f, roundness));
}
float MouthShape::upperInner(float x) const { return lipLine(x, halfWidth) - up * part(x); }
float MouthShape::lowerInner(float x) const { return lipLine(x, halfWidth) + down * part(x); }
float MouthShape::upperOuter(float x) const { return upperInner(x) - upperLip * upperProfile(x / halfWidth); }
float MouthShape::lowerOuter(float x) const { return lowerInner(x) + lowerLip * lowerProfile(x / halfWidth); }

// Widening and narrowing of the skin around the mouth.
float MouthShape::stretch(base::Point p) const {
  const float near = bell(p.y - kMouthY, 0.24f) * smooth(0.95f, 0.40f, std::abs(p.x));
  return 1 + (halfWidth / kMouthHalfWidth - 1) * near;
}

// Downward movement of the skin: with the jaw, fading towards its hinge and above the mouth; near the lips
// also with them. Continuous everywhere but across the open mouth.
float MouthShape::drop(const Column& column, float y) const {
  const float below = y - kMouthY;
  const float lowered = smooth(0.10f, 0.46f, below);
  const float hinge = smooth(0.30f, 1.50f, y - column.hingeShift);
  const float withJaw = jaw * hinge * (column.side + (1 - column.side) * lowered);
  const float withLip = below < 0 ? -up * smooth(-0.36f, -0.09f, below) : down * (1 - lowered);
  return withJaw + withLip * column.part;
}

MouthShape::Column MouthShape::column(float x) const {
  return {part(x), smooth(innerHalfWidth * 0.7f, innerHalfWidth * 1.9f, std::abs(x)), 0.28f * std::abs(x)};
}

base::Point MouthShape::atRest(base::Point posed) const {
  base::Point rest{posed.x / stretch(posed), posed.y};
  const Column here = column(rest.x);
  const bool isUpper = here.part <= 0 || posed.y < 0.5f * (upperInner(posed.x) + lowerInner(posed.x));
  for (int i = 0; i < 4; ++i) {
    rest.y = posed.y - drop(here, rest.y);
    if (here.part > 0) rest.y = isUpper ? std::min(rest.y, kMouthY - 1e-4f) : std::max(rest.y, kMouthY);
  }
  return rest;
}

base::Point MouthShape::posed(base::Point atRest) const {
  return {atRest.x * stretch(atRest), atRest.y + drop(column(atRest.x), atRest.y)};
}

MouthShape mouthShape(const speech::Articulation& mouth, const Look& look) {
  const float shut = unit(mouth.closure), biting = unit(mouth.labiodental);
  const float opening = unit(mouth.opening) * (1 - shut);
  const float rounding = unit(std::max(mouth.rounding, -0.6f * mouth.width));
  const float spread = std::clamp(mouth.width, -1.0f, 1.0f);
  MouthShape shape;
  const float gap = kWidestGap * opening;
  shape.halfWidth = kMouthHalfWidth * (1 + 0.13f * spread - 0.13f * rounding - 0.07f * opening);
  shape.innerHalfWidth = shape.halfWidth * mix(0.88f, 0.80f, rounding);
  shape.up = mix(0.20f * gap, std::max(0.20f * gap, 0.035f), biting);
  shape.down = mix(0.80f * gap, std::min(0.80f * gap, kTeethEdge - 0.004f), biting);
  shape.jaw = 0.62f * gap * (1 - 0.5f * biting);
  shape.roundness = unit(0.3f + 0.7f * rounding);
  const float fullness =
      look.lipFullness * (1 - 0.12f * opening) * (1 + 0.12f * rounding) * (1 - 0.05f * spread);
  shape.upperLip = 0.108f * fullness * (1 - 0.22f * shut);
  shape.lowerLip = 0.160f * fullness * (1 - 0.22f * shut) * (1 - 0.30f * biting);
  shape.gloss = look.femininity;
  return shape;
}

}  // namespace sample
