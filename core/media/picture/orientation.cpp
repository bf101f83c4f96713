#include "core/media/picture/orientation.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace media {
namespace {

// EXIF 2.3, tag 0x0112.
Orientation fromExif(int value) {
  constexpr std::array<Orientation, 9> kTurns = {{{},
                                                  {},
                                                  {false, true, false},
                                                  {false, true, true},
                                                  {false, false, true},
                                                  {true, false, false},
                                                  {true, true, false},
                                                  {true, true, true},
                                                  {true, false, true}}};
  return value >= 1 && value <= 8 ? kTurns[static_cast<std::size_t>(value)] : Orientation{};
}

template <typename Sample>
struct Plane {
  Sample* data;
  std::ptrdiff_t stride;  // in samples
  int width, height;
};

template <typename Sample>
void turnPlane(Plane<const Sample> from, Orientation orientation, Plane<Sample> to) {
  // The sample at (x, y) of `to` lies at origin + x * right + y * down of `from`.
  const Sample* origin = from.data;
  std::ptrdiff_t right = 1, down = from.stride;
  if (orientation.isTransposed) std::swap(right, down);
  if (orientation.reversesX) {
    origin += (to.width - 1) * right;
    right = -right;
  }
  if (orientation.reversesY) {
    origin += (to.height - 1) * down;
    down = -down;
  }
  constexpr int kTile = 32;  // both sides of a tile stay in the first cache
  for (int y0 = 0; y0 < to.height; y0 += kTile)
    for (int x0 = 0; x0 < to.width; x0 += kTile)
      for (int y = y0; y < std::min(y0 + kTile, to.height); ++y) {
        const Sample* in = origin + y * down + x0 * right;
        Sample* out = to.data + y * to.stride + x0;
        for (int x = x0; x < std::min(x0 + kTile, to.width); ++x, in += right) *out++ = *in;
      }
}

template <typename Sample>
void turnAll(const AVFrame& from, Orientation orientation, AVFrame& to) {
  const AVPixFmtDescriptor& desc = *av_pix_fmt_desc_get(static_cast<AVPixelFormat>(from.format));
  for (int i = 0; i < av_pix_fmt_count_planes(static_cast<AVPixelFormat>(from.format)); ++i) {
    const bool isChroma = i == 1 || i == 2;
    const auto width = [&](int w) { return isChroma ? AV_CEIL_RSHIFT(w, desc.log2_chroma_w) : w; };
    const auto height = [&](int h) { return isChroma ? AV_CEIL_RSHIFT(h, desc.log2_chroma_h) : h; };
    constexpr auto kBytes = static_cast<std::ptrdiff_t>(sizeof(Sample));
    turnPlane<Sample>(
        {reinterpret_cast<const Sample*>(from.data[i]), from.linesize[i] / kBytes, width(from.width),
         height(from.height)},
        orientation,
        {reinterpret_cast<Sample*>(to.data[i]), to.linesize[i] / kBytes, width(to.width), height(to.height)});
  }
}

}  // namespace

int Orientation::clockwiseDegrees() const {
  if (isTransposed) return reversesX == reversesY ? 0 : reversesX ? 90 : 270;
  return reversesX && reversesY ? 180 : 0;
}

Orientation orientationOf(const std::int32_t* matrix) {
  const std::int64_t a = matrix[0], b = matrix[1], c = matrix[3], d = matrix[4];
  if (std::llabs(a) + std::llabs(d) >= std::llabs(b) + std::llabs(c)) return {false, a < 0, d < 0};
  return {true, c < 0, b < 0};
}

Orientation orientationOf(const AVFrame& frame, const AVStream& stream) {
  if (const AVFrameSideData* own = av_frame_get_side_data(&frame, AV_FRAME_DATA_DISPLAYMATRIX))
    return orientationOf(reinterpret_cast<const std::int32_t*>(own->data));
  if (const AVDictionaryEntry* note = av_dict_get(frame.metadata, "Orientation", nullptr, 0))
    return fromExif(std::atoi(note->value));
  std::size_t size = 0;
  const std::uint8_t* of = av_stream_get_side_data(&stream, AV_PKT_DATA_DISPLAYMATRIX, &size);
  if (of == nullptr || size < 9 * sizeof(std::int32_t)) return {};
  return orientationOf(reinterpret_cast<const std::int32_t*>(of));
}

void turn(const AVFrame& from, Orientation orientation, AVFrame& to) {
  const bool isWide = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(from.format))->comp[0].depth > 8;
  if (isWide)
    turnAll<std::uint16_t>(from, orientation, to);
  else
    turnAll<std::uint8_t>(from, orientation, to);
}

}  // namespace media
