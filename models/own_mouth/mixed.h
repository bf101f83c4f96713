#pragma once
#include <array>

namespace own_mouth {

// `a` at share 0, `b` at share 1.
template <typename Value, std::size_t size>
std::array<Value, size> mixed(const std::array<Value, size>& a, const std::array<Value, size>& b,
                              float share) {
  std::array<Value, size> out;
  for (std::size_t k = 0; k < size; ++k) out[k] = a[k] + (b[k] - a[k]) * share;
  return out;
}

}  // namespace own_mouth
