#pragma once
#include <filesystem>
#include <memory>

#include "core/media/encode/encode_settings.h"

namespace media {

// Encodes pictures into one chunk file: closed GOPs, starting with a key frame, so that chunks of the same
// settings and source join into one stream. The file is there after finish(). Not thread-safe.
class ChunkEncoder {
 public:
  ChunkEncoder(const EncodeSettings& settings, const VideoInfo& source, std::filesystem::path path);
  ~ChunkEncoder();  // without finish(): nothing is left behind
  // pts in the source's time base, ascending. Throws Error: diskFull, io, unsupported.
  void write(const Frame& frame);
  void finish();
  const EncoderChoice& encoder() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace media
