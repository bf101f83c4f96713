#pragma once
// Private to core/media: the file in which one chunk's packets wait to be joined. Our own format, because
// every container rounds or re-orders the timestamps of some codec; pts here are those of the source,
// exactly.
//
//   "RDBCHNK1"  u32 size  header[size]  u32 crc(header)
//   then records: 'P' i64 pts  i64 duration  u32 flags  u32 size  u32 crc(data)  data[size]
//   at the end:   'E' u64 packets  u32 crc(all record heads)
// Numbers are in the byte order of the machine: a work folder does not travel.
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/atomic_file.h"
#include "core/media/av.h"
#include "core/media/picture/frame.h"

namespace media {

struct ParametersFree {
  void operator()(AVCodecParameters* p) const { avcodec_parameters_free(&p); }
};
using Parameters = std::unique_ptr<AVCodecParameters, ParametersFree>;
Parameters newParameters();

// What the container must know about the stream. Chunks join when their headers are equal byte for byte.
struct ChunkHeader {
  Parameters codec = newParameters();
  Rational timeBase;
  std::string bytes() const;
  static std::optional<ChunkHeader> parse(const std::string& bytes);
};

class ChunkWriter {
 public:
  ChunkWriter(std::filesystem::path path, const ChunkHeader& header);
  // `packet`'s pts and duration are in the header's time base.
  void write(const AVPacket& packet);
  void finish();

 private:
  base::AtomicFile file_;
  std::uint64_t packets_ = 0;
  std::uint32_t crc_ = 0;
  std::string record_;
};

// Opening checks the whole structure (not the data) and keeps the timestamps. Throws Error(unreadable) for a
// file that is damaged or was not finished, Error(notFound).
class ChunkReader {
 public:
  explicit ChunkReader(std::filesystem::path path);

  const ChunkHeader& header() const { return header_; }
  const std::string& headerBytes() const { return headerBytes_; }
  // pts in decoding order.
  const std::vector<std::int64_t>& pts() const { return pts_; }
  std::vector<std::int64_t> sortedPts() const;
  // Duration of the picture shown last, as its source told it.
  std::int64_t lastDuration() const { return lastDuration_; }
  // By how many pictures decoding must run ahead of showing.
  std::size_t reorder() const;
  // False at the end. Throws Error(unreadable) when the data are damaged.
  bool next(AVPacket& packet);

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  void readHeader();
  void scan();
  void bytes(void* to, std::size_t size);
  [[noreturn]] void damaged(const std::string& detail) const;

  std::filesystem::path path_;
  std::unique_ptr<std::FILE, Close> file_;
  ChunkHeader header_;
  std::string headerBytes_;
  std::vector<std::int64_t> pts_;
  std::int64_t lastDuration_ = 0;
  std::size_t position_ = 0;
};

}  // namespace media
