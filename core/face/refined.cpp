#include "core/face/refined.h"

#include <optional>

#include "core/face/alignment.h"

namespace face {

using base::Point;
using base::Similarity;

namespace {

// How the network's points differ from the followed ones, in the unit square of the face's box.
using Offset = Landmarks;

Offset offsetOf(const Sighting& sighting, const Landmarker& landmarker) {
  const Similarity toUnit = landmarker.boxOf(sighting.face.points).inverse();
  Offset offset;
  for (std::size_t p = 0; p < offset.size(); ++p)
    offset[p] = toUnit((*sighting.refined)[p]) - toUnit(sighting.face.points[p]);
  return offset;
}

Landmarks moved(const Landmarks& points, const Offset& before, const Offset& after, float t,
                const Landmarker& landmarker) {
  const Similarity box = landmarker.boxOf(points), toUnit = box.inverse();
  Landmarks out;
  for (std::size_t p = 0; p < out.size(); ++p)
    out[p] = box(toUnit(points[p]) + before[p] * (1 - t) + after[p] * t);
  return out;
}

}  // namespace

std::vector<Face> asFollowed(const std::vector<Sighting>& shot) {
  std::vector<Face> faces;
  faces.reserve(shot.size());
  for (const Sighting& sighting : shot) faces.push_back(sighting.face);
  return faces;
}

std::vector<Face> refined(const std::vector<Sighting>& shot, const Landmarker& landmarker) {
  std::vector<Face> faces = asFollowed(shot);
  const auto at = [&](std::size_t i) { return offsetOf(shot[i], landmarker); };
  std::optional<std::size_t> before;
  for (std::size_t i = 0; i < shot.size();) {
    if (shot[i].refined) {
      faces[i].points = *shot[i].refined;
      faces[i].misfit = landmarker.fitOf(faces[i].points).misfit;
      before = i++;
      continue;
    }
    std::size_t after = i;
    while (after < shot.size() && !shot[after].refined) ++after;
    const bool hasAfter = after < shot.size();
    if (!before && !hasAfter) return faces;
    const Offset left = at(before ? *before : after), right = at(hasAfter ? after : *before);
    for (; i < after; ++i) {
      if (shot[i].face.seen == Seen::no) continue;
      const float t =
          before && hasAfter ? static_cast<float>(i - *before) / static_cast<float>(after - *before) : 0;
      faces[i].points = moved(shot[i].face.points, left, right, t, landmarker);
    }
  }
  return faces;
}

}  // namespace face
