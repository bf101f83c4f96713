#include "core/face/landmarker.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "core/face/fit.h"
#include "core/face/mat_view.h"

namespace face {

using base::Point;
using base::Similarity;

namespace {

// The cascade samples single points, so a large face is shrunk first: less noise, and steps it was trained
// for.
constexpr float kLargestSide = 200;

struct Region {
  cv::Mat grey;
  GreyView view;
  Similarity toFrame;  // region pixels -> frame pixels
};

Region regionAround(const base::Image& grey, const Similarity& box) {
  const cv::Mat whole = view(grey);
  const float side = box.scale();
  const int shrink = std::max(1, static_cast<int>(std::ceil(side / kLargestSide)));
  if (shrink == 1) return {whole, {grey.data.data(), grey.width, grey.width, grey.height}, {}};
  const Point centre = box({0.5F, 0.5F});
  const int reach = static_cast<int>(std::ceil(side));
  const base::Rect wanted = {static_cast<int>(centre.x) - reach, static_cast<int>(centre.y) - reach,
                             2 * reach, 2 * reach};
  const base::Rect part = base::intersect(wanted, {0, 0, grey.width, grey.height});
  Region region;
  if (part.width < shrink || part.height < shrink) return region;
  const cv::Size size(part.width / shrink, part.height / shrink);
  cv::resize(whole(cv::Rect(part.x, part.y, size.width * shrink, size.height * shrink)), region.grey, size, 0,
             0, cv::INTER_AREA);
  region.view = {region.grey.data, static_cast<std::ptrdiff_t>(region.grey.step), size.width, size.height};
  const auto scale = static_cast<float>(shrink), half = (scale - 1) / 2;
  region.toFrame = {scale, 0, static_cast<float>(part.x) + half, static_cast<float>(part.y) + half};
  return region;
}

// Start `i` of `count`: the box moved by up to 3 % on a ring, sized and turned a little. The ring sums to
// nothing.
Similarity jittered(const Similarity& box, int i, int count) {
  if (count <= 1) return box;
  const double angle = 2 * M_PI * i / count;
  const double grow = 1 + 0.03 * std::cos(2 * angle), turn = 0.04 * std::sin(2 * angle);
  const auto a = static_cast<float>(grow * std::cos(turn)), b = static_cast<float>(grow * std::sin(turn));
  // About the centre of the unit square, so that only the shift moves it.
  const auto dx = static_cast<float>(0.5 - 0.5 * a + 0.5 * b + 0.03 * std::cos(angle));
  const auto dy = static_cast<float>(0.5 - 0.5 * b - 0.5 * a + 0.03 * std::sin(angle));
  return compose(box, {a, b, dx, dy});
}

Landmarks averageOf(const std::vector<Landmarks>& runs) {
  Landmarks mean{};
  for (const Landmarks& run : runs) {
    for (std::size_t p = 0; p < mean.size(); ++p) mean[p] = mean[p] + run[p];
  }
  for (Point& p : mean) p = p * (1.0F / static_cast<float>(runs.size()));
  return mean;
}

float spreadOf(const std::vector<Landmarks>& runs, const Landmarks& mean) {
  float sum = 0;
  for (const Landmarks& run : runs) sum += residual({}, run, mean);
  return sum / static_cast<float>(runs.size());
}

float eyeDistance(const Landmarks& points) { return std::max(1e-3F, base::distance(points[36], points[45])); }

}  // namespace

Landmarker::Landmarker(const std::filesystem::path& model)
    : cascade_(loadCascade(model)), kernels_(kernels()) {}

Similarity Landmarker::boxOf(const Landmarks& points) const { return fitSimilarity(cascade_->mean, points); }

Fit Landmarker::fitOf(const Landmarks& points) const {
  const Similarity box = boxOf(points);
  return {points, box, residual(box, cascade_->mean, points) / eyeDistance(points), 0};
}

Fit Landmarker::fit(const base::Image& grey, const Similarity& box, int starts) const {
  const Region region = regionAround(grey, box);
  const Similarity toRegion = region.toFrame.inverse();
  Landmarks first;
  const Similarity start = compose(toRegion, box);
  kernels_.runCascade(*cascade_, region.view, {&start, 1}, {&first, 1});
  const Similarity refined = boxOf(first);
  std::vector<Similarity> around;
  for (int i = 0; i < starts; ++i) around.push_back(jittered(refined, i, starts));
  std::vector<Landmarks> runs(around.size());
  kernels_.runCascade(*cascade_, region.view, around, runs);

  Fit fit = fitOf(averageOf(runs));
  fit.spread = spreadOf(runs, fit.points) / eyeDistance(fit.points);
  for (Point& p : fit.points) p = region.toFrame(p);
  fit.box = compose(region.toFrame, fit.box);
  return fit;
}

}  // namespace face
