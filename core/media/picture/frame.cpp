#include "core/media/picture/frame.h"

#include "core/media/av.h"

namespace media {
namespace {

struct PlaneSize {
  int width = 0, height = 0, bytes = 1;
};

bool isPacked(const AVPixFmtDescriptor& desc, int planes) {
  return planes == 1 && (desc.nb_components > 1 || (desc.flags & AV_PIX_FMT_FLAG_BITSTREAM) != 0);
}

PlaneSize planeSize(const AVFrame& frame, int i) {
  const auto format = static_cast<AVPixelFormat>(frame.format);
  const AVPixFmtDescriptor& desc = *av_pix_fmt_desc_get(format);
  const int planes = av_pix_fmt_count_planes(format);
  const int rowBytes = av_image_get_linesize(format, frame.width, i);
  const bool isChroma = (i == 1 || i == 2) && (desc.flags & AV_PIX_FMT_FLAG_RGB) == 0;
  const int height = isChroma ? AV_CEIL_RSHIFT(frame.height, desc.log2_chroma_h) : frame.height;
  if (isPacked(desc, planes)) return {rowBytes, height, 1};
  const int bytes = (desc.comp[0].depth + 7) / 8;
  return {rowBytes / bytes, height, bytes};
}

std::shared_ptr<AVFrame> ownCopy(const AVFrame& frame) {
  std::shared_ptr<AVFrame> copy(av_frame_clone(&frame), av::FrameFree{});
  if (!copy) throw av::error(AVERROR(ENOMEM), "copy a picture");
  return copy;
}

}  // namespace

int Frame::width() const { return frame_->width; }
int Frame::height() const { return frame_->height; }
int Frame::pixelFormat() const { return frame_->format; }
int Frame::planes() const { return av_pix_fmt_count_planes(static_cast<AVPixelFormat>(frame_->format)); }

PlaneView Frame::plane(int i) const {
  const PlaneSize size = planeSize(*frame_, i);
  return {frame_->data[i], frame_->linesize[i], size.width, size.height, size.bytes};
}

MutablePlane Frame::writable(int i) {
  if (frame_.use_count() > 1) frame_ = ownCopy(*frame_);
  av::check(av_frame_make_writable(frame_.get()), "copy a picture");
  const PlaneSize size = planeSize(*frame_, i);
  return {frame_->data[i], frame_->linesize[i], size.width, size.height, size.bytes};
}

std::int64_t Frame::pts() const { return frame_->pts; }

void Frame::setPts(std::int64_t pts) {
  if (frame_.use_count() > 1) frame_ = ownCopy(*frame_);
  frame_->pts = pts;
}

ColorTags Frame::color() const {
  return {frame_->color_range, frame_->colorspace, frame_->color_primaries, frame_->color_trc,
          frame_->chroma_location};
}

std::size_t Frame::bytes() const {
  if (empty()) return 0;
  std::size_t sum = 0;
  for (int i = 0; i < planes(); ++i) {
    const PlaneView view = plane(i);
    sum += static_cast<std::size_t>(std::abs(view.stride)) * static_cast<std::size_t>(view.height);
  }
  return sum;
}

}  // namespace media
