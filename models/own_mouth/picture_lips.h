#pragma once
#include <cstdint>
#include <span>

#include "models/person/person.h"

namespace own_mouth {

// The bank picture `steps` cues after `index` on its own run (before, where negative); the end of the run is
// held.
std::size_t goneOn(const std::vector<person::BankFrame>& bank, std::int32_t index, int steps);

// Jaw and lips as the picture chosen for `cue` has them, turned as `turn` tells, unit square. Where the path
// jumps the runs that meet fade into each other over two pictures.
person::Lower lipsOfPictures(const person::Person& person, std::span<const std::int32_t> path,
                             std::size_t cue, const person::Turn& turn);

}  // namespace own_mouth
