#pragma once
#include <opencv2/core.hpp>

#include "core/base/geometry.h"
#include "core/base/image.h"

namespace own_mouth {

// The picture's own memory as a matrix; the picture must outlive it.
inline cv::Mat view(base::Image& image) {
  return {image.height, image.width, CV_8UC(image.channels), image.data.data()};
}
inline cv::Mat view(const base::Image& image) {  // for reading only
  return {image.height, image.width, CV_8UC(image.channels), const_cast<std::uint8_t*>(image.data.data())};
}

inline cv::Rect rect(const base::Rect& r) { return {r.x, r.y, r.width, r.height}; }

}  // namespace own_mouth
