#include <algorithm>
#include <array>
#include <cmath>

#include "models/own_mouth/lips.h"
#include "models/own_mouth/paint.h"
#include "models/own_mouth/path.h"
#include "models/own_mouth/person.h"
#include "models/own_mouth/still.h"

namespace own_mouth {

using face::FrameNo;

namespace {

constexpr float kShutGap = 0.8f;                   // of the clip's closed opening: what pressed lips leave
constexpr float kLeastGap = 0.001f;                // unit square: no place of the lips closer than this
constexpr float kHere = 0.5f, kNeighbour = 0.25f;  // shares of a jump's cross-fade on the skin
constexpr float kMostUnlike = 0.4f,
                kFloor = 0.12f;  // logarithm of the openings' ratio; floor in parts of the mouth's reach

// The bank picture `step` cues after `index` on its own run; the end of the run is held.
std::size_t goneOn(const std::vector<BankFrame>& bank, std::int32_t index, int step) {
  const auto at = static_cast<std::size_t>(index);
  if (step > 0 && at + 1 < bank.size() && bank[at + 1].frame == bank[at].frame + 1) return at + 1;
  if (step < 0 && at > 0 && bank[at - 1].frame + 1 == bank[at].frame) return at - 1;
  return at;
}

struct Layers {
  std::array<Layer, 3> list;
  std::size_t count = 0;
  void add(const BankFrame* picture, float share) {
    for (std::size_t i = 0; i < count; ++i) {
      if (list[i].picture == picture) {
        list[i].share += share;
        return;
      }
    }
    list[count++] = {picture, share};
  }
};

// Whether the skin around two mouths may be mixed: a mouth that is much more open leaves traces beside the
// lips.
bool areAlike(const BankFrame& a, const BankFrame& b, float floor) {
  return std::abs(std::log((a.opening + floor) / (b.opening + floor))) < kMostUnlike;
}

// At a jump of the path the skin is a cross-fade of the runs that meet there.
Layers layersAt(const Person& person, std::span<const std::int32_t> path, std::size_t cue) {
  const std::vector<BankFrame>& bank = person.bank;
  const BankFrame& here = bank[static_cast<std::size_t>(path[cue])];
  Layers layers;
  layers.add(&here, kHere);
  for (const int side : {-1, 1}) {
    const bool hasSide = side < 0 ? cue > 0 : cue + 1 < path.size();
    const std::int32_t there = hasSide ? path[cue + static_cast<std::size_t>(side)] : path[cue];
    const BankFrame& run = there == path[cue] ? here : bank[goneOn(bank, there, -side)];
    layers.add(areAlike(here, run, kFloor * person.shapes.reach) ? &run : &here, kNeighbour);
  }
  return layers;
}

}  // namespace

std::vector<std::optional<Goal>> seenGoals(const Person& person, const face::Track& track) {
  std::vector<std::optional<Goal>> out;
  for (FrameNo n = track.first; n < track.end(); ++n) {
    const face::Face* face = track.at(n);
    out.emplace_back();
    if (face == nullptr) continue;
    const Stance stance = person.posture.at(n, face->points);
    const face::Landmarks unit = mapped(stance.toUnit, face->points);
    out.back() = goalOf(person.shapes.shapeOf(unit, stance.pose), signedOpening(unit));
  }
  return out;
}

std::vector<std::int32_t> plan(const Person& person, std::span<const dub::Cue> cues,
                               std::span<const Goal> goals, std::stop_token stop) {
  const auto shown = [&](std::size_t cue) {
    const Stance* stance = person.posture.find(cues[cue].frame);
    return stance == nullptr ? Shown{{}, 1 / person.bank.front().toUnit.scale()}
                             : Shown{stance->pose, 1 / stance->toUnit.scale()};
  };
  return choosePictures(person.bank, person.shapes, goals, shown, stop);
}

face::Patch perform(const Person& person, std::span<const Goal> goals, std::span<const std::int32_t> path,
                    std::size_t cue, FrameNo frameNo, const media::Frame& frame, const face::Face& face,
                    const face::MaskSettings& mask) {
  const Stance stance = person.posture.at(frameNo, face.points);
  const Goal& goal = goals[cue];
  Stroke stroke{.toUnit = stance.toUnit, .current = mapped(stance.toUnit, face.points), .mask = mask};
  stroke.target = withLower(stroke.current, person.shapes.lower(goal.shape, stance.pose));
  const float pressed = kShutGap * person.shapes.shut;
  const float opening = goal.opening + goal.closure * std::min(0.0f, pressed - goal.opening);
  setOpening(stroke.target, opening, kLeastGap);
  const Layers layers = layersAt(person, path, cue);
  stroke.layers = std::span(layers.list.data(), layers.count);
  return paint(frame, stroke);
}

face::Patch perform(const Person& person, const Gesture& gesture, FrameNo frameNo, const media::Frame& frame,
                    const face::Face& face, const face::MaskSettings& mask) {
  const Stance stance = person.posture.at(frameNo, face.points);
  Stroke stroke{.toUnit = stance.toUnit, .current = mapped(stance.toUnit, face.points), .mask = mask};
  stroke.target = gestured(stroke.current, gesture);
  return paint(frame, stroke);
}

}  // namespace own_mouth
