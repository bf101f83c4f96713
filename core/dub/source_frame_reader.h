#pragma once
#include <deque>
#include <optional>

#include "core/media/decode/video_reader.h"

namespace dub {

// Gives source pictures in the order that a timeline asks for. Runs backwards are decoded in blocks, so that
// memory stays bounded and each picture is decoded about once. One thread.
class SourceFrameReader {
 public:
  explicit SourceFrameReader(media::VideoReader& reader) : reader_(reader) {}
  media::Frame at(media::FrameNo frame);

 private:
  void loadBlockUpTo(media::FrameNo last);

  media::VideoReader& reader_;
  media::FrameNo lastNo_ = -1;
  media::Frame last_;
  media::FrameNo blockFirst_ = 0;
  std::deque<media::Frame> block_;
};

}  // namespace dub
