#pragma once
#include <array>
#include <span>
#include <vector>

#include "models/person/alignment.h"

namespace person {

inline constexpr int kTurnSize = 3;
// How the head is turned: what the similarity leaves over in nose and eyes, along the clip's three main
// directions, each in its own standard deviations.
using Turn = std::array<float, kTurnSize>;

// Where the head is in a frame.
struct HeadPose {
  bool isSeen = false;
  base::Similarity toUnit;  // frame pixels -> unit square
  Turn turn{};
};

// The main directions of a clip's turns.
struct TurnSpace {
  Stable mean{};
  std::array<Stable, kTurnSize> directions{};
  Turn deviation{};
  // `unit`: nose and eyes in the unit square.
  Turn of(const Stable& unit) const;
};

// The head pose of every frame of a track, steady in time.
struct HeadPoseTrack {
  Template head;
  TurnSpace turns;
  face::FrameNo first = 0;
  std::vector<HeadPose> poses;  // of frames first, first + 1, ...
  // Of any frame: the learned one, or, for a frame outside the track, from the face alone.
  HeadPose at(face::FrameNo frame, const face::Landmarks& points) const;
  const HeadPose* find(face::FrameNo frame) const;
};

// `smoothing`: frames (standard deviation of a gaussian that never crosses a cut or a gap). Needs one seen
// face.
HeadPoseTrack learnHeadPoses(const face::Track& track, std::span<const face::FrameNo> cuts, double smoothing);

}  // namespace person
