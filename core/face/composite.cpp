#include "core/face/composite.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "core/base/error.h"
#include "core/face/alignment.h"
#include "core/face/color_match.h"
#include "core/face/fit.h"
#include "core/face/mat_view.h"
#include "core/media/picture/convert.h"

namespace face {

using base::Image;
using base::Point;
using base::Rect;
using base::Similarity;

namespace {

// Frame pixels that the patch can reach.
Rect footprint(const Patch& patch) {
  const auto w = static_cast<float>(patch.bgr.width), h = static_cast<float>(patch.bgr.height);
  float x0 = 1e9F, y0 = 1e9F, x1 = -1e9F, y1 = -1e9F;
  for (const Point corner :
       {Point{-0.5F, -0.5F}, {w - 0.5F, -0.5F}, {-0.5F, h - 0.5F}, {w - 0.5F, h - 0.5F}}) {
    const Point p = patch.toFrame(corner);
    x0 = std::min(x0, p.x), y0 = std::min(y0, p.y);
    x1 = std::max(x1, p.x), y1 = std::max(y1, p.y);
  }
  const int left = static_cast<int>(std::floor(x0)), top = static_cast<int>(std::floor(y0));
  return {left, top, static_cast<int>(std::ceil(x1)) - left + 1, static_cast<int>(std::ceil(y1)) - top + 1};
}

bool isWholeShift(const Similarity& s) {
  return s.a == 1 && s.b == 0 && s.tx == std::round(s.tx) && s.ty == std::round(s.ty);
}

// `source` as seen in `region` of the frame. Outside the patch: its border repeated, or nothing.
Image placed(const Image& source, const Similarity& toFrame, Rect region, bool repeatBorder) {
  Image out(region.width, region.height, source.channels);
  cv::Mat target = view(out);
  cv::Mat picture = view(source);
  Similarity move = compose({1, 0, static_cast<float>(-region.x), static_cast<float>(-region.y)}, toFrame);
  const int border = repeatBorder ? cv::BORDER_REPLICATE : cv::BORDER_CONSTANT;
  if (const int shrink = static_cast<int>(1 / std::max(1e-3F, move.scale())); shrink >= 2) {
    cv::Mat smaller;
    cv::resize(picture, smaller, {}, 1.0 / shrink, 1.0 / shrink, cv::INTER_AREA);
    picture = smaller;
    const auto scale = static_cast<float>(shrink), half = (scale - 1) / 2;
    move = compose(move, {scale, 0, half, half});
  }
  const int how = isWholeShift(move) ? cv::INTER_NEAREST : cv::INTER_LINEAR;
  const cv::Matx23f matrix(move.a, -move.b, move.tx, move.b, move.a, move.ty);
  cv::warpAffine(picture, target, matrix, target.size(), how, border);
  return out;
}

// The lips and some skin around them, where patch and frame are meant to differ.
Image lipArea(const Landmarks& points, Rect region) {
  constexpr float kGrow = 1.35F;
  Point centre;
  for (std::size_t i = 48; i < 60; ++i) centre = centre + points[i] * (1.0F / 12);
  std::vector<cv::Point> corners;
  for (std::size_t i = 48; i < 60; ++i) {
    const Point p = centre + (points[i] - centre) * kGrow;
    corners.emplace_back(static_cast<int>(std::lround(p.x)) - region.x,
                         static_cast<int>(std::lround(p.y)) - region.y);
  }
  Image area(region.width, region.height, 1);
  cv::Mat target = view(area);
  cv::fillPoly(target, std::vector<std::vector<cv::Point>>{corners}, cv::Scalar(255));
  cv::GaussianBlur(target, target, {}, std::max(0.5, 0.012 * static_cast<double>(cropEdge(points))));
  return area;
}

// Alpha of the region's pixels: the model's own, or the standard mask where the patch has pixels.
Image alphaIn(const Patch& patch, const Landmarks& points, Rect region, const CompositeSettings& settings,
              float strength) {
  Image alpha;
  if (patch.alpha.empty()) {
    Image whole(patch.bgr.width, patch.bgr.height, 1);
    std::fill(whole.data.begin(), whole.data.end(), std::uint8_t{255});
    alpha = placed(whole, patch.toFrame, region, false);
    cv::Mat target = view(alpha);
    cv::min(target, view(lowerFaceMask(points, region, settings.mask)), target);
  } else {
    alpha = placed(patch.alpha, patch.toFrame, region, false);
  }
  cv::Mat target = view(alpha);
  if (strength < 1) target.convertTo(target, CV_8U, static_cast<double>(strength));
  return alpha;
}

void check(const Patch& patch) {
  const bool alphaFits =
      patch.alpha.empty() || (patch.alpha.channels == 1 && patch.alpha.width == patch.bgr.width &&
                              patch.alpha.height == patch.bgr.height);
  if (!alphaFits || patch.bgr.channels != 3 || !(patch.toFrame.scale() > 0)) {
    throw base::Error(base::Fault::defect, {}, {},
                      "a lip model gave a patch whose picture and alpha do not fit together");
  }
}

}  // namespace

void composite(media::Frame& frame, const Patch& patch, const Landmarks& points,
               const CompositeSettings& settings, float strength) {
  if (patch.bgr.empty() || strength <= 0) return;
  check(patch);
  const Rect reach = footprint(patch);
  const Rect wanted = patch.alpha.empty() ? base::intersect(maskBounds(points, settings.mask), reach) : reach;
  const Rect region = media::chromaAligned(frame, wanted);
  if (region.empty()) return;
  const Image alpha = alphaIn(patch, points, region, settings, strength);
  Image paint = placed(patch.bgr, patch.toFrame, region, true);
  if (settings.colorMatch) {
    matchColor(paint, media::toBgr(frame, region), alpha, lipArea(points, region), cropEdge(points));
  }
  media::blend(frame, region, paint, alpha);
}

}  // namespace face
