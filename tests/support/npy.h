#pragma once
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

namespace test_support {

// A numpy array of a .npy file, converted to T: little-endian, C order, row-major.
template <typename T>
struct Npy {
  std::vector<std::size_t> shape;
  std::vector<T> data;
  std::size_t rows() const { return shape.empty() ? 1 : shape[0]; }
  std::size_t rowSize() const { return rows() == 0 ? 0 : data.size() / rows(); }
};

namespace npy_detail {

// The text after `'key':` in the header's dictionary.
inline std::string valueOf(const std::string& header, const std::string& key) {
  const auto at = header.find("'" + key + "':");
  if (at == std::string::npos) throw std::runtime_error("npy: no " + key + " in the header");
  return header.substr(header.find_first_not_of(' ', at + key.size() + 3));
}

inline std::vector<std::size_t> shapeOf(const std::string& header) {
  const std::string text = valueOf(header, "shape");
  std::vector<std::size_t> shape;
  std::size_t number = 0;
  bool hasDigit = false;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      number = number * 10 + static_cast<std::size_t>(c - '0');
      hasDigit = true;
    } else if (hasDigit && (c == ',' || c == ')')) {
      shape.push_back(number);
      number = 0;
      hasDigit = false;
    }
    if (c == ')') break;
  }
  return shape;
}

template <typename Stored, typename T>
std::vector<T> convert(const char* bytes, std::size_t available, std::size_t count) {
  if (available < count * sizeof(Stored)) throw std::runtime_error("npy: the file is truncated");
  std::vector<T> out(count);
  for (std::size_t i = 0; i < count; ++i) {
    Stored value;
    std::memcpy(&value, bytes + i * sizeof(Stored), sizeof(Stored));
    out[i] = static_cast<T>(value);
  }
  return out;
}

template <typename T>
std::vector<T> convertNamed(const std::string& type, const char* bytes, std::size_t available,
                            std::size_t count) {
  if (type == "<f4") return convert<float, T>(bytes, available, count);
  if (type == "<f8") return convert<double, T>(bytes, available, count);
  if (type == "<i2") return convert<std::int16_t, T>(bytes, available, count);
  if (type == "<i4") return convert<std::int32_t, T>(bytes, available, count);
  if (type == "<i8") return convert<std::int64_t, T>(bytes, available, count);
  if (type == "|u1") return convert<std::uint8_t, T>(bytes, available, count);
  throw std::runtime_error("npy: type " + type + " is not read here");
}

}  // namespace npy_detail

// Reads a .npy file (format 1 and 2). Throws std::runtime_error when it is missing or of another kind.
template <typename T>
Npy<T> readNpy(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (bytes.size() < 12 || bytes.compare(0, 6, "\x93NUMPY") != 0) {
    throw std::runtime_error("npy: cannot read " + path.string());
  }
  const auto byte = [&](std::size_t i) {
    return static_cast<std::size_t>(static_cast<unsigned char>(bytes[i]));
  };
  const bool isLong = byte(6) >= 2;
  const std::size_t size = byte(8) + (byte(9) << 8) + (isLong ? (byte(10) << 16) + (byte(11) << 24) : 0);
  const std::size_t begin = isLong ? 12 : 10;
  if (bytes.size() < begin + size) throw std::runtime_error("npy: the header is truncated");
  const std::string header = bytes.substr(begin, size);
  if (npy_detail::valueOf(header, "fortran_order").compare(0, 5, "False") != 0) {
    throw std::runtime_error("npy: Fortran order is not read here");
  }
  Npy<T> out;
  out.shape = npy_detail::shapeOf(header);
  std::size_t count = 1;
  for (const std::size_t extent : out.shape) count *= extent;
  const std::string type = npy_detail::valueOf(header, "descr").substr(1, 3);
  const std::size_t data = begin + size;
  out.data = npy_detail::convertNamed<T>(type, bytes.data() + data, bytes.size() - data, count);
  return out;
}

}  // namespace test_support
