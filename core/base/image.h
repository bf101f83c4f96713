#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace base {

// Packed 8-bit picture, rows without padding, channels interleaved: 1 = grey or alpha, 3 = BGR. Range 0-255.
struct Image {
  int width = 0, height = 0, channels = 0;
  std::vector<std::uint8_t> data;  // [height, width, channels] row-major

  Image() = default;
  Image(int w, int h, int c)
      : width(w),
        height(h),
        channels(c),
        data(static_cast<std::size_t>(w) * static_cast<std::size_t>(h) * static_cast<std::size_t>(c)) {}
  bool empty() const { return data.empty(); }
  std::size_t bytes() const { return data.size(); }
  std::uint8_t* row(int y) {
    return data.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width * channels);
  }
  const std::uint8_t* row(int y) const {
    return data.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width * channels);
  }
  friend bool operator==(const Image&, const Image&) = default;
};

}  // namespace base
