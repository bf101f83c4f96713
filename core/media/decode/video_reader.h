#pragma once
#include <memory>
#include <optional>

#include "core/media/decode/clip_index.h"
#include "core/media/info.h"

namespace media {

// Reads pictures by FrameNo. Not thread-safe; several readers of one file may live on several threads.
class VideoReader {
 public:
  struct Options {
    int threads = 0;  // decoder threads; 0 = as many as cores
  };
  // Throws Error: noVideo; unreadable, also where the file is not the one any more that was looked at;
  // notFound.
  explicit VideoReader(std::shared_ptr<const ClipIndex> clip);
  VideoReader(std::shared_ptr<const ClipIndex> clip, Options options);
  ~VideoReader();
  VideoReader(VideoReader&&) noexcept;
  VideoReader& operator=(VideoReader&&) noexcept;

  const VideoInfo& info() const;
  const FrameIndex& index() const;

  // The next picture in presentation order, nullopt after the last. A still gives its picture for ever.
  // Frames that a damaged stream cannot give are replaced by the picture before them, so that numbers stay
  // true.
  std::optional<Frame> next();
  // The number of the picture that next() will give.
  FrameNo position() const;
  // Moves so that next() gives picture `frame`. Exact: the picture equals the one that reading through would
  // give. Throws Error(usage) outside 0..frames-1 (a still accepts any number >= 0).
  void seek(FrameNo frame);
  Frame at(FrameNo frame) {
    seek(frame);
    return *next();
  }
  // How many pictures so far had to be replaced because they could not be decoded.
  FrameNo damaged() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace media
