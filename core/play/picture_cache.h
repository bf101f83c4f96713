#pragma once
#include <cstddef>
#include <map>
#include <optional>

#include "core/media/picture/frame.h"

namespace play {

// Decoded pictures by number, bounded in bytes: those furthest from the last one that was asked for go first.
// One thread.
class PictureCache {
 public:
  explicit PictureCache(std::size_t maxBytes) : maxBytes_(maxBytes) {}
  void put(media::FrameNo number, media::Frame frame);
  std::optional<media::Frame> find(media::FrameNo number);
  bool has(media::FrameNo number) const { return frames_.contains(number); }
  // Forgets the picture `number` and those after it.
  void forgetFrom(media::FrameNo number);
  std::size_t bytes() const { return bytes_; }
  std::size_t pictures() const { return frames_.size(); }

 private:
  void shrink();
  void erase(std::map<media::FrameNo, media::Frame>::iterator at);
  std::size_t maxBytes_, bytes_ = 0;
  media::FrameNo near_ = 0;
  std::map<media::FrameNo, media::Frame> frames_;
};

}  // namespace play
