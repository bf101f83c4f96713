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
  const Similarity map = face::fitSimilarity(eyes, places);
  std::transform(shape.begin(), shape.end(), shape.begin(), map);
  return shape;
}

}  // namespace

Template learnTemplate(std::span<const Stable> pictures) {
  Template learned{eyesToUnit(pictures[pictures.size() / 2])};
  for (int round = 0; round < kRounds; ++round) learned.points = eyesToUnit(medianShape(pictures, learned));
  return learned;
}

}  // namespace person
