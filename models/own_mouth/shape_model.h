#pragma once
#include <array>
#include <vector>

#include "models/own_mouth/posture.h"

namespace own_mouth {

inline constexpr int kShapeSize = 6;
// The mouth and jaw of one picture: coefficients of the clip's principal components, pose removed.
using Shape = std::array<float, kShapeSize>;

// One observed mouth, in the unit square.
struct Observation {
  face::Landmarks unit{};
  Pose pose{};
};

// How one person's jaw and lips move: a base that follows the pose, and six principal components of what
// speech adds.
struct ShapeModel {
  std::array<Lower, kPoseSize + 1> base{};  // pose coefficients, then the constant
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

  Lower lower(const Shape& shape, const Pose& pose) const;
  Shape shapeOf(const face::Landmarks& unit, const Pose& pose) const;
  // The likeliest shape (least norm in standard deviations) with this opening and width, in the unit square.
  Shape shapeFor(float openingWanted, float widthWanted) const;
  // The least change of shape that moves the opening by `change`.
  Shape opened(const Shape& shape, float change) const;
};

// Needs at least one observation; with few, the components that cannot be told are zero.
ShapeModel learnShapes(const std::vector<Observation>& seen);

// The value below which `share` (0..1) of the values lie; the values are reordered.
float percentile(std::vector<float>& values, double share);

}  // namespace own_mouth
