#include "core/media/picture/color_math.h"

#include <string>

#include "core/media/picture/pixel_layout.h"

namespace media {
namespace {

struct LumaWeights {
  float r, g, b;
};

// ITU-T H.273 table 4.
LumaWeights lumaWeights(AVColorSpace matrix) {
  const auto of = [](float r, float b) { return LumaWeights{r, 1 - r - b, b}; };
  switch (matrix) {
    case AVCOL_SPC_BT709:
      return of(0.2126F, 0.0722F);
    case AVCOL_SPC_FCC:
      return of(0.30F, 0.11F);
    case AVCOL_SPC_SMPTE240M:
      return of(0.212F, 0.087F);
    case AVCOL_SPC_BT2020_NCL:
    case AVCOL_SPC_BT2020_CL:
      return of(0.2627F, 0.0593F);
    default:
      return of(0.299F, 0.114F);
  }
}

float top(int depth) { return static_cast<float>((1 << depth) - 1); }

void meanLuma(Component& c, LumaWeights k, bool isFull) {
  const float unit = static_cast<float>(1 << (c.depth - 8));
  const float scale = isFull ? top(c.depth) / 255 : 219 * unit / 255;
  c.r = k.r * scale;
  c.g = k.g * scale;
  c.b = k.b * scale;
  c.zero = isFull ? 0 : 16 * unit;
}

void meanChroma(Component& c, LumaWeights k, bool isBlue, bool isFull) {
  const float unit = static_cast<float>(1 << (c.depth - 8));
  const float scale = (isFull ? top(c.depth) / 255 : 224 * unit / 255) / (2 * (1 - (isBlue ? k.b : k.r)));
  c.r = (isBlue ? -k.r : 1 - k.r) * scale;
  c.g = -k.g * scale;
  c.b = (isBlue ? 1 - k.b : -k.b) * scale;
  c.zero = 128 * unit;
}

void meanPrimary(Component& c, int which) {
  const float scale = top(c.depth) / 255;
  c.r = which == 0 ? scale : 0;
  c.g = which == 1 ? scale : 0;
  c.b = which == 2 ? scale : 0;
}

Component place(const AVPixFmtDescriptor& desc, int i) {
  const AVComponentDescriptor& at = desc.comp[i];
  Component c;
  c.plane = at.plane;
  c.step = at.step;
  c.offset = at.offset;
  c.shift = at.shift;
  c.depth = at.depth;
  c.isWide = at.shift + at.depth > 8;
  c.isBigEndian = c.isWide && (desc.flags & AV_PIX_FMT_FLAG_BE) != 0;
  const bool isChroma = i > 0 && (desc.flags & AV_PIX_FMT_FLAG_RGB) == 0;
  c.log2Width = isChroma ? desc.log2_chroma_w : 0;
  c.log2Height = isChroma ? desc.log2_chroma_h : 0;
  return c;
}

}  // namespace

bool isFullRange(const AVFrame& frame) {
  const auto format = static_cast<AVPixelFormat>(frame.format);
  if (isFullRangeName(format)) return true;
  if (frame.color_range != AVCOL_RANGE_UNSPECIFIED) return frame.color_range == AVCOL_RANGE_JPEG;
  return isGrey(format);
}

Components componentsOf(const AVFrame& frame) {
  const auto format = static_cast<AVPixelFormat>(frame.format);
  const AVPixFmtDescriptor& desc = *av_pix_fmt_desc_get(format);
  constexpr auto kStrange =
      AV_PIX_FMT_FLAG_PAL | AV_PIX_FMT_FLAG_BITSTREAM | AV_PIX_FMT_FLAG_HWACCEL | AV_PIX_FMT_FLAG_FLOAT;
  if ((desc.flags & kStrange) != 0)
    throw base::Error(base::Fault::defect, {}, {},
                      std::string("pictures of the layout ") + desc.name + " cannot be painted on");
  const LumaWeights weights = lumaWeights(matrixOf(frame.colorspace, frame.height));
  const bool isFull = isFullRange(frame);
  Components found;
  found.count = isGrey(format) ? 1 : 3;
  for (int i = 0; i < found.count; ++i) {
    Component c = place(desc, i);
    if (isRgb(format))
      meanPrimary(c, i);
    else if (i == 0)
      meanLuma(c, weights, isFull);
    else
      meanChroma(c, weights, i == 1, isFull);
    found.all[static_cast<std::size_t>(i)] = c;
  }
  return found;
}

}  // namespace media
