#include "models/dataset/npy.h"

#include <charconv>
#include <cmath>
#include <cstring>

#include "core/base/error.h"

namespace dataset {

static constexpr std::string_view kMagic = "\x93NUMPY";
static constexpr std::size_t kMostRows = std::size_t{1} << 24, kColumns = 4;

[[noreturn]] static void refuse(const char* detail) {
  throw base::Error(base::Fault::setDamaged, {}, {}, detail);
}

std::string writeNpy(std::span<const std::int16_t> boxes) {
  constexpr std::size_t kBefore = 10, kAlign = 64;
  std::string header = "{'descr': '<i8', 'fortran_order': False, 'shape': (" +
                       std::to_string(boxes.size() / kColumns) + ", 4), }";
  while ((kBefore + header.size() + 1) % kAlign != 0) header += ' ';
  header += '\n';
  std::string file(kMagic);
  file += {'\1', '\0', static_cast<char>(header.size() & 0xFF), static_cast<char>(header.size() >> 8)};
  file += header;
  for (const std::int64_t value : boxes)
    for (int byte = 0; byte < 8; ++byte) file += static_cast<char>(value >> (8 * byte));
  return file;
}

// What stands behind 'key': in the header.
static std::string_view valueOf(std::string_view header, std::string_view key) {
  const std::size_t at = header.find(key);
  if (at == header.npos) refuse("an array without all of its header");
  const std::size_t begin = header.find_first_not_of(": ", at + key.size());
  return begin == header.npos ? std::string_view() : header.substr(begin);
}

static std::size_t rowsOf(std::string_view header) {
  std::string_view shape = valueOf(header, "'shape'");
  std::size_t rows = 0, columns = 0;
  const auto number = [&](char before, std::size_t& out) {
    const std::size_t begin = shape.find(before);
    if (begin == shape.npos) refuse("an array without a shape");
    shape.remove_prefix(begin + 1);
    while (shape.starts_with(' ')) shape.remove_prefix(1);
    const auto [end, failure] = std::from_chars(shape.data(), shape.data() + shape.size(), out);
    if (failure != std::errc()) refuse("an array without a shape");
    shape.remove_prefix(static_cast<std::size_t>(end - shape.data()));
  };
  number('(', rows);
  number(',', columns);
  if (columns != kColumns || rows > kMostRows || !shape.starts_with(')')) refuse("no array of boxes");
  return rows;
}

template <class T>
static double valueAt(const char* bytes) {
  T value;
  std::memcpy(&value, bytes, sizeof value);
  return static_cast<double>(value);
}

struct Type {
  std::string_view name;
  std::size_t bytes;
  double (*read)(const char*);
};
static constexpr Type kTypes[] = {{"'<i8'", 8, valueAt<std::int64_t>},  {"'<i4'", 4, valueAt<std::int32_t>},
                                  {"'<i2'", 2, valueAt<std::int16_t>},  {"'<u8'", 8, valueAt<std::uint64_t>},
                                  {"'<u4'", 4, valueAt<std::uint32_t>}, {"'<u2'", 2, valueAt<std::uint16_t>},
                                  {"'|u1'", 1, valueAt<std::uint8_t>},  {"'|i1'", 1, valueAt<std::int8_t>},
                                  {"'<f4'", 4, valueAt<float>},         {"'<f8'", 8, valueAt<double>}};

std::vector<std::array<double, 4>> readNpy(std::string_view file) {
  if (file.size() < 12 || !file.starts_with(kMagic)) refuse("no array of numpy's");
  const auto byte = [&](std::size_t i) {
    return static_cast<std::size_t>(static_cast<unsigned char>(file[i]));
  };
  const bool isLong = byte(6) >= 2;
  const std::size_t length = byte(8) | byte(9) << 8 | (isLong ? byte(10) << 16 | byte(11) << 24 : 0);
  file.remove_prefix(isLong ? 12 : 10);
  if (length > file.size()) refuse("an array without all of its header");
  const std::string_view header = file.substr(0, length);
  file.remove_prefix(length);
  if (!valueOf(header, "'fortran_order'").starts_with("False")) refuse("an array in Fortran's order");
  const std::size_t rows = rowsOf(header);
  for (const Type& type : kTypes) {
    if (!valueOf(header, "'descr'").starts_with(type.name)) continue;
    if (file.size() / type.bytes / kColumns < rows) refuse("an array without all of its numbers");
    std::vector<std::array<double, 4>> boxes(rows);
    const char* at = file.data();
    for (auto& box : boxes)
      for (double& value : box) {
        value = std::trunc(type.read(at));
        if (!(std::abs(value) < 1e6)) refuse("impossible boxes");
        at += type.bytes;
      }
    return boxes;
  }
  refuse("an array of another type");
}

}  // namespace dataset
