#pragma once
#include <opencv2/core.hpp>
#include <span>

#include "core/base/geometry.h"

namespace own_mouth {

// Thin-plate splines (Bookstein 1989) through one set of points, for any number of displacement fields at
// once: one solution and one kernel serve the warps of the frame and of all bank pictures. Any thread; the
// numbers do not depend on which.
class ThinPlate {
 public:
  // `slack[i]`: how far point i may miss its value, 0 = exact.
  ThinPlate(std::span<const base::Point> points, std::span<const double> slack);
  // `values`: [points, fields] CV_64F -> [points + 3, fields] CV_64F: each field's weights of the points, its
  // constant, and its slopes along x and y. All 0 (no displacement) where the points determine no spline:
  // fewer than three, or all on one line.
  cv::Mat fit(const cv::Mat& values) const;
  // The fields at `places`: [places, fields] CV_32F.
  cv::Mat at(std::span<const base::Point> places, const cv::Mat& weights) const;

 private:
  cv::Mat points_;  // [2, points] CV_32F
  cv::Mat system_;  // [points + 3, points + 3] CV_64F
};

}  // namespace own_mouth
