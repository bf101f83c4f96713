#pragma once
#include "core/base/geometry.h"
#include "core/sample/look.h"
#include "core/speech/viseme.h"

namespace sample {

// Face coordinates: x right, y down, (0, 0) between the pupils, 1 = distance of the pupils. "At rest" is the
// face with the mouth shut; "posed" is after jaw and lips have moved.
inline constexpr float kMouthY = 1.088f;
inline constexpr float kMouthHalfWidth = 0.44f;

// The lips and the jaw of one moment.
struct MouthShape {
  float halfWidth = kMouthHalfWidth;
  float innerHalfWidth = 0.39f;  // where the lips part
  float up = 0, down = 0;  // how far the middles of the inner lip edges are from the line of the shut mouth
  float jaw = 0;           // how far the chin has dropped
  float roundness = 0;     // 0 almond .. 1 round opening
  float upperLip = 0.1f, lowerLip = 0.15f;  // thickness of the red
  float gloss = 0;

  // Share of the full gap at x: 1 in the middle, 0 from the corners outwards.
  float part(float x) const;
  // The four edges of the lips, from above: y at x, posed.
  float upperOuter(float x) const, upperInner(float x) const, lowerInner(float x) const,
      lowerOuter(float x) const;

  // Where a point of the skin comes from, and where it goes. Upper and lower skin part at the line of the
  // lips.
  base::Point atRest(base::Point posed) const;
  base::Point posed(base::Point atRest) const;

 private:
  // What drop() needs of x.
  struct Column {
    float part, side, hingeShift;
  };
  Column column(float x) const;
  float drop(const Column& column, float y) const;
  float stretch(base::Point p) const;
};

MouthShape mouthShape(const speech::Articulation& mouth, const Look& look);

}  // namespace sample
