#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace models {

// Number types that files of weights hold.
enum class Dtype : std::uint8_t { f64, f32, f16, bf16, i64, i32, i16, i8, u8, boolean };

constexpr std::size_t bytesOf(Dtype dtype) {
  switch (dtype) {
    case Dtype::f64:
    case Dtype::i64:
      return 8;
    case Dtype::f32:
    case Dtype::i32:
      return 4;
    case Dtype::f16:
    case Dtype::bf16:
    case Dtype::i16:
      return 2;
    default:
      return 1;
  }
}

using Shape = std::vector<std::int64_t>;  // empty = a single number

// "512x768", "scalar".
std::string toText(const Shape& shape);

// An array that lies in somebody's memory: row-major without gaps, little endian. No alignment is promised.
struct TensorView {
  Dtype dtype = Dtype::f32;
  Shape shape;
  std::span<const std::byte> bytes;
};

}  // namespace models
