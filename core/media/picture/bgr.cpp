#include <cstring>

#include "core/media/picture/color_math.h"
#include "core/media/picture/convert.h"
#include "core/media/picture/pixel_layout.h"
#include "core/media/picture/scaler.h"

namespace media {
namespace {

constexpr int kMargin = 8;  // luma pixels around a region, so that chroma is interpolated as inside the frame
constexpr int kAccurateArea = 1 << 20;  // pixels; larger pictures take swscale's fast paths

int flagsFor(int width, int height) {
  if (std::int64_t{width} * height > kAccurateArea) return SWS_BILINEAR;
  return SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT | SWS_FULL_CHR_H_INP;
}

base::Rect grown(const Frame& frame, const base::Rect& r) {
  return chromaAligned(frame, {r.x - kMargin, r.y - kMargin, r.width + 2 * kMargin, r.height + 2 * kMargin});
}

base::Image cut(const AVFrame& bgr, const base::Rect& part) {
  base::Image image(part.width, part.height, 3);
  for (int y = 0; y < part.height; ++y)
    std::memcpy(image.row(y),
                bgr.data[0] + std::ptrdiff_t{part.y + y} * bgr.linesize[0] + std::ptrdiff_t{3} * part.x,
                static_cast<std::size_t>(part.width) * 3);
  return image;
}

int alignedDown(int value, int log2) { return (value >> log2) << log2; }
int alignedUp(int value, int log2) { return ((value + (1 << log2) - 1) >> log2) << log2; }

}  // namespace

base::Rect chromaAligned(const Frame& frame, base::Rect wanted) {
  const AVPixFmtDescriptor& desc = *av_pix_fmt_desc_get(static_cast<AVPixelFormat>(frame.pixelFormat()));
  const base::Rect whole{0, 0, frame.width(), frame.height()};
  const base::Rect inside = base::intersect(wanted, whole);
  if (inside.empty()) return {};
  const int x = alignedDown(inside.x, desc.log2_chroma_w), y = alignedDown(inside.y, desc.log2_chroma_h);
  const int right = alignedUp(inside.x + inside.width, desc.log2_chroma_w);
  const int bottom = alignedUp(inside.y + inside.height, desc.log2_chroma_h);
  return base::intersect({x, y, right - x, bottom - y}, whole);
}

base::Image toBgr(const Frame& frame, base::Rect region) {
  if (region.empty()) return {};
  const base::Rect around = grown(frame, region);
  const Side packed{around.width, around.height, AV_PIX_FMT_BGR24, true};
  const av::FramePtr bgr = convertRegion(*frame.av(), around, packed, flagsFor(around.width, around.height));
  return cut(*bgr, {region.x - around.x, region.y - around.y, region.width, region.height});
}

base::Image toBgr(const Frame& frame) { return toBgr(frame, {0, 0, frame.width(), frame.height()}); }

Frame fromBgr(const base::Image& bgr, const char* pixelFormat, const ColorTags& tags) {
  const AVPixelFormat format = av_get_pix_fmt(pixelFormat);
  if (format == AV_PIX_FMT_NONE)
    throw base::Error(base::Fault::defect, {}, {}, std::string("there is no pixel layout ") + pixelFormat);
  av::FramePtr out = newPicture(bgr.width, bgr.height, format);
  out->color_range = static_cast<AVColorRange>(tags.range);
  out->colorspace = static_cast<AVColorSpace>(tags.matrix);
  out->color_primaries = static_cast<AVColorPrimaries>(tags.primaries);
  out->color_trc = static_cast<AVColorTransferCharacteristic>(tags.transfer);
  out->chroma_location = static_cast<AVChromaLocation>(tags.chromaLocation);
  const av::FramePtr in = newPicture(bgr.width, bgr.height, AV_PIX_FMT_BGR24);
  for (int y = 0; y < bgr.height; ++y)
    std::memcpy(in->data[0] + std::ptrdiff_t{y} * in->linesize[0], bgr.row(y),
                static_cast<std::size_t>(bgr.width) * 3);
  const Side from{bgr.width, bgr.height, AV_PIX_FMT_BGR24, true};
  const Side to{bgr.width, bgr.height, format, isRgb(format) || isFullRange(*out)};
  const av::Sws sws =
      newScaler(from, to, matrixOf(out->colorspace, bgr.height), flagsFor(bgr.width, bgr.height));
  av::check(sws_scale(sws.get(), in->data, in->linesize, 0, bgr.height, out->data, out->linesize),
            "convert a picture");
  return Frame(std::shared_ptr<AVFrame>(out.release(), av::FrameFree{}));
}

}  // namespace media
