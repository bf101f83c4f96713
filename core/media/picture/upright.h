#pragma once
// Private to core/media: makes every decoded picture of a clip one size, one encodable layout, and upright.
#include "core/media/picture/frame.h"
#include "core/media/picture/orientation.h"

namespace media {

class Upright {
 public:
  // The first picture decides size, layout and orientation for the whole clip.
  Upright(const AVFrame& first, const AVStream& stream, bool isPicture);

  // Throws Error(unsupported) for layouts that swscale cannot read.
  Frame operator()(av::FramePtr decoded);

  int width() const { return orientation_.isTransposed ? height_ : width_; }
  int height() const { return orientation_.isTransposed ? width_ : height_; }
  AVPixelFormat format() const { return format_; }
  Orientation orientation() const { return orientation_; }
  bool changedSize() const { return changedSize_; }  // a later picture had another size and was scaled
  bool dropsAlpha() const { return dropsAlpha_; }

 private:
  av::FramePtr converted(const AVFrame& frame);
  av::FramePtr turned(const AVFrame& frame) const;
  SwsContext* scaler(const AVFrame& frame, AVColorSpace matrix, bool isFull);

  int width_, height_;  // as coded, before turning
  AVPixelFormat format_;
  Orientation orientation_;
  bool dropsAlpha_ = false, changedSize_ = false;
  av::Sws sws_;
};

}  // namespace media
