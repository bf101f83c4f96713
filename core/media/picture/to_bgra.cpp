#include <algorithm>
#include <cstring>

#include "core/media/picture/convert.h"
#include "core/media/picture/scaler.h"

namespace media {
namespace {

// swscale fills A with 255 unless the source has one of its own.
void makeOpaque(base::Image& image) {
  for (std::size_t i = 3; i < image.data.size(); i += 4) image.data[i] = 255;
}

base::Image copied(const AVFrame& bgra) {
  base::Image image(bgra.width, bgra.height, 4);
  for (int y = 0; y < bgra.height; ++y)
    std::memcpy(image.row(y), bgra.data[0] + std::ptrdiff_t{y} * bgra.linesize[0],
                static_cast<std::size_t>(bgra.width) * 4);
  return image;
}

bool hasAlpha(const Frame& frame) {
  const AVPixFmtDescriptor* desc = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(frame.pixelFormat()));
  return (desc->flags & AV_PIX_FMT_FLAG_ALPHA) != 0;
}

}  // namespace

base::Image toBgra(const Frame& frame, base::Rect region, int width, int height) {
  if (region.empty()) region = {0, 0, frame.width(), frame.height()};
  region = chromaAligned(frame, region);
  base::Image image;
  if (region.empty()) {  // outside the frame
    image = base::Image(width, height, 4);
    makeOpaque(image);
    return image;
  }
  const Side screen{width, height, AV_PIX_FMT_BGRA, true};
  image = copied(*convertRegion(*frame.av(), region, screen, SWS_BILINEAR));
  if (hasAlpha(frame)) makeOpaque(image);
  return image;
}

}  // namespace media
