#include "core/media/picture/upright.h"

#include "core/media/picture/color_math.h"
#include "core/media/picture/pixel_layout.h"

namespace media {
namespace {

bool isPaletteArt(AVCodecID codec) { return codec == AV_CODEC_ID_GIF || codec == AV_CODEC_ID_APNG; }

AVPixelFormat layoutOf(const AVFrame& frame, Orientation orientation, bool forPicture) {
  const AVPixelFormat format = encodable(static_cast<AVPixelFormat>(frame.format), forPicture);
  const AVPixFmtDescriptor& desc = *av_pix_fmt_desc_get(format);
  const bool isLopsided = desc.log2_chroma_w != desc.log2_chroma_h;
  return orientation.isTransposed && isLopsided ? withFullChroma(format) : format;
}

// The same samples under the name without j.
void renameLayout(AVFrame& frame, AVPixelFormat format) {
  if (isFullRangeName(static_cast<AVPixelFormat>(frame.format))) frame.color_range = AVCOL_RANGE_JPEG;
  frame.format = format;
}

bool hasSameSamples(AVPixelFormat from, AVPixelFormat to) {
  if (from == to) return true;
  return isFullRangeName(from) && encodable(from, false) == to && from != AV_PIX_FMT_YUVJ440P &&
         from != AV_PIX_FMT_YUVJ411P;
}

av::FramePtr blank(int width, int height, AVPixelFormat format, const AVFrame& like) {
  av::FramePtr frame = av::newFrame();
  frame->width = width;
  frame->height = height;
  frame->format = format;
  av::check(av_frame_get_buffer(frame.get(), 0), "make a picture");
  av::check(av_frame_copy_props(frame.get(), &like), "make a picture");
  return frame;
}

// What the decoder noted for itself and would mislead an encoder.
void forgetDecoding(AVFrame& frame) {
  av_frame_remove_side_data(&frame, AV_FRAME_DATA_DISPLAYMATRIX);
  frame.pict_type = AV_PICTURE_TYPE_NONE;
  frame.key_frame = 0;
}

}  // namespace

Upright::Upright(const AVFrame& first, const AVStream& stream, bool isPicture)
    : width_(first.width), height_(first.height), orientation_(orientationOf(first, stream)) {
  const auto format = static_cast<AVPixelFormat>(first.format);
  format_ = layoutOf(first, orientation_, isPicture || isPaletteArt(stream.codecpar->codec_id));
  dropsAlpha_ = (av_pix_fmt_desc_get(format)->flags & (AV_PIX_FMT_FLAG_ALPHA)) != 0;
}

SwsContext* Upright::scaler(const AVFrame& frame, AVColorSpace matrix, bool isFull) {
  const auto format = static_cast<AVPixelFormat>(frame.format);
  const bool fromRgb = isRgb(format);
  const int flags = SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INP | SWS_FULL_CHR_H_INT;
  sws_.reset(sws_getCachedContext(sws_.release(), frame.width, frame.height, format, width_, height_, format_,
                                  flags, nullptr, nullptr, nullptr));
  if (!sws_) throw base::Error(base::Fault::pixelsUnsupported, {{"pixels", av_get_pix_fmt_name(format)}});
  const int* table = swsCoefficients(matrix);
  const int fromFull = fromRgb || isFull, toFull = !fromRgb && isFull;
  sws_setColorspaceDetails(sws_.get(), table, fromFull, table, toFull, 0, 1 << 16, 1 << 16);
  return sws_.get();
}

av::FramePtr Upright::converted(const AVFrame& frame) {
  const bool fromRgb = isRgb(static_cast<AVPixelFormat>(frame.format));
  const AVColorSpace matrix = matrixOf(frame.colorspace, frame.height);
  const bool isFull = isFullRange(frame);
  av::FramePtr out = blank(width_, height_, format_, frame);
  av::check(sws_scale(scaler(frame, matrix, isFull), frame.data, frame.linesize, 0, frame.height, out->data,
                      out->linesize),
            "convert a picture");
  if (fromRgb) {
    out->colorspace = matrix;
    out->color_range = AVCOL_RANGE_MPEG;
  } else if (isFull) {
    out->color_range = AVCOL_RANGE_JPEG;
  }
  return out;
}

av::FramePtr Upright::turned(const AVFrame& frame) const {
  av::FramePtr out = blank(width(), height(), format_, frame);
  turn(frame, orientation_, *out);
  if (orientation_.isTransposed && frame.sample_aspect_ratio.num > 0)
    out->sample_aspect_ratio = av_inv_q(frame.sample_aspect_ratio);
  return out;
}

Frame Upright::operator()(av::FramePtr decoded) {
  const bool isOtherSize = decoded->width != width_ || decoded->height != height_;
  changedSize_ = changedSize_ || isOtherSize;
  const auto format = static_cast<AVPixelFormat>(decoded->format);
  if (isOtherSize || !hasSameSamples(format, format_))
    decoded = converted(*decoded);
  else
    renameLayout(*decoded, format_);
  if (!orientation_.isUpright()) decoded = turned(*decoded);
  forgetDecoding(*decoded);
  return Frame(std::shared_ptr<AVFrame>(decoded.release(), av::FrameFree{}));
}

}  // namespace media
