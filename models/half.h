#pragma once
#include <cstdint>

namespace models {

// IEEE 754 half precision and bfloat16. Rounded to the nearest, ties to even.
float fromHalf(std::uint16_t half);
std::uint16_t toHalf(float value);
float fromBfloat16(std::uint16_t value);

}  // namespace models
