#include "models/face_mesh/detection.h"

#include <algorithm>
#include <cmath>

namespace face_mesh {
namespace {

constexpr double kLeastScore = 0.5, kSameFace = 0.3, kEnlarged = 1.5;

// Middles of the anchors in the unit square: 16x16 cells of two, then 8x8 of six.
Place anchorAt(std::size_t number) {
  constexpr std::size_t kFine = 16 * 16 * 2;
  const bool isFine = number < kFine;
  const std::size_t cell = isFine ? number / 2 : (number - kFine) / 6, edge = isFine ? 16 : 8;
  return {(static_cast<double>(cell % edge) + 0.5) / static_cast<double>(edge),
          (static_cast<double>(cell / edge) + 0.5) / static_cast<double>(edge)};
}

double areaOf(const Detection& d) {
  return (d.bottomRight.x - d.topLeft.x) * (d.bottomRight.y - d.topLeft.y);
}

double overlap(const Detection& a, const Detection& b) {
  const double width = std::min(a.bottomRight.x, b.bottomRight.x) - std::max(a.topLeft.x, b.topLeft.x);
  const double height = std::min(a.bottomRight.y, b.bottomRight.y) - std::max(a.topLeft.y, b.topLeft.y);
  if (width <= 0 || height <= 0) return 0;
  const double common = width * height;
  return common / (areaOf(a) + areaOf(b) - common);
}

template <class Function>
Detection mapped(const Detection& d, const Function& function) {
  Detection out{d.score, function(d.topLeft), function(d.bottomRight), {}};
  std::ranges::transform(d.keyPoints, out.keyPoints.begin(), function);
  return out;
}

Detection mean(const std::vector<Detection>& group) {
  Detection sum{.score = group.front().score, .topLeft = {}, .bottomRight = {}};
  double weights = 0;
  for (const Detection& d : group) {
    const auto add = [&](Place& to, const Place& p) { to.x += d.score * p.x, to.y += d.score * p.y; };
    add(sum.topLeft, d.topLeft), add(sum.bottomRight, d.bottomRight);
    for (std::size_t i = 0; i < d.keyPoints.size(); ++i) add(sum.keyPoints[i], d.keyPoints[i]);
    weights += d.score;
  }
  return mapped(sum, [&](const Place& p) { return Place{p.x / weights, p.y / weights}; });
}

}  // namespace

std::vector<Detection> decode(std::span<const float> regressors, std::span<const float> scores) {
  std::vector<Detection> found;
  for (std::size_t i = 0; i < kAnchors; ++i) {
    const double score = 1 / (1 + std::exp(-std::clamp<double>(scores[i], -100, 100)));
    if (!(score >= kLeastScore)) continue;
    const auto numbers = regressors.subspan(i * kAnchorNumbers, kAnchorNumbers);
    const Place anchor = anchorAt(i);
    const auto at = [&](std::size_t n) { return static_cast<double>(numbers[n]) / kDetectorEdge; };
    const double x = at(0) + anchor.x, y = at(1) + anchor.y, width = at(2), height = at(3);
    if (!(width >= 0 && height >= 0)) continue;
    Detection d{score, {x - width / 2, y - height / 2}, {x + width / 2, y + height / 2}, {}};
    for (std::size_t k = 0; k < d.keyPoints.size(); ++k)
      d.keyPoints[k] = {at(4 + 2 * k) + anchor.x, at(5 + 2 * k) + anchor.y};
    found.push_back(d);
  }
  std::ranges::stable_sort(found, std::ranges::greater{}, &Detection::score);
  std::vector<Detection> faces;
  while (!found.empty()) {
    const Detection best = found.front();
    std::vector<Detection> group, rest;
    for (const Detection& d : found) (overlap(d, best) > kSameFace ? group : rest).push_back(d);
    if (group.empty()) group.push_back(best), rest.erase(rest.begin());  // a box without area
    faces.push_back(mean(group));
    found = std::move(rest);
  }
  return faces;
}

Region wholeOf(const base::Image& picture) {
  return {{picture.width / 2., picture.height / 2.},
          static_cast<double>(std::max(picture.width, picture.height)),
          0};
}

Detection placed(const Detection& detection, const Region& region) {
  return mapped(detection, [&](const Place& p) { return placeIn(region, p.x, p.y); });
}

Region regionOf(const Detection& d) {
  const Place &left = d.keyPoints[0], &right = d.keyPoints[1];
  return {{(d.topLeft.x + d.bottomRight.x) / 2, (d.topLeft.y + d.bottomRight.y) / 2},
          kEnlarged * std::max(d.bottomRight.x - d.topLeft.x, d.bottomRight.y - d.topLeft.y),
          std::atan2(right.y - left.y, right.x - left.x)};
}

}  // namespace face_mesh
