#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dataset {

// Boxes x1 y1 x2 y2 as numpy keeps them (numpy.lib.format 1.0): an array of 64-bit numbers [n, 4], in C
// order.
std::string writeNpy(std::span<const std::int16_t> boxes);
// Of any whole or real type, in a file of version 1 to 3; rounded towards zero. Throws Error(setDamaged).
std::vector<std::array<double, 4>> readNpy(std::string_view file);

}  // namespace dataset
