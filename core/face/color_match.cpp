#include "core/face/color_match.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "core/face/mat_view.h"

namespace face {

namespace {

constexpr double kSpread = 0.10;   // deviation of the low-pass, in crop edges
constexpr double kMostShift = 40;  // levels
constexpr float kLeastWeight = 1e-5F;

// alpha (1 - alpha) peaks on the mask's soft edge; not on the lips.
void ringOf(const base::Image& mask, const base::Image& lips, cv::Mat& weight) {
  weight.create(mask.height, mask.width, CV_32F);
  for (int y = 0; y < mask.height; ++y) {
    const std::uint8_t *alpha = mask.row(y), *lip = lips.row(y);
    auto* out = weight.ptr<float>(y);
    for (int x = 0; x < mask.width; ++x) {
      const float a = static_cast<float>(alpha[x]) / 255, skin = 1 - static_cast<float>(lip[x]) / 255;
      out[x] = a * (1 - a) * skin + kLeastWeight * a;
    }
  }
}

}  // namespace

void matchColor(base::Image& patch, const base::Image& frame, const base::Image& mask,
                const base::Image& lips, float edge) {
  // The result is smooth, so it is computed on a picture some ten times smaller.
  const double sigma = kSpread * std::max(8.0F, edge);
  const double shrink = std::max(1.0, sigma / 3);
  const cv::Size small(std::max(1, static_cast<int>(std::lround(patch.width / shrink))),
                       std::max(1, static_cast<int>(std::lround(patch.height / shrink))));
  cv::Mat gap, weight, weight3;
  cv::Mat source = view(patch);
  cv::subtract(view(frame), source, gap, cv::noArray(), CV_32FC3);
  cv::min(gap, cv::Scalar::all(kMostShift), gap);
  cv::max(gap, cv::Scalar::all(-kMostShift), gap);
  ringOf(mask, lips, weight);
  cv::merge(std::vector<cv::Mat>(3, weight), weight3);
  cv::multiply(gap, weight3, gap);
  cv::resize(gap, gap, small, 0, 0, cv::INTER_AREA);
  cv::resize(weight3, weight3, small, 0, 0, cv::INTER_AREA);
  cv::GaussianBlur(gap, gap, {}, sigma / shrink, 0, cv::BORDER_REPLICATE);
  cv::GaussianBlur(weight3, weight3, {}, sigma / shrink, 0, cv::BORDER_REPLICATE);
  weight3 += cv::Scalar::all(1e-12);
  cv::divide(gap, weight3, gap);
  cv::resize(gap, gap, source.size(), 0, 0, cv::INTER_LINEAR);
  cv::add(source, gap, source, cv::noArray(), CV_8UC3);
}

}  // namespace face
