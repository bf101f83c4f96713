#include "ui/timeline/problems.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace ui {

static constexpr media::FrameNo kBridged = 6;  // pictures

// A generic head with the tip of the nose at 0 has the outer corners of its eyes 225 to each side and 135
// behind. Turned by yaw, the tip wanders from the middle by 135 sin(yaw) while the corners come to be
// 450 cos(yaw) apart.
double yawDegrees(const face::Landmarks& points) {
  const base::Point left = points[36], right = points[45], tip = points[30];
  const base::Point eyes = right - left, nose = tip - left;
  const double length = eyes.x * eyes.x + eyes.y * eyes.y;
  if (length < 1e-6) return 90;
  const double along = (nose.x * eyes.x + nose.y * eyes.y) / length;
  return std::atan((along - 0.5) * 450 / 135) * 180 / std::numbers::pi;
}

static bool isSmall(const face::Face& face) {
  return std::min(face.box.width, face.box.height) < kSmallFacePixels;
}

static bool isTurned(const face::Face& face) { return std::abs(yawDegrees(face.points)) > kTurnedDegrees; }

static void addTrack(std::vector<Problem>& problems, const face::Track& track) {
  const auto add = [&](ProblemKind kind, bool (*has)(const face::Face&)) {
    const auto holds = [&](media::FrameNo frame) {
      const face::Face* face = track.at(frame);
      return face != nullptr && has(*face);
    };
    for (const Stretch& where : stretchesWhere(track.first, track.end(), holds, kBridged))
      problems.push_back({kind, track.id, where});
  };
  add(ProblemKind::smallFace, isSmall);
  add(ProblemKind::turnedAway, isTurned);
}

static void addFaceless(std::vector<Problem>& problems, const face::Analysis& analysis) {
  std::vector<bool> isSeen(static_cast<std::size_t>(analysis.frames));
  for (const face::Track& track : analysis.tracks)
    for (media::FrameNo frame = track.first; frame < std::min(track.end(), analysis.frames); ++frame)
      if (track.at(frame) != nullptr) isSeen[static_cast<std::size_t>(frame)] = true;
  const auto isFaceless = [&](media::FrameNo frame) { return !isSeen[static_cast<std::size_t>(frame)]; };
  for (const Stretch& where : stretchesWhere(0, analysis.frames, isFaceless))
    problems.push_back({ProblemKind::noFace, 0, where});
}

std::vector<Problem> problemsOf(const face::Analysis& analysis) {
  std::vector<Problem> problems;
  addFaceless(problems, analysis);
  for (const face::Track& track : analysis.tracks) addTrack(problems, track);
  std::ranges::stable_sort(problems, {}, [](const Problem& problem) { return problem.where.first; });
  return problems;
}

Stretches placesOf(const std::vector<Problem>& problems, ProblemKind kind) {
  Stretches places;
  for (const Problem& problem : problems)
    if (problem.kind == kind) places.push_back(problem.where);
  return joined(std::move(places));
}

}  // namespace ui
