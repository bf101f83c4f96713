#pragma once
#include <opencv2/core.hpp>
#include <span>
#include <vector>

#include "core/base/geometry.h"

namespace own_mouth {

// A coarse grid of nodes over a rectangle of the frame, for smooth fields that are evaluated there and spread
// to the pixels.
class WarpGrid {
 public:
  WarpGrid(cv::Rect region, int step);
  std::span<const base::Point> nodes() const { return nodes_; }  // frame pixels, row-major
  cv::Size size() const { return {columns_, rows_}; }
  // One value (or pair) a node, [rows, columns] -> one a pixel of the region.
  cv::Mat spread(const cv::Mat& field) const;

 private:
  cv::Rect region_;
  int step_, columns_, rows_;
  std::vector<base::Point> nodes_;
};

}  // namespace own_mouth
