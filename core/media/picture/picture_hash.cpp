#include "core/media/picture/picture_hash.h"

#include <cstring>

#include "core/media/av.h"

namespace media {
namespace {

// Multiply and fold, eight bytes at a time.
std::uint64_t mix(std::uint64_t hash, std::uint64_t word) {
  hash = (hash ^ word) * 0x9E3779B97F4A7C15ULL;
  return hash ^ (hash >> 29);
}

std::uint64_t hashRow(std::uint64_t hash, const std::uint8_t* row, std::size_t bytes) {
  std::size_t at = 0;
  for (; at + 8 <= bytes; at += 8) {
    std::uint64_t word;
    std::memcpy(&word, row + at, 8);
    hash = mix(hash, word);
  }
  std::uint64_t rest = bytes;
  for (; at < bytes; ++at) rest = rest << 8 | row[at];
  return mix(hash, rest);
}

}  // namespace

std::uint64_t pictureHash(const AVFrame& frame) {
  const auto format = static_cast<AVPixelFormat>(frame.format);
  const AVPixFmtDescriptor& desc = *av_pix_fmt_desc_get(format);
  std::uint64_t hash =
      mix(static_cast<std::uint64_t>(frame.format),
          static_cast<std::uint64_t>(frame.width) << 32 | static_cast<std::uint32_t>(frame.height));
  for (int plane = 0; plane < av_pix_fmt_count_planes(format); ++plane) {
    const int bytes = av_image_get_linesize(format, frame.width, plane);
    const bool isChroma = plane == 1 || plane == 2;
    const int rows = isChroma ? AV_CEIL_RSHIFT(frame.height, desc.log2_chroma_h) : frame.height;
    for (int y = 0; y < rows; ++y)
      hash = hashRow(hash, frame.data[plane] + std::ptrdiff_t{y} * frame.linesize[plane],
                     static_cast<std::size_t>(bytes));
  }
  return hash;
}

}  // namespace media
