#include "models/own_mouth/render_frame.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "models/own_mouth/lips.h"
#include "models/own_mouth/mixed.h"
#include "models/own_mouth/paint.h"
#include "models/own_mouth/picture_lips.h"
#include "models/own_mouth/still.h"

namespace own_mouth {

using face::FrameNo;

namespace {

constexpr float kShutGap = 0.8f;     // of the clip's closed opening: what pressed lips leave
constexpr float kLeastGap = 0.001f;  // unit square: no place of the lips closer than this
constexpr float kLeastFaded = 0.6f,
                kMostFaded = 1.4f;  // of a picture's own opening: what a fade to another may make of it
constexpr float kHere = 0.5f, kNeighbour = 0.25f;  // shares of a jump's cross-fade on the skin
constexpr float kMostUnlike = 0.4f,
                kFloor = 0.12f;  // logarithm of the openings' ratio; floor in parts of the mouth's reach

struct Layers {
  std::array<Layer, 3> list;
  std::size_t count = 0;
  void add(const person::BankFrame* picture, float share) {
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
bool areAlike(const person::BankFrame& a, const person::BankFrame& b, float floor) {
  return std::abs(std::log((a.opening + floor) / (b.opening + floor))) < kMostUnlike;
}

// At a jump of the path the skin is a cross-fade of the runs that meet there.
Layers layersAt(const person::Person& person, std::span<const std::int32_t> path, std::size_t cue) {
  const std::vector<person::BankFrame>& bank = person.bank;
  const person::BankFrame& here = bank[static_cast<std::size_t>(path[cue])];
  Layers layers;
  layers.add(&here, kHere);
  for (const int side : {-1, 1}) {
    const bool hasSide = side < 0 ? cue > 0 : cue + 1 < path.size();
    const std::int32_t there = hasSide ? path[cue + static_cast<std::size_t>(side)] : path[cue];
    const person::BankFrame& run = there == path[cue] ? here : bank[goneOn(bank, there, -side)];
    layers.add(areAlike(here, run, kFloor * person.shapes.reach) ? &run : &here, kNeighbour);
  }
  return layers;
}

}  // namespace

face::Patch renderFrame(const person::Person& person, std::span<const MouthTarget> targets,
                        std::span<const std::int32_t> path, std::size_t cue, FrameNo frameNo,
                        const media::Frame& frame, const face::Face& face, const face::MaskSettings& mask) {
  const person::HeadPose pose = person.headPoses.at(frameNo, face.points);
  const MouthTarget& target = targets[cue];
  WarpSpec spec{.toUnit = pose.toUnit, .current = person::mapped(pose.toUnit, face.points), .mask = mask};
  const float fromPicture = target.fromPicture * target.level;
  person::Lower lower = person.shapes.lower(target.shape, pose.turn);
  if (fromPicture > 0) lower = mixed(lower, lipsOfPictures(person, path, cue, pose.turn), fromPicture);
  spec.target = person::withLower(spec.current, lower);
  const float seen = person.bank[static_cast<std::size_t>(path[cue])].opening;
  const float shown = std::clamp(signedOpening(spec.target), kLeastFaded * seen, kMostFaded * seen);
  const float pressed = kShutGap * person.shapes.shut;
  const float wanted = target.opening + target.closure * std::min(0.0f, pressed - target.opening);
  setOpening(spec.target, wanted + fromPicture * (shown - wanted), kLeastGap);
  const Layers layers = layersAt(person, path, cue);
  spec.layers = std::span(layers.list.data(), layers.count);
  return paint(frame, spec);
}

face::Patch renderFrame(const person::Person& person, const Gesture& gesture, FrameNo frameNo,
                        const media::Frame& frame, const face::Face& face, const face::MaskSettings& mask) {
  const person::HeadPose pose = person.headPoses.at(frameNo, face.points);
  WarpSpec spec{.toUnit = pose.toUnit, .current = person::mapped(pose.toUnit, face.points), .mask = mask};
  spec.target = gestured(spec.current, gesture);
  return paint(frame, spec);
}

}  // namespace own_mouth
