#include "models/talklip/reference.h"

#include <algorithm>
#include <limits>

#include "core/base/error.h"
#include "core/media/decode/video_reader.h"
#include "models/talklip/crop.h"

namespace talklip {

using face::FrameNo;

namespace {

constexpr FrameNo kWindow = 5;

// Gap of the inner lips in parts of the mouth's width.
float openness(const face::Landmarks& p) {
  const float gaps =
      base::distance(p[61], p[67]) + base::distance(p[62], p[66]) + base::distance(p[63], p[65]);
  return gaps / 3 / std::max(1e-3F, base::distance(p[48], p[54]));
}

// How far the head is turned to a side: 0 = the nose is in the middle of the face.
float turn(const face::Landmarks& p) {
  const float left = base::distance(p[30], p[2]), right = base::distance(p[30], p[14]);
  return std::abs(left - right) / std::max(1e-3F, left + right);
}

// The smaller the better: a closed mouth seen from the front.
float unrest(const face::Face& face) { return openness(face.points) + 0.5F * turn(face.points); }

template <class Cost>
FrameNo cheapest(const face::Track& track, Cost cost) {
  FrameNo best = -1;
  float least = std::numeric_limits<float>::max();
  for (FrameNo n = track.first; n < track.end(); ++n)
    if (const float c = cost(n); c < least) least = c, best = n;
  if (best < 0) throw base::Error(base::Fault::noFaceToLearn);
  return best;
}

bool isCutInside(const std::vector<FrameNo>& cuts, FrameNo first, FrameNo end) {
  return std::ranges::any_of(cuts, [&](FrameNo cut) { return cut > first && cut < end; });
}

}  // namespace

const std::vector<float>& References::of(FrameNo frame) const {
  const auto count = static_cast<FrameNo>(faces.size());
  if (count == 1) return faces[0];
  const FrameNo period = 2 * (count - 1), place = frame % period;
  return faces[static_cast<std::size_t>(place < count ? place : period - place)];
}

std::vector<FrameNo> chooseReferences(dub::Reference policy, const face::Track& track,
                                      const std::vector<FrameNo>& cuts) {
  constexpr float kNever = std::numeric_limits<float>::max();
  if (policy == dub::Reference::same) return {};
  if (policy == dub::Reference::first)
    return {
        cheapest(track, [&](FrameNo n) { return track.at(n) != nullptr ? static_cast<float>(n) : kNever; })};
  const auto unrestAt = [&](FrameNo n) {
    const face::Face* face = track.at(n);
    return face != nullptr && face->seen != face::Seen::filled ? unrest(*face) : kNever;
  };
  if (policy == dub::Reference::window && track.end() - track.first >= kWindow) {
    const auto sum = [&](FrameNo first) {
      float total = 0;
      for (FrameNo n = first; n < first + kWindow; ++n) {
        const float one = n < track.end() ? unrestAt(n) : kNever;
        if (one == kNever) return kNever;
        total += one;
      }
      return isCutInside(cuts, first, first + kWindow) ? kNever : total;
    };
    FrameNo best = -1;
    float least = kNever;
    for (FrameNo n = track.first; n + kWindow <= track.end(); ++n)
      if (const float c = sum(n); c < least) least = c, best = n;
    if (best >= 0) return {best, best + 1, best + 2, best + 3, best + 4};
  }
  return {cheapest(track, [&](FrameNo n) {
    const face::Face* face = track.at(n);
    return face != nullptr ? unrest(*face) : kNever;
  })};
}

References readReferences(dub::Reference policy, const dub::Footage& footage, int edge) {
  References references{.isSame = policy == dub::Reference::same,
                        .frames = chooseReferences(policy, *footage.track, footage.cuts),
                        .faces = {}};
  if (references.isSame) return references;
  media::VideoReader reader(footage.clip);
  const media::VideoInfo& video = reader.info();
  for (const FrameNo n : references.frames) {
    const media::Frame frame = reader.at(n);
    const base::Rect box = faceBox(footage.track->at(n)->points, video.width, video.height);
    references.faces.emplace_back(outputSize(edge));
    toPlanes(crop(frame, box, edge), references.faces.back());
  }
  return references;
}

}  // namespace talklip
