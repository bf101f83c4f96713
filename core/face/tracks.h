#pragma once
#include <vector>

#include "core/face/follower.h"
#include "core/face/landmarker.h"

namespace face {

// Turns what was followed into the tracks of an analysis: cut at the cuts, chance finds dropped, pieces of
// one person joined, short gaps filled, points smoothed, numbered largest-and-longest first.
std::vector<Track> makeTracks(std::vector<Tracklet> pieces, const std::vector<FrameNo>& cuts, FrameNo frames,
                              const Landmarker& landmarker);

}  // namespace face
