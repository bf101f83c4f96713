#include "models/talklip/paste.h"

#include <opencv2/imgproc.hpp>

#include "models/talklip/network.h"

namespace talklip {

cv::Mat enlargedToBox(std::span<const float> planes, cv::Size box) {
  std::vector<cv::Mat> channels;
  for (std::size_t c = 0; c < 3; ++c)
    channels.emplace_back(kEdge, kEdge, CV_32F,
                          const_cast<float*>(planes.subspan(c * kPlane, kPlane).data()));
  cv::Mat picture, large;
  cv::merge(channels, picture);
  cv::resize(picture, large, box, 0, 0, cv::INTER_LINEAR);
  return large * 255.0;
}

}  // namespace talklip
