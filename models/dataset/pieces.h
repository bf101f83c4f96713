#pragma once
#include <cstdint>
#include <stop_token>
#include <vector>

#include "models/dataset/layout.h"

namespace dataset {

// Cuts videos that are longer into pieces of one length, "NAME/0000" and so on, with what is said in each
// where times of words are known. Looks into videos only that may be so long. Nothing to cut, or unreadable:
// stays. nullopt when stopped.
std::optional<std::vector<Source>> cutLong(std::vector<Source> sources, std::int64_t mostFrames,
                                           const std::stop_token& stop);

// Pictures begin .. end-1 of a video as pieces of one length, at most `mostFrames`, numbered from `first` on.
std::vector<Source> piecesOf(const Source& whole, std::int64_t begin, std::int64_t end,
                             std::int64_t mostFrames, std::int64_t first = 0);

// Pictures of all sources together, found from the lengths of some and the sizes of all.
double estimateFrames(const std::vector<const Source*>& sources, const std::stop_token& stop);

}  // namespace dataset
