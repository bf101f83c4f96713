#include "core/face/search.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "core/face/mat_view.h"

namespace face {

namespace {

constexpr float kGoodSide = 110;  // of a face in the searched part; the detector's window is 80

base::Image scaled(const cv::Mat& source, double scale) {
  const int width = std::max(1, static_cast<int>(std::lround(source.cols * scale)));
  const int height = std::max(1, static_cast<int>(std::lround(source.rows * scale)));
  base::Image out(width, height, 1);
  cv::Mat target = view(out);
  cv::resize(source, target, target.size(), 0, 0, scale < 1 ? cv::INTER_AREA : cv::INTER_LINEAR);
  return out;
}

void toFrame(std::vector<Detection>& found, double scaleX, double scaleY, int x, int y) {
  for (Detection& d : found) {
    d.x = static_cast<float>((d.x + 0.5) / scaleX - 0.5 + x);
    d.y = static_cast<float>((d.y + 0.5) / scaleY - 0.5 + y);
    d.width = static_cast<float>(d.width / scaleX);
    d.height = static_cast<float>(d.height / scaleY);
  }
  std::sort(found.begin(), found.end(),
            [](const Detection& a, const Detection& b) { return a.width > b.width; });
}

}  // namespace

Search::Search() : hog_(kernels().makeHogDetector()) {}

std::vector<Detection> Search::whole(const base::Image& grey, int maxSide, double maxScale) {
  if (grey.empty()) return {};
  const double scale = std::min(maxScale, static_cast<double>(maxSide) / std::max(grey.width, grey.height));
  const base::Image picture = scaled(view(grey), scale);
  std::vector<Detection> found = hog_(picture, 0);
  toFrame(found, static_cast<double>(picture.width) / grey.width,
          static_cast<double>(picture.height) / grey.height, 0, 0);
  return found;
}

std::vector<Detection> Search::around(const base::Image& grey, base::Point centre, float side,
                                      double threshold) {
  const auto reach = static_cast<int>(std::ceil(side));
  const base::Rect wanted = {static_cast<int>(std::floor(centre.x)) - reach,
                             static_cast<int>(std::floor(centre.y)) - reach, 2 * reach, 2 * reach};
  const base::Rect part = base::intersect(wanted, {0, 0, grey.width, grey.height});
  if (part.width < 8 || part.height < 8) return {};
  const double scale = std::min(4.0, static_cast<double>(kGoodSide / side));
  const base::Image picture = scaled(view(grey)(cv::Rect(part.x, part.y, part.width, part.height)), scale);
  std::vector<Detection> found = hog_(picture, threshold);
  toFrame(found, static_cast<double>(picture.width) / part.width,
          static_cast<double>(picture.height) / part.height, part.x, part.y);
  return found;
}

float overlap(const Detection& a, const Detection& b) {
  const float x = std::max(0.0F, std::min(a.x + a.width, b.x + b.width) - std::max(a.x, b.x));
  const float y = std::max(0.0F, std::min(a.y + a.height, b.y + b.height) - std::max(a.y, b.y));
  const float both = x * y, all = a.width * a.height + b.width * b.height - both;
  return all > 0 ? both / all : 0;
}

base::Similarity boxOf(const Detection& d) { return {(d.width + d.height) / 2, 0, d.x, d.y}; }

}  // namespace face
