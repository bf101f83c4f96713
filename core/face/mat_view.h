#pragma once
#include <opencv2/core.hpp>

#include "core/base/geometry.h"
#include "core/base/image.h"

namespace face {

// OpenCV's view of a picture, without a copy. The view of a const picture must only be read.
inline cv::Mat view(base::Image& image) {
  return {image.height, image.width, CV_8UC(image.channels), image.data.data()};
}
inline cv::Mat view(const base::Image& image) {
  return {image.height, image.width, CV_8UC(image.channels), const_cast<std::uint8_t*>(image.data.data())};
}

inline cv::Rect rect(const base::Rect& r) { return {r.x, r.y, r.width, r.height}; }

}  // namespace face
