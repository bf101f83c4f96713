#include "core/play/picture_cache.h"

namespace play {

void PictureCache::put(media::FrameNo number, media::Frame frame) {
  const std::size_t size = frame.bytes();
  if (!frames_.emplace(number, std::move(frame)).second) return;
  bytes_ += size;
  near_ = number;
  shrink();
}

std::optional<media::Frame> PictureCache::find(media::FrameNo number) {
  near_ = number;
  const auto at = frames_.find(number);
  return at == frames_.end() ? std::nullopt : std::optional(at->second);
}

void PictureCache::erase(std::map<media::FrameNo, media::Frame>::iterator at) {
  bytes_ -= at->second.bytes();
  frames_.erase(at);
}

void PictureCache::forgetFrom(media::FrameNo number) {
  while (!frames_.empty() && frames_.rbegin()->first >= number) erase(std::prev(frames_.end()));
}

void PictureCache::shrink() {
  while (bytes_ > maxBytes_ && frames_.size() > 1) {
    const auto first = frames_.begin(), last = std::prev(frames_.end());
    const auto furthest = near_ - first->first > last->first - near_ ? first : last;
    erase(furthest);
  }
}

}  // namespace play
