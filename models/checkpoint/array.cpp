#include "models/checkpoint/array.h"

#include <cmath>
#include <cstring>

#include "core/base/error.h"
#include "models/half.h"

namespace checkpoint {

using models::Dtype;

namespace {

template <class Stored>
Stored load(const std::byte* from) {
  Stored value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

template <class T>
T number(Dtype dtype, const std::byte* from) {
  switch (dtype) {
    case Dtype::f64:
      return static_cast<T>(load<double>(from));
    case Dtype::f32:
      return static_cast<T>(load<float>(from));
    case Dtype::f16:
      return static_cast<T>(models::fromHalf(load<std::uint16_t>(from)));
    case Dtype::bf16:
      return static_cast<T>(models::fromBfloat16(load<std::uint16_t>(from)));
    case Dtype::i64:
      return static_cast<T>(load<std::int64_t>(from));
    case Dtype::i32:
      return static_cast<T>(load<std::int32_t>(from));
    case Dtype::i16:
      return static_cast<T>(load<std::int16_t>(from));
    case Dtype::i8:
      return static_cast<T>(load<std::int8_t>(from));
    case Dtype::u8:
      return static_cast<T>(load<std::uint8_t>(from));
    case Dtype::boolean:
      return static_cast<T>(load<std::uint8_t>(from) != 0);
  }
  return T{};
}

bool isDense(const Array& array) {
  std::int64_t expected = 1;
  for (std::size_t i = array.shape.size(); i-- > 0;) {
    if (array.shape[i] != 1 && array.strides[i] != expected) return false;
    expected *= array.shape[i];
  }
  return true;
}

// Calls visit(place) with the byte offset of every element, row-major.
template <class Visit>
void each(const Array& array, Visit visit) {
  const std::size_t count = array.count(), size = models::bytesOf(array.dtype);
  std::vector<std::int64_t> index(array.shape.size(), 0);
  std::size_t place = 0;  // in elements
  for (std::size_t n = 0; n < count; ++n) {
    visit(place * size);
    for (std::size_t i = index.size(); i-- > 0;) {
      place += static_cast<std::size_t>(array.strides[i]);
      if (++index[i] < array.shape[i]) break;
      place -= static_cast<std::size_t>(array.strides[i] * array.shape[i]);
      index[i] = 0;
    }
  }
}

}  // namespace

std::size_t Array::count() const {
  std::size_t count = 1;
  for (const std::int64_t edge : shape) count *= static_cast<std::size_t>(edge);
  return count;
}

Array asArray(const models::TensorView& view) {
  Array array{view.dtype, view.shape, models::Shape(view.shape.size()), view.bytes};
  std::int64_t stride = 1;
  for (std::size_t i = view.shape.size(); i-- > 0;) {
    array.strides[i] = stride;
    stride *= view.shape[i];
  }
  return array;
}

void copyFloats(const Array& array, std::span<std::byte> to) {
  if (to.size() != array.count() * sizeof(float))
    throw base::Error(base::Fault::defect, {}, {}, "a tensor was copied to a place of another size");
  if (to.empty()) return;
  if (array.dtype == Dtype::f32 && isDense(array)) {
    std::memcpy(to.data(), array.bytes.data(), to.size());
    return;
  }
  std::byte* out = to.data();
  each(array, [&](std::size_t place) {
    const auto value = number<float>(array.dtype, array.bytes.data() + place);
    std::memcpy(out, &value, sizeof value);
    out += sizeof value;
  });
}

std::vector<float> floats(const Array& array) {
  std::vector<float> values(array.count());
  copyFloats(array, std::as_writable_bytes(std::span(values)));
  return values;
}

std::vector<std::int64_t> integers(const Array& array) {
  std::vector<std::int64_t> values;
  values.reserve(array.count());
  each(array, [&](std::size_t place) {
    const std::byte* from = array.bytes.data() + place;
    if (array.dtype == Dtype::i64) return values.push_back(load<std::int64_t>(from));
    const auto value = number<double>(array.dtype, from);
    values.push_back(std::abs(value) < 9e18 ? static_cast<std::int64_t>(value) : 0);
  });
  return values;
}

}  // namespace checkpoint
