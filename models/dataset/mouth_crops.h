#pragma once
#include <cstdint>
#include <vector>

#include "models/dataset/clip.h"

namespace dataset {

// The mouth as readers of words see it: grey [frames, edge, edge], upright and of equal size by nose and
// eyes, which speech does not move; their place is smoothed over a third of a second. The mouth's width is
// half of the edge.
std::vector<std::uint8_t> mouthCrops(const ClipView& clip, int edge);

}  // namespace dataset
