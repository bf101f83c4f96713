#pragma once
// Private to core/media: rewriting text subtitles for a container that has its own kind (srt <-> mov_text,
// webvtt).
#include "core/media/av.h"

namespace media {

class TextSubtitle {
 public:
  // The kind of text subtitle of a container: AV_CODEC_ID_NONE when it has none.
  static AVCodecID kindFor(const AVOutputFormat& container);
  // Throws Error(unsupported) when FFmpeg cannot do it.
  TextSubtitle(const AVStream& from, AVCodecID to);
  ~TextSubtitle();
  TextSubtitle(const TextSubtitle&) = delete;
  TextSubtitle& operator=(const TextSubtitle&) = delete;

  const AVCodecContext& context() const { return *encoder_; }
  // Replaces the packet's text, keeping its times. False when it shows nothing or cannot be read.
  bool rewrite(AVPacket& packet);

 private:
  av::Codec decoder_, encoder_;
};

}  // namespace media
