#pragma once
// Private to core/media: the container being written, whose write errors are never lost.
#include <filesystem>

#include "core/base/atomic_file.h"
#include "core/media/av.h"

namespace media {

// The muxer for the ending of `path`. Throws Error(unsupported) when it is not that of a video file.
const AVOutputFormat& containerFor(const std::filesystem::path& path);

bool canHold(const AVOutputFormat& container, AVCodecID codec);

class OutputContainer {
 public:
  // The format is chosen by the ending of `path`. Throws Error: unsupported (unknown ending), io.
  explicit OutputContainer(const std::filesystem::path& path);
  OutputContainer(const std::filesystem::path& path, const AVOutputFormat& format);
  ~OutputContainer();
  OutputContainer(const OutputContainer&) = delete;
  OutputContainer& operator=(const OutputContainer&) = delete;

  AVFormatContext& context() { return *context_; }
  const AVOutputFormat& format() const { return *context_->oformat; }
  bool is(const char* formatName) const;
  AVStream& addStream();

  void writeHeader();
  // `packet`'s times are in `from`; it is emptied. Packets must come in order of decoding time over all
  // streams.
  void write(AVPacket& packet, const AVStream& stream, AVRational from);
  // Writes what is left, syncs and renames.
  void finish();

 private:
  struct ContextFree {
    void operator()(AVFormatContext* p) const { avformat_free_context(p); }
  };
  // A write error of the file goes before what libav makes of it.
  void check(int result, const char* what);

  base::AtomicFile file_;
  std::unique_ptr<AVFormatContext, ContextFree> context_;
};

}  // namespace media
