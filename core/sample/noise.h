#pragma once
#include <cstdint>

namespace sample {

// Mixes numbers to a random one; the same everywhere and always.
std::uint32_t scramble(std::uint32_t a, std::uint32_t b, std::uint32_t c = 0);
// 0 <= value < 1.
float chance(std::uint32_t a, std::uint32_t b, std::uint32_t c = 0);

// Smooth noise in -1..1 with one feature per unit.
float noise(float x, float y, std::uint32_t seed);
// Sum of `octaves` noises, each twice as fine and half as strong; about -1..1.
float fractal(float x, float y, int octaves, std::uint32_t seed);

}  // namespace sample
