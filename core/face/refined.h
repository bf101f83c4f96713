#pragma once
#include <vector>

#include "core/face/follower.h"

namespace face {

// The faces of one shot by the landmarker alone.
std::vector<Face> asFollowed(const std::vector<Sighting>& shot);

// By the network; where it missed the face for a while the followed points stand in, moved and sized by what
// they differ from the network's before and after: without it points of two kinds would jump.
std::vector<Face> refined(const std::vector<Sighting>& shot, const Landmarker& landmarker);

}  // namespace face
