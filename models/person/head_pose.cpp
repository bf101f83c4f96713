#include "models/person/head_pose.h"

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>

namespace person {

using base::Point;
using face::FrameNo;

namespace {

constexpr std::size_t kTemplateFrames = 500;
constexpr std::size_t kTurnFrames = 3000;
constexpr float kLeastDeviation = 2e-3f;  // of the unit square: below it a turn is landmark noise

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
  return cv::Mat(1, 2 * static_cast<int>(face::kStableCount), CV_32F, const_cast<Stable*>(&points)).clone();
}

Stable asStable(const cv::Mat& row) {
  Stable out;
  for (int k = 0; k < static_cast<int>(out.size()); ++k)
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

TurnSpace learnTurns(const std::vector<Stable>& unit) {
  cv::Mat rows;
  for (const Stable& points : unit) rows.push_back(asRow(points));
  TurnSpace space;
  cv::PCA pca(rows, cv::Mat(), cv::PCA::DATA_AS_ROW, kTurnSize);
  space.mean = asStable(pca.mean);
  for (int k = 0; k < kTurnSize; ++k) {
    const auto at = static_cast<std::size_t>(k);
    space.deviation[at] = kLeastDeviation;
    if (k >= pca.eigenvectors.rows) continue;
    space.directions[at] = asStable(pca.eigenvectors.row(k));
    space.deviation[at] += std::sqrt(std::max(0.0f, pca.eigenvalues.at<float>(k)));
  }
  return space;
}

}  // namespace

Turn TurnSpace::of(const Stable& unit) const {
  Turn turn{};
  for (std::size_t k = 0; k < turn.size(); ++k) turn[k] = along(unit, mean, directions[k]) / deviation[k];
  return turn;
}

const HeadPose* HeadPoseTrack::find(FrameNo frame) const {
  if (frame < first || frame >= first + static_cast<FrameNo>(poses.size())) return nullptr;
  const HeadPose& pose = poses[static_cast<std::size_t>(frame - first)];
  return pose.isSeen ? &pose : nullptr;
}

HeadPose HeadPoseTrack::at(FrameNo frame, const face::Landmarks& points) const {
  if (const HeadPose* known = find(frame)) return *known;
  const Stable inFrame = stableOf(points);
  const base::Similarity toUnit = head.toUnit(inFrame);
  return {true, toUnit, turns.of(moved(toUnit, inFrame))};
}

HeadPoseTrack learnHeadPoses(const face::Track& track, std::span<const FrameNo> cuts, double smoothing) {
  const std::vector<Stable> inFrame = steady(track, cuts, smoothing);
  std::vector<std::size_t> seen;
  for (std::size_t i = 0; i < inFrame.size(); ++i) {
    if (track.faces[i].seen != face::Seen::no) seen.push_back(i);
  }
  HeadPoseTrack learned;
  learned.first = track.first;
  learned.poses.resize(inFrame.size());
  std::vector<Stable> pictures;
  for (std::size_t i : spread(seen, kTemplateFrames)) pictures.push_back(inFrame[i]);
  learned.head = learnTemplate(pictures);
  pictures.clear();
  for (std::size_t i : spread(seen, kTurnFrames))
    pictures.push_back(moved(learned.head.toUnit(inFrame[i]), inFrame[i]));
  learned.turns = learnTurns(pictures);
  for (std::size_t i : seen) {
    const base::Similarity toUnit = learned.head.toUnit(inFrame[i]);
    learned.poses[i] = {true, toUnit, learned.turns.of(moved(toUnit, inFrame[i]))};
  }
  return learned;
}

}  // namespace person
