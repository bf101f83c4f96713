#pragma once
#include <array>
#include <span>
#include <vector>

#include "models/own_mouth/alignment.h"

namespace own_mouth {

inline constexpr int kPoseSize = 3;
// How the head is turned: what the similarity leaves over in nose and eyes, along the clip's three main
// directions, each in its own standard deviations.
using Pose = std::array<float, kPoseSize>;

struct Stance {
  bool isSeen = false;
  base::Similarity toUnit;  // frame pixels -> unit square
  Pose pose{};
};

// The main directions of a clip's pose.
struct PoseSpace {
  Stable mean{};
  std::array<Stable, kPoseSize> directions{};
  Pose deviation{};
  // `unit`: nose and eyes in the unit square.
  Pose of(const Stable& unit) const;
};

// Head position and turn of every frame of a track, steady in time.
struct Posture {
  Template head;
  PoseSpace poses;
  face::FrameNo first = 0;
  std::vector<Stance> stances;  // of frames first, first + 1, ...
  // Of any frame: the learned one, or, for a frame outside the track, from the face alone.
  Stance at(face::FrameNo frame, const face::Landmarks& points) const;
  const Stance* find(face::FrameNo frame) const;
};

// `smoothing`: frames (standard deviation of a gaussian that never crosses a cut or a gap). Needs one seen
// face.
Posture learnPosture(const face::Track& track, std::span<const face::FrameNo> cuts, double smoothing);

}  // namespace own_mouth
