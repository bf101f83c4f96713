#pragma once
// Private to core/media: sound of a file as the decoder gives it, block after block.
#include <filesystem>

#include "core/media/decode/source.h"

namespace media {

class SoundDecoder {
 public:
  // The best audio stream. Throws as openSource does, and noAudio.
  explicit SoundDecoder(const std::filesystem::path& path);

  const Source& source() const { return source_; }
  const AVStream& stream() const { return audioStream(source_); }
  // The next block, with a rate and at least one channel and sample; null at the end. Packets that cannot be
  // decoded are passed over; the next block's pts shows the gap.
  av::FramePtr next();
  // Continues somewhere near `seconds` of the file's own clock, best before it; false when the file cannot be
  // positioned. The blocks that come next may be any: the caller looks at their pts.
  bool seekNear(double seconds);
  // Starts again from the very first packet.
  void restart();

 private:
  void open();
  bool feed();

  std::filesystem::path path_;
  Source source_;
  av::Codec codec_;
  av::Packet packet_;
  bool isDraining_ = false;
};

}  // namespace media
