#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "models/tensor.h"

namespace checkpoint {

// A tensor of a file: element (i, j, ...) lies at `bytes` + (i strides[0] + j strides[1] + ...) elements.
// Every element was checked to lie inside. Refers to the checkpoint's memory; no alignment is promised.
struct Array {
  models::Dtype dtype = models::Dtype::f32;
  models::Shape shape;
  models::Shape strides;             // in elements, >= 0
  std::span<const std::byte> bytes;  // from the first element to the end of the storage

  // Number of elements.
  std::size_t count() const;
};

Array asArray(const models::TensorView& view);

// The numbers, row-major, converted to float.
std::vector<float> floats(const Array& array);
// The same into memory of 4 bytes an element. Throws Error(internal) when the sizes differ.
void copyFloats(const Array& array, std::span<std::byte> to);
// The numbers as whole ones; other types are cut off.
std::vector<std::int64_t> integers(const Array& array);

}  // namespace checkpoint
