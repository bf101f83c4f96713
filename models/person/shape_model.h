#pragma once
#include <array>
#include <span>
#include <vector>

#include "models/person/head_pose.h"

namespace person {

inline constexpr int kShapeSize = 6;
// The mouth and jaw of one picture: coefficients of the clip's principal components, turn removed.
using Shape = std::array<float, kShapeSize>;

// One observed mouth, in the unit square.
struct Observation {
  face::Landmarks unit{};
  Turn turn{};
};

// How one person's jaw and lips move: a base that follows the turn, and six principal components of what
// speech adds.
struct ShapeModel {
  std::array<Lower, kTurnSize + 1> base{};  // turn coefficients, then the constant
  std::array<Lower, kShapeSize> components{};
  Shape mean{}, deviation{};
  // opening and width as linear functions of the shape: value = slope . shape + at
  struct Line {
    Shape slope{};
    float at = 0;
    float operator()(const Shape& shape) const;
  };
  Line opening, width;
  float shut = 0, open = 0;  // 5th and 98th percentile of the clip's opening
  float widthMean = 0, widthDeviation = 0;
  float reach = 0;  // open - shut: how far this mouth is ever seen to move

  Lower lower(const Shape& shape, const Turn& turn) const;
  Shape shapeOf(const face::Landmarks& unit, const Turn& turn) const;
  // The likeliest shape (least norm in standard deviations) with this opening and width, in the unit square.
  Shape shapeFor(float openingWanted, float widthWanted) const;
  // The least change of shape that moves the opening by `change`.
  Shape opened(const Shape& shape, float change) const;
};

// Needs at least one observation; with few, the components that cannot be told are zero.
ShapeModel learnShapes(const std::vector<Observation>& seen);

// The middle of the clip's most closed mouths, closed to `shapes.shut`.
Shape restShape(const ShapeModel& shapes, std::span<const Shape> seen);

// The value below which `share` (0..1) of the values lie; the values are reordered.
float percentile(std::vector<float>& values, double share);

}  // namespace person
