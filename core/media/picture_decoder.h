#pragma once
// Private to core/media: pictures of a file as the decoder gives them, one after another.
#include <filesystem>
#include <optional>

#include "core/media/source.h"

namespace media {

class PictureDecoder {
 public:
  PictureDecoder(const std::filesystem::path& path, int threads);

  const Source& source() const { return source_; }
  const AVStream& stream() const { return videoStream(source_); }

  // The next picture in presentation order; null at the end. Packets that cannot be decoded are passed over.
  av::FramePtr next();
  // Starts again from the very first packet.
  void restart();
  // Continues at a key picture near `timestamp`, in the stream's time base; false when the file cannot be
  // positioned. The pictures that come next may be any: the caller looks at their pts.
  bool seekNear(std::int64_t timestamp);
  // Every picture of this codec can be decoded by itself.
  bool isIntraOnly() const;

 private:
  bool feed();

  std::filesystem::path path_;
  int threads_;
  Source source_;
  av::Codec codec_;
  av::Packet packet_;
  bool isDraining_ = false;
};

}  // namespace media
