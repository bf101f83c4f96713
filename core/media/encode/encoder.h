#pragma once
// Private to core/media: finding and opening a picture encoder.
#include "core/media/av.h"
#include "core/media/encode/encode_settings.h"
#include "core/media/info.h"

namespace media {

struct BufferFree {
  void operator()(AVBufferRef* p) const { av_buffer_unref(&p); }
};

// Ends the stream before closing where an encoder would wait for its end for ever.
struct EncoderFree {
  void operator()(AVCodecContext* p) const;
};

struct OpenEncoder {
  EncoderChoice choice;
  std::unique_ptr<AVCodecContext, EncoderFree> context;
  AVPixelFormat fed = AV_PIX_FMT_NONE;  // what pictures must be in before the encoder (or its upload)
  std::unique_ptr<AVBufferRef, BufferFree>
      frames;                    // pool on the device for encoders that take only its frames
  bool takesSourceTime = false;  // else it is fed 0, 1, 2, ... and the times are put back after
};

// Throws as chooseEncoder does, and when none of the candidates opens.
OpenEncoder openEncoder(const EncodeSettings& settings, const VideoInfo& source);

// The full-range yuvj formats are yuv formats with another tag.
AVPixelFormat withoutRange(AVPixelFormat format);
// Code points in which `source` reaches the encoder: RGB becomes YUV by the matrix that its size suggests.
ColorTags encodedColor(const VideoInfo& source, AVPixelFormat fed);

}  // namespace media
