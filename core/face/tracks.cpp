#include "core/face/tracks.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "core/face/refined.h"
#include "core/face/smoothing.h"

namespace face {

namespace {

constexpr FrameNo kHandOver = 2;  // frames that two tracklets of one face may share

struct Piece {
  Tracklet tracklet;
  std::size_t shot = 0;
};

std::size_t shotOf(FrameNo frame, const std::vector<FrameNo>& cuts) {
  return static_cast<std::size_t>(std::upper_bound(cuts.begin(), cuts.end(), frame) - cuts.begin());
}

void trim(Tracklet& t) {
  const auto isSeen = [](const Sighting& s) { return s.face.seen != Seen::no; };
  while (!t.faces.empty() && !isSeen(t.faces.back())) t.faces.pop_back();
  const auto seen = std::find_if(t.faces.begin(), t.faces.end(), isSeen);
  t.first += seen - t.faces.begin();
  t.faces.erase(t.faces.begin(), seen);
}

std::vector<Piece> splitAtCuts(std::vector<Tracklet> tracklets, const std::vector<FrameNo>& cuts) {
  std::vector<Piece> pieces;
  for (Tracklet& whole : tracklets) {
    for (FrameNo from = whole.first; from < whole.end();) {
      const std::size_t shot = shotOf(from, cuts);
      const FrameNo to = shot < cuts.size() ? std::min(whole.end(), cuts[shot]) : whole.end();
      Piece piece{{from, {}, whole.looks, whole.confirmations, whole.isNetworks}, shot};
      piece.tracklet.faces.assign(whole.faces.begin() + (from - whole.first),
                                  whole.faces.begin() + (to - whole.first));
      trim(piece.tracklet);
      if (!piece.tracklet.faces.empty()) pieces.push_back(std::move(piece));
      from = to;
    }
    whole.faces = {};
  }
  return pieces;
}

// Chance finds: seen for a few frames only, though the shot was longer.
bool isChance(const Piece& piece, const std::vector<FrameNo>& cuts, FrameNo frames) {
  const FrameNo begin = piece.shot == 0 ? 0 : cuts[piece.shot - 1];
  const FrameNo end = piece.shot < cuts.size() ? cuts[piece.shot] : frames;
  const auto length = static_cast<FrameNo>(piece.tracklet.faces.size());
  return piece.tracklet.confirmations < 1 || length < std::min<FrameNo>(5, (end - begin + 1) / 2);
}

// In parts of the larger one's side.
float distanceOf(const base::Rect& a, const base::Rect& b) {
  return std::hypot(static_cast<float>(a.x + a.width / 2 - b.x - b.width / 2),
                    static_cast<float>(a.y + a.height / 2 - b.y - b.height / 2)) /
         static_cast<float>(std::max({1, a.width, b.width}));
}

// Half a face that the network completes: it alone sees one where another of that shot was lost.
bool isHalfHidden(const Piece& piece, std::span<const Piece> followed) {
  const Tracklet& mine = piece.tracklet;
  return std::any_of(followed.begin(), followed.end(), [&](const Piece& other) {
    const Tracklet& theirs = other.tracklet;
    return piece.shot == other.shot && theirs.end() <= mine.first + kHandOver &&
           distanceOf(mine.faces.front().face.box, theirs.faces.back().face.box) < 0.5F;
  });
}

// How well `next` goes on from `before`; 0 = another person.
float continuity(const Piece& before, const Piece& next) {
  const Face &a = before.tracklet.faces.back().face, &b = next.tracklet.faces.front().face;
  const auto gap = static_cast<float>(next.tracklet.first - before.tracklet.end());
  if (gap < 0) return 0;
  const float side = static_cast<float>(std::max(1, std::max(a.box.width, b.box.width)));
  const float moved = distanceOf(a.box, b.box);
  const float grown = side / static_cast<float>(std::max(1, std::min(a.box.width, b.box.width)));
  const float look = likeness(before.tracklet.looks, next.tracklet.looks);
  if (before.shot == next.shot) {
    const bool isNear = moved < std::min(1.5F, 0.6F + 0.02F * gap) && grown < 1.6F;
    return isNear && look > 0.5F ? look : 0;
  }
  const bool isSamePlace = moved < 0.5F && grown < 1.4F;
  return look > (isSamePlace ? 0.82F : 0.93F) ? look : 0;
}

// Every piece is joined to the chain that it continues best, or begins one.
std::vector<std::vector<Piece>> chain(std::vector<Piece> pieces) {
  std::sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) {
    return a.tracklet.first != b.tracklet.first ? a.tracklet.first < b.tracklet.first
                                                : a.tracklet.faces.size() > b.tracklet.faces.size();
  });
  std::vector<std::vector<Piece>> chains;
  for (Piece& piece : pieces) {
    std::vector<Piece>* best = nullptr;
    float most = 0;
    for (std::vector<Piece>& candidate : chains) {
      const float fit = continuity(candidate.back(), piece);
      if (fit > most) most = fit, best = &candidate;
    }
    if (best == nullptr) best = &chains.emplace_back();
    best->push_back(std::move(piece));
  }
  return chains;
}

// Whether the network saw this person well enough for all points to be its kind: where two kinds alternate
// the lips jump.
bool isRefined(const std::vector<Piece>& pieces) {
  std::ptrdiff_t seen = 0, refined = 0;
  for (const Piece& piece : pieces)
    for (const Sighting& s : piece.tracklet.faces)
      seen += s.face.seen != Seen::no, refined += s.refined.has_value();
  return 2 * refined > seen;
}

Track assemble(std::vector<Piece> pieces, const std::vector<FrameNo>& cuts, const Landmarker& landmarker) {
  Track track;
  const bool takesRefined = isRefined(pieces);
  track.first = pieces.front().tracklet.first;
  track.faces.resize(static_cast<std::size_t>(pieces.back().tracklet.end() - track.first));
  for (std::size_t i = 0; i < pieces.size();) {
    // Pieces of one shot are filled together.
    const FrameNo begin = pieces[i].tracklet.first;
    std::vector<Sighting> shot;
    const std::size_t number = pieces[i].shot;
    for (; i < pieces.size() && pieces[i].shot == number; ++i) {
      Tracklet& t = pieces[i].tracklet;
      shot.resize(static_cast<std::size_t>(t.first - begin));
      shot.insert(shot.end(), t.faces.begin(), t.faces.end());
      t.faces = {};
    }
    std::vector<Face> faces = takesRefined ? refined(shot, landmarker) : asFollowed(shot);
    fillGaps(faces);
    std::copy(faces.begin(), faces.end(), track.faces.begin() + (begin - track.first));
  }
  std::vector<bool> isStart(track.faces.size(), false);
  for (const FrameNo cut : cuts) {
    if (cut >= track.first && cut < track.end()) isStart[static_cast<std::size_t>(cut - track.first)] = true;
  }
  smooth(track.faces, isStart, landmarker, takesRefined ? kNetworkLipSigma : kPointSigma);
  return track;
}

double presence(const Track& track) {
  double sum = 0;
  for (const Face& face : track.faces) {
    if (face.seen != Seen::no) sum += static_cast<double>(face.box.width) * face.box.height;
  }
  return sum;
}

}  // namespace

std::vector<Track> makeTracks(std::vector<Tracklet> tracklets, const std::vector<FrameNo>& cuts,
                              FrameNo frames, const Landmarker& landmarker) {
  std::vector<Piece> pieces = splitAtCuts(std::move(tracklets), cuts);
  std::erase_if(pieces, [&](const Piece& p) { return isChance(p, cuts, frames); });
  const auto networks = std::stable_partition(pieces.begin(), pieces.end(),
                                              [](const Piece& p) { return !p.tracklet.isNetworks; });
  pieces.erase(std::remove_if(networks, pieces.end(),
                              [&](const Piece& p) {
                                return isHalfHidden(p, {pieces.begin(), networks});
                              }),
               pieces.end());
  std::vector<Track> tracks;
  for (std::vector<Piece>& person : chain(std::move(pieces))) {
    tracks.push_back(assemble(std::move(person), cuts, landmarker));
  }
  std::stable_sort(tracks.begin(), tracks.end(),
                   [](const Track& a, const Track& b) { return presence(a) > presence(b); });
  for (std::size_t i = 0; i < tracks.size(); ++i) tracks[i].id = static_cast<int>(i) + 1;
  return tracks;
}

}  // namespace face
