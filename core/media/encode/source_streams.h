#pragma once
// Private to core/media: what the output takes over from the source besides picture and sound.
#include <filesystem>
#include <memory>
#include <stop_token>
#include <vector>

#include "core/media/av.h"
#include "core/media/encode/output_container.h"
#include "core/media/encode/text_subtitle.h"

namespace media {

// Subtitles, attachments, cover art, chapters and metadata, moved so that the first picture is at 0. What the
// container refuses is left out.
class SourceStreams {
 public:
  // Adds streams, chapters and metadata to `out`, whose header is not written yet. Of `durationSec` seconds.
  SourceStreams(const std::filesystem::path& source, double firstPictureSec, double durationSec,
                OutputContainer& out, std::stop_token stop);
  ~SourceStreams();
  SourceStreams(const SourceStreams&) = delete;
  SourceStreams& operator=(const SourceStreams&) = delete;

  // After the header.
  void writeCovers(OutputContainer& out);
  // The next subtitle packet, its stream and time base. False at the end, or when stopped.
  bool next(AVPacket& packet, AVStream*& stream, AVRational& timeBase);

 private:
  struct Copy {
    int from = 0;
    AVStream* to = nullptr;
    std::unique_ptr<TextSubtitle> text;  // when the container has its own kind
    std::int64_t last = INT64_MIN;
  };
  void copyMetadata(OutputContainer& out) const;
  void copyChapters(OutputContainer& out) const;
  void addStream(AVStream& from, OutputContainer& out);
  void addSubtitle(AVStream& from, OutputContainer& out);
  void addAttachment(const AVStream& from, OutputContainer& out);
  // Moves the packet's times; false when it is not shown while there is picture.
  bool place(AVPacket& packet, Copy& copy, AVRational timeBase) const;
  void addCover(const AVStream& from, OutputContainer& out);
  Copy* copyOf(int streamIndex);

  av::Input input_;
  std::stop_token stop_;
  double firstPictureSec_, durationSec_;
  std::vector<Copy> copies_, covers_;
};

}  // namespace media
