#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "core/base/error.h"
#include "core/face/composite.h"
#include "core/face/fit.h"
#include "core/face/mat_view.h"

namespace face {

base::Image talkLipCrop(const base::Image& bgr, base::Rect box, int edge) {
  const base::Rect part = base::intersect(box, {0, 0, bgr.width, bgr.height});
  if (part.empty()) {
    throw base::Error(base::Fault::faceOutsidePicture);
  }
  base::Image crop(edge, edge, 3);
  cv::Mat target = view(crop);
  cv::resize(view(bgr)(cv::Rect(part.x, part.y, part.width, part.height)), target, target.size(), 0, 0,
             cv::INTER_LINEAR);
  return crop;
}

base::Image alignedCrop(const base::Image& bgr, const Landmarks& points, int edge) {
  const auto size = static_cast<float>(edge);
  // Pixel centres: pixel i of the crop covers (i .. i + 1) / edge of the unit square.
  const base::Similarity toCrop = compose({size, 0, -0.5F, -0.5F}, alignment(points));
  base::Image crop(edge, edge, bgr.channels);
  cv::Mat target = view(crop);
  cv::Mat source = view(bgr);
  base::Similarity move = toCrop;
  if (const int shrink = static_cast<int>(1 / std::max(1e-3F, toCrop.scale())); shrink >= 2) {
    cv::Mat smaller;
    cv::resize(source, smaller, {}, 1.0 / shrink, 1.0 / shrink, cv::INTER_AREA);
    source = smaller;
    const auto scale = static_cast<float>(shrink), half = (scale - 1) / 2;
    move = compose(toCrop, {scale, 0, half, half});
  }
  const cv::Matx23f matrix(move.a, -move.b, move.tx, move.b, move.a, move.ty);
  cv::warpAffine(source, target, matrix, target.size(), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
  return crop;
}

}  // namespace face
