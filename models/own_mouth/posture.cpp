#include "models/own_mouth/posture.h"

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>

namespace own_mouth {

using base::Point;
using face::FrameNo;

namespace {

constexpr std::size_t kTemplateFrames = 500;
constexpr std::size_t kPoseFrames = 3000;
constexpr float kLeastDeviation = 2e-3f;  // of the unit square: below it pose is landmark noise

// Up to `most` of the indices of seen faces, evenly spread.
std::vector<std::size_t> spread(const std::vector<std::size_t>& seen, std::size_t most) {
  if (seen.size() <= most) return seen;
  std::vector<std::size_t> out;
  for (std::size_t k = 0; k < most; ++k) out.push_back(seen[k * seen.size() / most]);
  return out;
}

// Gaussian over the neighbours that belong to the same unbroken run [begin, end).
Stable smoothed(const face::Track& track, std::size_t at, std::size_t begin, std::size_t end, double sigma) {
  const auto reach = static_cast<std::size_t>(std::ceil(3 * sigma));
  const std::size_t from = at > begin + reach ? at - reach : begin, to = std::min(end, at + reach + 1);
  Stable sum{};
  float total = 0;
  for (std::size_t i = from; i < to; ++i) {
    const double d = (static_cast<double>(i) - static_cast<double>(at)) / std::max(sigma, 1e-3);
    const float weight = static_cast<float>(std::exp(-0.5 * d * d));
    const Stable points = stableOf(track.faces[i].points);
    for (std::size_t k = 0; k < sum.size(); ++k) sum[k] = sum[k] + points[k] * weight;
    total += weight;
  }
  for (Point& p : sum) p = p * (1.0f / total);
  return sum;
}

std::vector<Stable> steady(const face::Track& track, std::span<const FrameNo> cuts, double sigma) {
  std::vector<Stable> out(track.faces.size());
  std::size_t begin = 0;
  while (begin < track.faces.size()) {
    if (track.faces[begin].seen == face::Seen::no) {
      ++begin;
      continue;
    }
    std::size_t end = begin + 1;
    while (end < track.faces.size() && track.faces[end].seen != face::Seen::no &&
           !std::binary_search(cuts.begin(), cuts.end(), track.first + static_cast<FrameNo>(end))) {
      ++end;
    }
    for (std::size_t i = begin; i < end; ++i) out[i] = smoothed(track, i, begin, end, sigma);
    begin = end;
  }
  return out;
}

Stable moved(const base::Similarity& map, Stable points) {
  std::transform(points.begin(), points.end(), points.begin(), map);
  return points;
}

cv::Mat asRow(const Stable& points) {
  return cv::Mat(1, 2 * kStableCount, CV_32F, const_cast<Stable*>(&points)).clone();
}

Stable asStable(const cv::Mat& row) {
  Stable out;
  for (int k = 0; k < kStableCount; ++k)
    out[static_cast<std::size_t>(k)] = {row.at<float>(2 * k), row.at<float>(2 * k + 1)};
  return out;
}

float along(const Stable& from, const Stable& mean, const Stable& direction) {
  float sum = 0;
  for (std::size_t k = 0; k < from.size(); ++k) {
    sum += (from[k].x - mean[k].x) * direction[k].x + (from[k].y - mean[k].y) * direction[k].y;
  }
  return sum;
}

PoseSpace learnPoses(const std::vector<Stable>& unit) {
  cv::Mat rows;
  for (const Stable& points : unit) rows.push_back(asRow(points));
  PoseSpace space;
  cv::PCA pca(rows, cv::Mat(), cv::PCA::DATA_AS_ROW, kPoseSize);
  space.mean = asStable(pca.mean);
  for (int k = 0; k < kPoseSize; ++k) {
    const auto at = static_cast<std::size_t>(k);
    space.deviation[at] = kLeastDeviation;
    if (k >= pca.eigenvectors.rows) continue;
    space.directions[at] = asStable(pca.eigenvectors.row(k));
    space.deviation[at] += std::sqrt(std::max(0.0f, pca.eigenvalues.at<float>(k)));
  }
  return space;
}

}  // namespace

Pose PoseSpace::of(const Stable& unit) const {
  Pose pose{};
  for (std::size_t k = 0; k < pose.size(); ++k) pose[k] = along(unit, mean, directions[k]) / deviation[k];
  return pose;
}

const Stance* Posture::find(FrameNo frame) const {
  if (frame < first || frame >= first + static_cast<FrameNo>(stances.size())) return nullptr;
  const Stance& stance = stances[static_cast<std::size_t>(frame - first)];
  return stance.isSeen ? &stance : nullptr;
}

Stance Posture::at(FrameNo frame, const face::Landmarks& points) const {
  if (const Stance* known = find(frame)) return *known;
  const Stable inFrame = stableOf(points);
  const base::Similarity toUnit = head.toUnit(inFrame);
  return {true, toUnit, poses.of(moved(toUnit, inFrame))};
}

Posture learnPosture(const face::Track& track, std::span<const FrameNo> cuts, double smoothing) {
  const std::vector<Stable> inFrame = steady(track, cuts, smoothing);
  std::vector<std::size_t> seen;
  for (std::size_t i = 0; i < inFrame.size(); ++i) {
    if (track.faces[i].seen != face::Seen::no) seen.push_back(i);
  }
  Posture posture;
  posture.first = track.first;
  posture.stances.resize(inFrame.size());
  std::vector<Stable> pictures;
  for (std::size_t i : spread(seen, kTemplateFrames)) pictures.push_back(inFrame[i]);
  posture.head = learnTemplate(pictures);
  pictures.clear();
  for (std::size_t i : spread(seen, kPoseFrames))
    pictures.push_back(moved(posture.head.toUnit(inFrame[i]), inFrame[i]));
  posture.poses = learnPoses(pictures);
  for (std::size_t i : seen) {
    const base::Similarity toUnit = posture.head.toUnit(inFrame[i]);
    posture.stances[i] = {true, toUnit, posture.poses.of(moved(toUnit, inFrame[i]))};
  }
  return posture;
}

}  // namespace own_mouth
