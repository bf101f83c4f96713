#pragma once
#include "core/project/project.h"

// What a project must be like before anything is made of it: the one place that knows the bounds.
namespace dub {

inline constexpr double kLatestSec = 1e6;  // no time of a project lies beyond it: 277 hours
inline constexpr double kLeastGainDb = -40, kMostGainDb = 24;

// Ids unique, takes and voices exist, parts inside their takes, fades inside parts, numbers within their
// bounds, in < out.
bool isValid(const Project& project);

}  // namespace dub
