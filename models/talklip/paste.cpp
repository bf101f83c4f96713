#include "models/talklip/paste.h"

#include <opencv2/imgproc.hpp>

#include "models/talklip/network.h"

namespace talklip {

cv::Mat enlargedToBox(std::span<const float> planes, int edge, cv::Size box) {
  const std::size_t plane = planeSize(edge);
  std::vector<cv::Mat> channels;
  for (std::size_t c = 0; c < 3; ++c)
    channels.emplace_back(edge, edge, CV_32F, const_cast<float*>(planes.subspan(c * plane, plane).data()));
  cv::Mat picture, large;
  cv::merge(channels, picture);
  cv::resize(picture, large, box, 0, 0, cv::INTER_LINEAR);
  return large * 255.0;
}

}  // namespace talklip
