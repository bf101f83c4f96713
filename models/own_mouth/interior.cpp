#include "models/own_mouth/interior.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "models/own_mouth/polygon.h"

namespace own_mouth {

using base::Point;

namespace {

constexpr float kNoGap = 0.006f;        // unit square: nothing to be seen inside
constexpr float kRatioFloor = 0.010f;   // gaps are compared with this added: tiny ones are noise
constexpr float kTeethHeight = 0.032f;  // of the unit square at most
constexpr float kTeethEdge = 0.006f, kToothWidth = 0.030f;
const cv::Vec3f kCavity(28, 22, 48), kTongue(70, 62, 125), kTeeth(150, 165, 175);  // BGR at tone 1

struct Frame2d {  // origin at the upper inner lip, x along the mouth in half widths, y downwards in the unit
                  // square
  Point origin, along, down;
  float half = 0, gap = 0;
};

Frame2d frameOf(const face::Landmarks& p) {
  Frame2d f;
  const Point corners = p[54] - p[48];
  const float width = std::max(1e-6f, base::distance(p[54], p[48]));
  f.along = corners * (1 / width);
  f.down = {-f.along.y, f.along.x};
  f.half = width / 2;
  f.origin = (p[61] + p[62] + p[63]) * (1.0f / 3);
  f.gap = base::distance(p[62], p[66]);
  return f;
}

float unit(float v) { return std::clamp(v, 0.0f, 1.0f); }

cv::Vec3f cavityAt(float x, float y, const Frame2d& f, bool hasOwnTeeth, float tone) {
  const float tongue = 0.75f * unit((y - f.gap * 0.55f) / (f.gap * 0.4f + 1e-4f)) * unit(1 - x * x * 2.2f);
  cv::Vec3f colour = kCavity + (kTongue - kCavity) * tongue;
  if (!hasOwnTeeth) {
    const float height = std::min(kTeethHeight, f.gap * 0.5f);
    const float teeth =
        unit((height - y) / kTeethEdge) * unit((0.62f - std::abs(x)) / 0.12f) * unit(1 - 0.5f * x * x);
    const float tooth = x * f.half / kToothWidth;
    const float groove = std::abs(tooth - std::round(tooth)) > 0.45f ? 0.94f : 1.0f;
    colour += (kTeeth * (groove * (0.72f + 0.28f * unit(y / 0.02f))) - colour) * teeth;
  }
  return colour * tone;
}

Polygon innerLips(const face::Landmarks& target, const base::Similarity& toFrame) {
  Polygon out;
  for (std::size_t i = 60; i < 68; ++i) out.push_back(toFrame(target[i]));
  return out;
}

}  // namespace

float interiorShare(float wanted, float seen) {
  if (wanted < kNoGap) return 0;
  const float stretch = (wanted + kRatioFloor) / (seen + kRatioFloor);
  return std::max(smoothStep(stretch, kMostStretch, kMostStretch * 1.3f),
                  1 - smoothStep(stretch, kLeastStretch / 1.3f, kLeastStretch));
}

void paintInterior(cv::Mat& picture, const Interior& inside) {
  if (inside.share <= 0) return;
  const Frame2d f = frameOf(inside.target);
  if (f.gap < kNoGap) return;
  const cv::Mat mask =
      softMask(innerLips(inside.target, inside.toFrame), inside.region, 0.004 * inside.toFrame.scale() + 0.4);
  const base::Similarity toUnit = inside.toFrame.inverse();
  for (int r = 0; r < picture.rows; ++r) {
    auto* row = picture.ptr<cv::Vec3b>(r);
    const auto* weights = mask.ptr<float>(r);
    for (int c = 0; c < picture.cols; ++c) {
      const float weight = weights[c] * inside.share;
      if (weight < 0.004f) continue;
      const Point u =
          toUnit({static_cast<float>(c + inside.region.x), static_cast<float>(r + inside.region.y)}) -
          f.origin;
      const float x = (u.x * f.along.x + u.y * f.along.y) / f.half, y = u.x * f.down.x + u.y * f.down.y;
      cv::Vec3f colour = cavityAt(x, y, f, !inside.teeth.empty(), inside.tone);
      if (!inside.teeth.empty()) {
        colour += (cv::Vec3f(inside.teeth.at<cv::Vec3b>(r, c)) - colour) * inside.teethMask.at<float>(r, c);
      }
      const cv::Vec3f mixed = cv::Vec3f(row[c]) + (colour - cv::Vec3f(row[c])) * weight;
      for (int k = 0; k < 3; ++k) row[c][k] = cv::saturate_cast<std::uint8_t>(mixed[k]);
    }
  }
}

}  // namespace own_mouth
