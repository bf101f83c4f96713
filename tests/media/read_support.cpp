#include "tests/media/read_support.h"

#include <functional>
#include <string_view>

#include "core/media/decode/video_reader.h"

namespace read_support {

Seen seen(const media::Frame& frame) {
  Seen found{frame.pts(), frame.width(), frame.height(), 0};
  for (int i = 0; i < frame.planes(); ++i) {
    const media::PlaneView plane = frame.plane(i);
    for (int y = 0; y < plane.height; ++y) {
      const auto* row = reinterpret_cast<const char*>(plane.data + y * plane.stride);
      const std::string_view bytes(row, static_cast<std::size_t>(plane.width * plane.bytes));
      found.samples = found.samples * 1099511628211ULL + std::hash<std::string_view>{}(bytes);
    }
  }
  return found;
}

std::vector<Seen> readThrough(const std::filesystem::path& file) {
  media::VideoReader reader(media::indexClip(file));
  std::vector<Seen> all;
  while (const auto frame = reader.next()) all.push_back(seen(*frame));
  return all;
}

double meanOf(const media::PlaneView& plane, int x, int y, int width, int height) {
  double sum = 0;
  for (int row = y; row < y + height; ++row)
    for (int column = x; column < x + width; ++column) sum += plane.data[row * plane.stride + column];
  return sum / (width * height);
}

}  // namespace read_support
