#pragma once
#include <span>

#include "core/face/fit.h"
#include "models/person/landmark_sets.h"

namespace person {

// Where nose and eyes of one person lie in the unit square: outer eye corners at (0.5 -+ 0.5/1.75, 0.10).
struct Template {
  Stable points{};
  base::Similarity toUnit(const Stable& inFrame) const { return face::fitSimilarity(inFrame, points); }
};

// The middle of the person's aligned nose and eyes over the given pictures (Procrustes, three rounds).
// `pictures` not empty.
Template learnTemplate(std::span<const Stable> pictures);

}  // namespace person
