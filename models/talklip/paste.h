#pragma once
#include <opencv2/core.hpp>
#include <span>

namespace talklip {

// What the network painted (planes [3, edge, edge] BGR 0..1) in the pixels of its box: BGR float 0-255,
// bilinear, half-pixel centres, not smoothed when shrinking: as the authors paste it.
cv::Mat enlargedToBox(std::span<const float> planes, int edge, cv::Size box);

}  // namespace talklip
