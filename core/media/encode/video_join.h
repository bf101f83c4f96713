#pragma once
// Private to core/media: the packets of all chunks as one stream with fresh decoding times.
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/media/encode/chunk_file.h"

namespace media {

// Opening looks at every chunk. Throws Error: notFound, unreadable, usage (chunks of different settings or
// order).
class VideoJoin {
 public:
  explicit VideoJoin(std::vector<std::filesystem::path> chunks);

  const ChunkHeader& header() const { return header_; }
  AVRational timeBase() const;
  std::int64_t firstPts() const { return spans_.front().first; }
  std::int64_t pictures() const { return pictures_; }
  std::uint64_t bytes() const { return bytes_; }
  // Seconds from the first picture's time to the end of the last one.
  double seconds() const;

  // False at the end. pts is relative to the first picture; dts ascends and never passes pts.
  bool next(AVPacket& packet);

 private:
  struct Span {
    std::int64_t first, last;
  };
  void openChunk();
  void startDecodingTimes(const std::vector<std::int64_t>& sorted);
  std::int64_t durationAfter(std::int64_t pts, std::int64_t recorded) const;

  std::vector<std::filesystem::path> paths_;
  std::vector<Span> spans_;
  ChunkHeader header_;
  std::size_t reorder_ = 0;
  std::int64_t pictures_ = 0, lastDuration_ = 0;
  std::uint64_t bytes_ = 0;

  std::size_t chunk_ = 0, packet_ = 0;
  std::optional<ChunkReader> reader_;
  std::vector<std::int64_t> sorted_;  // pts of the open chunk
  std::vector<std::int64_t>
      times_;  // the last reorder_ pts before the open chunk, then its own: the dts in order
};

}  // namespace media
