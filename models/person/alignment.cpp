#include "models/person/alignment.h"

#include <algorithm>
#include <vector>

namespace person {

using base::Point;
using base::Similarity;

namespace {

constexpr int kRounds = 3;
constexpr std::size_t kOuterEyeRight = 36 - face::kFirstStable, kOuterEyeLeft = 45 - face::kFirstStable;
constexpr float kEyeSpan = 1.0f / 1.75f, kEyeHeight = 0.10f;

Point centre(std::span<const Point> points) {
  double x = 0, y = 0;
  for (const Point& p : points) x += p.x, y += p.y;
  const double n = static_cast<double>(points.size());
  return {static_cast<float>(x / n), static_cast<float>(y / n)};
}

float median(std::vector<float>& values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

Stable medianShape(std::span<const Stable> pictures, const Template& reference) {
  Stable out;
  std::vector<Stable> aligned;
  for (const Stable& picture : pictures) {
    const Similarity map = reference.toUnit(picture);
    Stable moved;
    std::transform(picture.begin(), picture.end(), moved.begin(), map);
    aligned.push_back(moved);
  }
  std::vector<float> xs(aligned.size()), ys(aligned.size());
  for (std::size_t k = 0; k < out.size(); ++k) {
    for (std::size_t i = 0; i < aligned.size(); ++i) xs[i] = aligned[i][k].x, ys[i] = aligned[i][k].y;
    out[k] = {median(xs), median(ys)};
  }
  return out;
}

Stable eyesToUnit(Stable shape) {
  const std::array<Point, 2> eyes = {shape[kOuterEyeRight], shape[kOuterEyeLeft]};
  const std::array<Point, 2> places = {Point{0.5f - kEyeSpan / 2, kEyeHeight},
                                       Point{0.5f + kEyeSpan / 2, kEyeHeight}};
  const Similarity map = fitSimilarity(eyes, places);
  std::transform(shape.begin(), shape.end(), shape.begin(), map);
  return shape;
}

}  // namespace

Similarity fitSimilarity(std::span<const Point> from, std::span<const Point> to) {
  const Point a = centre(from), b = centre(to);
  double dot = 0, cross = 0, norm = 0;
  for (std::size_t i = 0; i < from.size(); ++i) {
    const Point p = from[i] - a, q = to[i] - b;
    dot += p.x * q.x + p.y * q.y;
    cross += p.x * q.y - p.y * q.x;
    norm += p.x * p.x + p.y * p.y;
  }
  if (norm <= 0) return {1, 0, b.x - a.x, b.y - a.y};
  const float s = static_cast<float>(dot / norm), r = static_cast<float>(cross / norm);
  return {s, r, b.x - (s * a.x - r * a.y), b.y - (r * a.x + s * a.y)};
}

Template learnTemplate(std::span<const Stable> pictures) {
  Template learned{eyesToUnit(pictures[pictures.size() / 2])};
  for (int round = 0; round < kRounds; ++round) learned.points = eyesToUnit(medianShape(pictures, learned));
  return learned;
}

}  // namespace person
