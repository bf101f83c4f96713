#include "core/face/picture.h"

#include <cmath>
#include <opencv2/imgproc.hpp>

#include "core/base/error.h"
#include "core/face/mat_view.h"
#include "core/media/picture/convert.h"

namespace face {

Picture::Picture(base::Image grey) : grey_(std::make_shared<const base::Image>(std::move(grey))) {
  if (grey_->channels != 1 || grey_->empty())
    throw base::Error(base::Fault::defect, {}, {}, "the face analysis was given a picture that is not grey");
}

Picture::Picture(media::Frame frame, const media::Rational& sampleAspect)
    : Picture(media::squarePixels(media::toGrey(frame), sampleAspect)) {
  frame_ = std::move(frame);
}

Picture::Part Picture::colours(const base::Rect& wanted) const {
  const base::Rect inside = base::intersect(wanted, {0, 0, grey_->width, grey_->height});
  if (inside.empty()) return {};
  if (frame_.empty()) {
    Part part{base::Image(inside.width, inside.height, 3), inside.x, inside.y};
    cv::cvtColor(view(*grey_)(cv::Rect(inside.x, inside.y, inside.width, inside.height)), view(part.bgr),
                 cv::COLOR_GRAY2BGR);
    return part;
  }
  const double sx = static_cast<double>(grey_->width) / frame_.width(),
               sy = static_cast<double>(grey_->height) / frame_.height();
  const int left = static_cast<int>(std::floor(inside.x / sx)),
            top = static_cast<int>(std::floor(inside.y / sy));
  const int right = static_cast<int>(std::ceil((inside.x + inside.width) / sx)) + 1,
            bottom = static_cast<int>(std::ceil((inside.y + inside.height) / sy)) + 1;
  const base::Rect region = media::chromaAligned(frame_, {left, top, right - left, bottom - top});
  base::Image bgr = media::toBgr(frame_, region);
  if (sx == 1 && sy == 1) return {std::move(bgr), region.x, region.y};
  // Pixel k of the wide picture has its middle at (k + 0.5) / sx of the frame.
  Part part{base::Image(inside.width, inside.height, 3), inside.x, inside.y};
  const cv::Matx23d toRegion(1 / sx, 0, (inside.x + 0.5) / sx - 0.5 - region.x,  //
                             0, 1 / sy, (inside.y + 0.5) / sy - 0.5 - region.y);
  cv::Mat target = view(part.bgr);
  cv::warpAffine(view(bgr), target, toRegion, target.size(), cv::INTER_LINEAR | cv::WARP_INVERSE_MAP,
                 cv::BORDER_REPLICATE);
  return part;
}

}  // namespace face
