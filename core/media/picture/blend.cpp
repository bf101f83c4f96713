#include <algorithm>
#include <cmath>

#include "core/media/picture/color_math.h"
#include "core/media/picture/convert.h"

namespace media {
namespace {

std::uint16_t swapped(std::uint16_t word) { return static_cast<std::uint16_t>(word << 8 | word >> 8); }

// Reads and writes the bits of one component in a sample.
template <bool kIsWide>
class Sample {
 public:
  Sample(std::uint8_t* at, const Component& c) : at_(at), c_(c) {}

  float value() const { return static_cast<float>((word() >> c_.shift) & mask()); }
  void set(float value) {
    const float limited = std::clamp(std::nearbyint(value), 0.0F, static_cast<float>(mask()));
    const unsigned bits = static_cast<unsigned>(limited) << c_.shift;
    store((word() & ~(mask() << c_.shift)) | bits);
  }

 private:
  unsigned mask() const { return (1U << c_.depth) - 1; }
  unsigned word() const {
    if constexpr (!kIsWide) return *at_;
    const auto raw = *reinterpret_cast<const std::uint16_t*>(at_);
    return c_.isBigEndian ? swapped(raw) : raw;
  }
  void store(unsigned word) {
    if constexpr (!kIsWide) {
      *at_ = static_cast<std::uint8_t>(word);
    } else {
      const auto raw = static_cast<std::uint16_t>(word);
      *reinterpret_cast<std::uint16_t*>(at_) = c_.isBigEndian ? swapped(raw) : raw;
    }
  }

  std::uint8_t* at_;
  const Component& c_;
};

struct Mean {
  float b = 0, g = 0, r = 0, alpha = 0;  // alpha 0-1
};

// Over the luma pixels of one sample that lie in the patch.
Mean meanOver(const base::Image& bgr, const base::Image& alpha, int x0, int y0, int x1, int y1) {
  int b = 0, g = 0, r = 0, a = 0;
  for (int y = y0; y < y1; ++y) {
    const std::uint8_t* colour = bgr.row(y) + 3 * x0;
    const std::uint8_t* cover = alpha.row(y);
    for (int x = x0; x < x1; ++x, colour += 3) {
      b += colour[0];
      g += colour[1];
      r += colour[2];
      a += cover[x];
    }
  }
  const float share = 1.0F / static_cast<float>((x1 - x0) * (y1 - y0));
  return {static_cast<float>(b) * share, static_cast<float>(g) * share, static_cast<float>(r) * share,
          static_cast<float>(a) * share / 255};
}

template <bool kIsWide>
void blendComponent(const Component& c, MutablePlane plane, const base::Rect& region, const base::Image& bgr,
                    const base::Image& alpha) {
  const int width = 1 << c.log2Width, height = 1 << c.log2Height;
  for (int y0 = 0; y0 < region.height; y0 += height) {
    std::uint8_t* row = plane.data + ((region.y + y0) >> c.log2Height) * plane.stride + c.offset;
    const int y1 = std::min(y0 + height, region.height);
    for (int x0 = 0; x0 < region.width; x0 += width) {
      const Mean mean = meanOver(bgr, alpha, x0, y0, std::min(x0 + width, region.width), y1);
      if (mean.alpha <= 0) continue;
      Sample<kIsWide> sample(row + std::ptrdiff_t{(region.x + x0) >> c.log2Width} * c.step, c);
      const float old = sample.value();
      const float wanted = mean.b * c.b + mean.g * c.g + mean.r * c.r + c.zero;
      sample.set(old + mean.alpha * (wanted - old));
    }
  }
}

bool fits(const base::Image& image, const base::Rect& region, int channels) {
  return image.width == region.width && image.height == region.height && image.channels == channels;
}

}  // namespace

void blend(Frame& frame, base::Rect region, const base::Image& bgr, const base::Image& alpha) {
  if (region.empty()) return;
  if (!fits(bgr, region, 3) || !fits(alpha, region, 1) || chromaAligned(frame, region) != region)
    throw base::Error(base::Fault::defect, {}, {}, "a patch does not fit the place that it is blended into");
  const Components components = componentsOf(*frame.av());
  for (int i = 0; i < components.count; ++i) {
    const Component& c = components.all[static_cast<std::size_t>(i)];
    if (c.isWide)
      blendComponent<true>(c, frame.writable(c.plane), region, bgr, alpha);
    else
      blendComponent<false>(c, frame.writable(c.plane), region, bgr, alpha);
  }
}

}  // namespace media
