#pragma once
#include <cstdint>
#include <filesystem>
#include <vector>

#include "core/media/picture/frame.h"

namespace read_support {

// What a picture is told apart by.
struct Seen {
  std::int64_t pts = 0;
  int width = 0, height = 0;
  std::uint64_t samples = 0;  // hash
  friend bool operator==(const Seen&, const Seen&) = default;
};

Seen seen(const media::Frame& frame);
std::vector<Seen> readThrough(const std::filesystem::path& file);

// The mean of an 8-bit plane's rectangle.
double meanOf(const media::PlaneView& plane, int x, int y, int width, int height);

}  // namespace read_support
