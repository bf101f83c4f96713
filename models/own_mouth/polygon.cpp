#include "models/own_mouth/polygon.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "models/person/landmark_sets.h"

namespace own_mouth {

using base::Point;
using face::Landmarks;

namespace {

constexpr float kSideReach = 1.15f,
                kChinReach = 0.45f;  // of the distance from the mouth to the jaw; chin adds its own
constexpr float kChinWidth = 3.0f;   // jaw points over which the chin's share falls off
constexpr float kJawInset = -0.2f;   // of the way to the mouth: below 0 the face polygon goes beyond the jaw
                                     // line, so that the jaw itself is painted
constexpr float kCheekReach = 1.5f;  // of the way from the mouth to where cheeks begin beside the nose
constexpr int kSubpixelBits = 4;

Point mix(Point a, Point b, float share) { return a + (b - a) * share; }

}  // namespace

Polygon reachPolygon(const Landmarks& current, const Landmarks& target) {
  const Point centre = person::mouthCentre(current);
  Polygon out;
  for (std::size_t j = 2; j <= 14; ++j) {
    const float fromChin = (static_cast<float>(j) - 8) / kChinWidth;
    const float reach = kSideReach + kChinReach * std::exp(-fromChin * fromChin);
    const float far = std::max(base::distance(current[j], centre), base::distance(target[j], centre));
    const Point direction = (current[j] - centre) * (1 / std::max(1e-6f, base::distance(current[j], centre)));
    out.push_back(centre + direction * (far * reach));
  }
  out.push_back(mix(current[14], current[30], 0.35f));
  out.push_back(mix(current[35], current[30], 0.5f));
  out.push_back(mix(current[31], current[30], 0.5f));
  out.push_back(mix(current[2], current[30], 0.35f));
  return out;
}

Polygon facePolygon(const Landmarks& target, float size) {
  const Point centre = person::mouthCentre(target);
  const Point below = (target[8] - target[27]) * (1 / std::max(1e-6f, base::distance(target[8], target[27])));
  const auto away = [&](Point p) { return centre + (p - centre) * kCheekReach; };
  Polygon out;
  for (std::size_t j = 3; j <= 13; ++j) out.push_back(mix(target[j], centre, kJawInset));
  out.push_back(away(mix(target[14], target[35], 0.3f)));
  out.push_back(away(mix(target[14], target[35], 0.8f)));
  out.push_back(target[33] + below * 0.01f);
  out.push_back(away(mix(target[2], target[31], 0.8f)));
  out.push_back(away(mix(target[2], target[31], 0.3f)));
  for (Point& p : out) p = centre + (p - centre) * size;
  return out;
}

std::vector<float> insideDistances(const Polygon& polygon, std::span<const Point> places) {
  std::vector<cv::Point2f> contour;
  for (const Point& p : polygon) contour.emplace_back(p.x, p.y);
  std::vector<float> out;
  out.reserve(places.size());
  for (const Point& p : places)
    out.push_back(static_cast<float>(cv::pointPolygonTest(contour, {p.x, p.y}, true)));
  return out;
}

float smoothStep(float value, float low, float high) {
  const float t = std::clamp((value - low) / (high - low), 0.0f, 1.0f);
  return t * t * (3 - 2 * t);
}

cv::Mat softMask(const Polygon& inFrame, cv::Rect region, double blur) {
  std::vector<cv::Point> corners;
  const float scale = 1 << kSubpixelBits;
  for (const Point& p : inFrame) {
    corners.emplace_back(cvRound((p.x - static_cast<float>(region.x)) * scale),
                         cvRound((p.y - static_cast<float>(region.y)) * scale));
  }
  cv::Mat mask = cv::Mat::zeros(region.height, region.width, CV_8U), soft;
  cv::fillPoly(mask, std::vector<std::vector<cv::Point>>{corners}, 255, cv::LINE_AA, kSubpixelBits);
  mask.convertTo(soft, CV_32F, 1 / 255.0);
  if (blur > 0.3) cv::GaussianBlur(soft, soft, cv::Size(), blur, blur, cv::BORDER_REPLICATE);
  return soft;
}

}  // namespace own_mouth
