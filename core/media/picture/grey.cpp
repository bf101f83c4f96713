#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <vector>

#include "core/media/picture/color_math.h"
#include "core/media/picture/convert.h"
#include "core/media/picture/pixel_layout.h"

namespace media {
namespace {

// Luma of 8 bits, in its own range.
struct Luma {
  const std::uint8_t* data = nullptr;
  std::ptrdiff_t stride = 0;
  int width = 0, height = 0;
  std::vector<std::uint8_t> own;  // behind data, where the frame's plane could not be used itself
};

std::uint8_t byteOf(const std::uint8_t* at, const Component& c) {
  unsigned word = *at;
  if (c.isWide)
    word =
        c.isBigEndian ? static_cast<unsigned>(at[0] << 8 | at[1]) : static_cast<unsigned>(at[1] << 8 | at[0]);
  const unsigned value = (word >> c.shift) & ((1U << c.depth) - 1);
  return static_cast<std::uint8_t>(c.depth >= 8 ? value >> (c.depth - 8) : value << (8 - c.depth));
}

Luma lumaOf(const Frame& frame) {
  const Component c = componentsOf(*frame.av()).all[0];
  const AVFrame& av = *frame.av();
  Luma luma{av.data[c.plane], av.linesize[c.plane], frame.width(), frame.height(), {}};
  if (!c.isWide && c.step == 1 && c.depth == 8) return luma;
  luma.own.resize(static_cast<std::size_t>(luma.width) * static_cast<std::size_t>(luma.height));
  std::uint8_t* out = luma.own.data();
  for (int y = 0; y < luma.height; ++y) {
    const std::uint8_t* in = av.data[c.plane] + std::ptrdiff_t{y} * av.linesize[c.plane] + c.offset;
    for (int x = 0; x < luma.width; ++x, in += c.step) *out++ = byteOf(in, c);
  }
  luma.data = luma.own.data();
  luma.stride = luma.width;
  return luma;
}

Luma lumaOfRgb(const Frame& frame) {
  const base::Image bgr = toBgr(frame);
  Luma luma{nullptr, bgr.width, bgr.width, bgr.height, std::vector<std::uint8_t>(bgr.data.size() / 3)};
  for (std::size_t i = 0; i < luma.own.size(); ++i)  // BT.601 weights in 1/256
    luma.own[i] = static_cast<std::uint8_t>(
        (29 * bgr.data[3 * i] + 150 * bgr.data[3 * i + 1] + 77 * bgr.data[3 * i + 2] + 128) >> 8);
  luma.data = luma.own.data();
  return luma;
}

std::array<std::uint8_t, 256> expansion() {
  std::array<std::uint8_t, 256> table{};
  for (int i = 0; i < 256; ++i)
    table[static_cast<std::size_t>(i)] =
        static_cast<std::uint8_t>(std::clamp(((i - 16) * 255 + 109) / 219, 0, 255));
  return table;
}

// The source samples that one target sample covers: first, last and the shares of these two in 1/256.
struct Span {
  int first, last;
  std::uint32_t firstShare, lastShare;
};

std::vector<Span> spans(int from, int to) {
  std::vector<Span> found;
  const double step = static_cast<double>(from) / to;
  for (int i = 0; i < to; ++i) {
    const double begin = i * step, end = std::min<double>(from, (i + 1) * step);
    const int first = static_cast<int>(begin),
              last = std::min(from - 1, static_cast<int>(std::ceil(end)) - 1);
    const auto share = [](double s) { return static_cast<std::uint32_t>(std::lround(s * 256)); };
    if (last <= first)
      found.push_back({first, first, share(end - begin), 0});
    else
      found.push_back({first, last, share(first + 1 - begin), share(end - last)});
  }
  return found;
}

void addRow(const std::uint8_t* in, std::uint32_t share, std::vector<std::uint32_t>& sums) {
  for (std::size_t x = 0; x < sums.size(); ++x) sums[x] += share * in[x];
}

void addWholeRows(const Luma& luma, int first, int last, std::vector<std::uint16_t>& part,
                  std::vector<std::uint32_t>& sums) {
  constexpr int kMaxRows = 256;  // of 255 each, in 16 bits
  for (int y = first; y <= last; y += kMaxRows) {
    std::fill(part.begin(), part.end(), std::uint16_t{0});
    for (int row = y; row <= std::min(last, y + kMaxRows - 1); ++row) {
      const std::uint8_t* in = luma.data + row * luma.stride;
      for (std::size_t x = 0; x < part.size(); ++x) part[x] = static_cast<std::uint16_t>(part[x] + in[x]);
    }
    for (std::size_t x = 0; x < sums.size(); ++x) sums[x] += 256U * part[x];
  }
}

base::Image shrunk(const Luma& luma, int width, int height) {
  base::Image out(width, height, 1);
  const std::vector<Span> columns = spans(luma.width, width), rows = spans(luma.height, height);
  const double area = static_cast<double>(luma.width) / width * luma.height / height * 256 * 256;
  std::vector<std::uint32_t> sums(static_cast<std::size_t>(luma.width));
  std::vector<std::uint16_t> part(sums.size());
  for (int y = 0; y < height; ++y) {
    std::fill(sums.begin(), sums.end(), 0U);
    const Span& rowSpan = rows[static_cast<std::size_t>(y)];
    addRow(luma.data + rowSpan.first * luma.stride, rowSpan.firstShare, sums);
    if (rowSpan.last > rowSpan.first + 1) addWholeRows(luma, rowSpan.first + 1, rowSpan.last - 1, part, sums);
    if (rowSpan.last > rowSpan.first) addRow(luma.data + rowSpan.last * luma.stride, rowSpan.lastShare, sums);
    std::uint8_t* to = out.row(y);
    for (const Span& span : columns) {
      std::uint64_t sum = std::uint64_t{span.firstShare} * sums[static_cast<std::size_t>(span.first)];
      for (int x = span.first + 1; x < span.last; ++x)
        sum += std::uint64_t{256} * sums[static_cast<std::size_t>(x)];
      if (span.last > span.first)
        sum += std::uint64_t{span.lastShare} * sums[static_cast<std::size_t>(span.last)];
      *to++ = static_cast<std::uint8_t>(std::min(255.0, static_cast<double>(sum) / area + 0.5));
    }
  }
  return out;
}

base::Image copied(const Luma& luma) {
  base::Image out(luma.width, luma.height, 1);
  for (int y = 0; y < luma.height; ++y)
    std::memcpy(out.row(y), luma.data + y * luma.stride, static_cast<std::size_t>(luma.width));
  return out;
}

}  // namespace

base::Image toGrey(const Frame& frame, int maxSide) {
  const bool fromRgb = isRgb(static_cast<AVPixelFormat>(frame.pixelFormat()));
  const Luma luma = fromRgb ? lumaOfRgb(frame) : lumaOf(frame);
  const int longer = std::max(luma.width, luma.height);
  const bool isSmallEnough = maxSide <= 0 || longer <= maxSide;
  const auto scaled = [&](int side) {
    return std::max(1, static_cast<int>(std::lround(static_cast<double>(side) * maxSide / longer)));
  };
  base::Image grey = isSmallEnough ? copied(luma) : shrunk(luma, scaled(luma.width), scaled(luma.height));
  if (fromRgb || isFullRange(*frame.av())) return grey;
  const std::array<std::uint8_t, 256> table = expansion();
  for (std::uint8_t& value : grey.data) value = table[value];
  return grey;
}

}  // namespace media
