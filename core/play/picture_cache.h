#pragma once
#include <cstddef>
#include <map>
#include <optional>

#include "core/media/frame.h"

namespace play {

// Decoded pictures by number, bounded in bytes: those furthest from the last one that was asked for go first.
// One thread.
class PictureCache {
 public:
  explicit PictureCache(std::size_t maxBytes) : maxBytes_(maxBytes) {}
  void put(media::FrameNo number, media::Frame frame);
  std::optional<media::Frame> find(media::FrameNo number);
  void clear();
  std::size_t bytes() const { return bytes_; }

 private:
  void shrink();
  std::size_t maxBytes_, bytes_ = 0;
  media::FrameNo near_ = 0;
  std::map<media::FrameNo, media::Frame> frames_;
};

}  // namespace play
