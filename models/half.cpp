#include "models/half.h"

#include <bit>
#include <cmath>

namespace models {

float fromHalf(std::uint16_t half) {
  const std::uint32_t sign = static_cast<std::uint32_t>(half & 0x8000U) << 16U;
  const std::uint32_t exponent = (half >> 10U) & 0x1FU, mantissa = half & 0x3FFU;
  if (exponent == 0) {
    const float value = static_cast<float>(mantissa) * 0x1p-24F;
    return sign != 0 ? -value : value;
  }
  const std::uint32_t wide = exponent == 31 ? 255 : exponent + 112;
  return std::bit_cast<float>(sign | wide << 23U | mantissa << 13U);
}

std::uint16_t toHalf(float value) {
  const auto bits = std::bit_cast<std::uint32_t>(value);
  const auto sign = static_cast<std::uint16_t>((bits >> 16U) & 0x8000U);
  const float size = std::abs(value);
  if (!(size < 65520.0F)) return static_cast<std::uint16_t>(sign | (size != size ? 0x7E00U : 0x7C00U));
  if (size < 0x1p-14F) {  // subnormal: adding 0.5 lets the processor round to steps of 2^-24
    return static_cast<std::uint16_t>(
        sign | (std::bit_cast<std::uint32_t>(size + 0.5F) - std::bit_cast<std::uint32_t>(0.5F)));
  }
  const std::uint32_t rebased = (bits & 0x7FFFFFFFU) - (112U << 23U);
  return static_cast<std::uint16_t>(sign | (rebased + 0xFFFU + ((rebased >> 13U) & 1U)) >> 13U);
}

float fromBfloat16(std::uint16_t value) {
  return std::bit_cast<float>(static_cast<std::uint32_t>(value) << 16U);
}

}  // namespace models
