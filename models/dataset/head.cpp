#include "models/dataset/head.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "core/render/measure.h"
#include "core/speech/features.h"
#include "core/speech/speech.h"
#include "models/dataset/footage.h"

namespace dataset {

using face::Landmarks;
using face::Track;
using media::FrameNo;

static constexpr double kLeastSeen = 0.85;   // part of the pictures
static constexpr FrameNo kLongestGap = 12;   // pictures, half a second
static constexpr int kMostLag = 2;           // pictures between mouth and sound
static constexpr double kResting = 1.0 / 3;  // of the motion of the mouth that moves most
static constexpr double kLeastFollowing = 0.2,
                        kClearlyFollowing = 0.1;  // correlation, and more than the next's

// What changes within a third of a second. Slower changes are alike in all who talk at the same time.
static std::vector<float> fastPart(std::span<const float> values) {
  constexpr std::ptrdiff_t kReach = 4;
  const auto last = std::ssize(values) - 1;
  std::vector<float> fast;
  for (std::ptrdiff_t i = 0; i <= last; ++i) {
    float sum = 0;
    for (std::ptrdiff_t k = i - kReach; k <= i + kReach; ++k)
      sum += values[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(k, 0, last))];
    fast.push_back(values[static_cast<std::size_t>(i)] - sum / (2 * kReach + 1));
  }
  return fast;
}

// How much is heard, 0..1: the mean over the bands of the filterbank, each in dB below its own loudest within
// a range of 40 dB. Closures and fricatives show better than in the loudness of the whole.
static std::vector<float> heard(std::span<const std::int16_t> sound) {
  constexpr float kRange = 9.2F;  // 40 dB of power, as a natural logarithm
  const std::vector<float> rows = speech::logFilterbank(sound);
  std::array<float, speech::kFilters> loudest;
  loudest.fill(-1e9F);
  for (std::size_t i = 0; i < rows.size(); ++i)
    loudest[i % speech::kFilters] = std::max(loudest[i % speech::kFilters], rows[i]);
  std::vector<float> pictures(sound.size() / kPictureSamples, 0.0F);
  constexpr std::size_t kValues = std::size_t{speech::kFilters} * speech::kRowsPerStep;
  for (std::size_t i = 0; i < rows.size() && i / kValues < pictures.size(); ++i)
    pictures[i / kValues] +=
        std::max(0.0F, 1 + (rows[i] - loudest[i % speech::kFilters]) / kRange) / float{kValues};
  return pictures;
}

// The height of the mouth, inside and outside, in distances of the eyes.
static std::vector<float> heightOf(const Head& head) {
  std::vector<float> heights;
  for (const Landmarks& p : head) {
    const float inner =
        (base::distance(p[61], p[67]) + base::distance(p[62], p[66]) + base::distance(p[63], p[65])) / 3;
    heights.push_back((inner + base::distance(p[51], p[57])) / std::max(1.0F, base::distance(p[36], p[45])));
  }
  return heights;
}

double mouthFollows(const Head& head, std::span<const std::int16_t> sound) {
  const std::vector<float> mouth = fastPart(heightOf(head)), voice = fastPart(heard(sound));
  double most = -1;
  for (int lag = -kMostLag; lag <= kMostLag; ++lag)
    most = std::max(most, dub::correlation(mouth, voice, lag));
  return most;
}

static double motionOf(const Head& head) {
  double squares = 0;
  for (const float v : fastPart(heightOf(head))) squares += double{v} * v;
  return std::sqrt(squares / static_cast<double>(head.size()));
}

static FrameNo seenIn(const Track& track, FrameNo frames) {
  FrameNo seen = 0;
  for (FrameNo n = 0; n < frames; ++n) seen += track.at(n) != nullptr ? 1 : 0;
  return seen;
}

static FrameNo longestGap(const Track& track, FrameNo frames) {
  FrameNo gap = 0, longest = 0;
  for (FrameNo n = 0; n < frames; ++n) {
    gap = track.at(n) != nullptr ? 0 : gap + 1;
    longest = std::max(longest, gap);
  }
  return longest;
}

static Head filled(const Track& track, FrameNo frames) {
  Head head(static_cast<std::size_t>(frames));
  FrameNo before = -1;
  const auto points = [&](FrameNo n) -> Landmarks& { return head[static_cast<std::size_t>(n)]; };
  for (FrameNo n = 0; n < frames; ++n) {
    const face::Face* face = track.at(n);
    if (face == nullptr) continue;
    points(n) = face->points;
    for (FrameNo hole = before + 1; hole < n; ++hole) {
      const float part = static_cast<float>(hole - before) / static_cast<float>(n - before);
      for (std::size_t i = 0; i < face->points.size(); ++i)
        points(hole)[i] =
            before < 0 ? face->points[i] : points(before)[i] * (1 - part) + face->points[i] * part;
    }
    before = n;
  }
  for (FrameNo hole = before + 1; hole < frames; ++hole) points(hole) = points(before);
  return head;
}

// The faces that are there from the first picture to the last, but for moments.
static std::variant<std::vector<const Track*>, Refused> lasting(const face::Analysis& analysis) {
  const FrameNo frames = analysis.frames;
  if (analysis.tracks.empty()) return Refused{Refused::Why::noFace, std::to_string(frames) + " pictures"};
  std::vector<const Track*> found;
  FrameNo mostSeen = 0;
  for (const Track& track : analysis.tracks) {
    const FrameNo seen = seenIn(track, frames);
    mostSeen = std::max(mostSeen, seen);
    if (static_cast<double>(seen) >= kLeastSeen * static_cast<double>(frames) &&
        longestGap(track, frames) <= kLongestGap)
      found.push_back(&track);
  }
  if (!found.empty()) return found;
  return Refused{Refused::Why::faceLost,
                 "face in " + std::to_string(mostSeen) + " of " + std::to_string(frames) + " pictures"};
}

std::variant<Head, Refused> chooseHead(const face::Analysis& analysis, std::span<const std::int16_t> sound) {
  auto found = lasting(analysis);
  if (auto* refused = std::get_if<Refused>(&found)) return std::move(*refused);
  struct Candidate {
    Head head;
    double motion = 0, following = 0;
  };
  std::vector<Candidate> candidates;
  for (const Track* track : std::get<0>(found)) candidates.push_back({filled(*track, analysis.frames)});
  if (candidates.size() == 1) return std::move(candidates[0].head);

  for (Candidate& c : candidates) c.motion = motionOf(c.head);
  std::ranges::stable_sort(candidates, std::greater{}, &Candidate::motion);
  std::erase_if(candidates,
                [most = candidates[0].motion](const Candidate& c) { return c.motion < kResting * most; });
  if (candidates.size() == 1) return std::move(candidates[0].head);

  if (!sound.empty())
    for (Candidate& c : candidates) c.following = mouthFollows(c.head, sound);
  std::ranges::stable_sort(candidates, std::greater{}, &Candidate::following);
  if (candidates[0].following >= std::max(kLeastFollowing, candidates[1].following + kClearlyFollowing))
    return std::move(candidates[0].head);
  return Refused{Refused::Why::severalMouthsMove, std::to_string(candidates.size()) + " faces"};
}

static FrameNo seenInside(const Track& track, std::span<const Box> boxes) {
  FrameNo inside = 0;
  for (FrameNo n = 0; n < std::ssize(boxes); ++n) {
    const face::Face* face = track.at(n);
    const Box& box = boxes[static_cast<std::size_t>(n)];
    if (face == nullptr) continue;
    const base::Point nose = face->points[33];
    inside += nose.x > box.left && nose.x < box.right && nose.y > box.top && nose.y < box.bottom ? 1 : 0;
  }
  return inside;
}

std::variant<Head, Refused> headIn(const face::Analysis& analysis, std::span<const Box> boxes) {
  auto found = lasting(analysis);
  if (auto* refused = std::get_if<Refused>(&found)) return std::move(*refused);
  const Track* best = nullptr;
  FrameNo most = analysis.frames / 2;
  for (const Track* track : std::get<0>(found))
    if (const FrameNo inside = seenInside(*track, boxes); inside > most) best = track, most = inside;
  if (best == nullptr) return Refused{Refused::Why::noFace, "no face in the boxes"};
  return filled(*best, analysis.frames);
}

}  // namespace dataset
