#include "models/own_mouth/warp_grid.h"

#include <opencv2/imgproc.hpp>

namespace own_mouth {

WarpGrid::WarpGrid(cv::Rect region, int step)
    : region_(region),
      step_(step),
      columns_((region.width + step - 1) / step + 2),
      rows_((region.height + step - 1) / step + 2) {
  nodes_.reserve(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_));
  const auto place = [&](int k) { return (static_cast<float>(k) - 0.5f) * static_cast<float>(step_) - 0.5f; };
  for (int r = 0; r < rows_; ++r) {
    for (int c = 0; c < columns_; ++c) {
      nodes_.push_back({place(c) + static_cast<float>(region.x), place(r) + static_cast<float>(region.y)});
    }
  }
}

cv::Mat WarpGrid::spread(const cv::Mat& field) const {
  cv::Mat fine;
  cv::resize(field, fine, cv::Size(columns_ * step_, rows_ * step_), 0, 0, cv::INTER_CUBIC);
  return fine(cv::Rect(step_, step_, region_.width, region_.height));
}

}  // namespace own_mouth
