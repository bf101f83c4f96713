#pragma once
// Private to core/media: swscale, set up by a frame's own colours.
#include <array>

#include "core/base/geometry.h"
#include "core/media/av.h"

namespace media {

// One end of a conversion.
struct Side {
  int width = 0, height = 0;
  AVPixelFormat format = AV_PIX_FMT_NONE;
  bool isFull = true;  // range
};

av::FramePtr newPicture(int width, int height, AVPixelFormat format);

// Throws Error(unsupported) when swscale does not know the layouts.
av::Sws newScaler(const Side& from, const Side& to, AVColorSpace matrix, int flags);

// Where the planes of a region of the frame begin; the region begins on a whole chroma sample.
std::array<const std::uint8_t*, 4> planesAt(const AVFrame& frame, const base::Rect& region);

// The region as packed pixels of a layout; width and height as wanted.
av::FramePtr convertRegion(const AVFrame& frame, const base::Rect& region, const Side& to, int flags);

}  // namespace media
