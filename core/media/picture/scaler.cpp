#include "core/media/picture/scaler.h"

#include "core/media/picture/color_math.h"
#include "core/media/picture/pixel_layout.h"

namespace media {

av::FramePtr newPicture(int width, int height, AVPixelFormat format) {
  av::FramePtr frame = av::newFrame();
  frame->width = width;
  frame->height = height;
  frame->format = format;
  av::check(av_frame_get_buffer(frame.get(), 0), "make a picture");
  return frame;
}

av::Sws newScaler(const Side& from, const Side& to, AVColorSpace matrix, int flags) {
  av::quiet();
  av::Sws sws(sws_getContext(from.width, from.height, from.format, to.width, to.height, to.format, flags,
                             nullptr, nullptr, nullptr));
  if (!sws)
    throw base::Error(base::Fault::pixelsUnsupported, {{"pixels", av_get_pix_fmt_name(from.format)}}, {},
                      std::string("to ") + av_get_pix_fmt_name(to.format));
  const int* table = swsCoefficients(matrix);
  sws_setColorspaceDetails(sws.get(), table, from.isFull, table, to.isFull, 0, 1 << 16, 1 << 16);
  return sws;
}

std::array<const std::uint8_t*, 4> planesAt(const AVFrame& frame, const base::Rect& region) {
  const auto format = static_cast<AVPixelFormat>(frame.format);
  const AVPixFmtDescriptor& desc = *av_pix_fmt_desc_get(format);
  std::array<const std::uint8_t*, 4> planes = {};
  for (int i = 0; i < av_pix_fmt_count_planes(format); ++i) {
    const bool isChroma = (i == 1 || i == 2) && !isRgb(format);
    const int row = isChroma ? region.y >> desc.log2_chroma_h : region.y;
    const int column = region.x == 0 ? 0 : av_image_get_linesize(format, region.x, i);
    planes[static_cast<std::size_t>(i)] = frame.data[i] + std::ptrdiff_t{row} * frame.linesize[i] + column;
  }
  const bool hasPalette = (desc.flags & AV_PIX_FMT_FLAG_PAL) != 0;
  if (hasPalette) planes[1] = frame.data[1];
  return planes;
}

av::FramePtr convertRegion(const AVFrame& frame, const base::Rect& region, const Side& to, int flags) {
  const auto format = static_cast<AVPixelFormat>(frame.format);
  const Side from{region.width, region.height, format, isRgb(format) || isFullRange(frame)};
  const av::Sws sws = newScaler(from, to, matrixOf(frame.colorspace, frame.height), flags);
  av::FramePtr out = newPicture(to.width, to.height, to.format);
  av::check(sws_scale(sws.get(), planesAt(frame, region).data(), frame.linesize, 0, region.height, out->data,
                      out->linesize),
            "convert a picture");
  return out;
}

}  // namespace media
