#pragma once
#include <span>

#include "core/base/geometry.h"

namespace face {

// The least-squares similarity that takes `from` to `to` (Umeyama 1991, without reflection). Both of one
// size, at least two different points; of fewer, a pure shift.
base::Similarity fitSimilarity(std::span<const base::Point> from, std::span<const base::Point> to);

// Root mean square of the distances between move(from[i]) and to[i].
float residual(const base::Similarity& move, std::span<const base::Point> from,
               std::span<const base::Point> to);

// first, then second.
base::Similarity compose(const base::Similarity& second, const base::Similarity& first);

}  // namespace face
