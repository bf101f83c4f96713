#pragma once
#include <cstddef>
#include <deque>
#include <optional>
#include <utility>

#include "core/media/picture/frame.h"

namespace play {

// Pictures that playback is going to show, decoded before their time, in its order (which jumps where a loop
// begins again). Bounded in number and bytes. One thread.
class ReadAhead {
 public:
  explicit ReadAhead(std::size_t maxBytes) : maxBytes_(maxBytes) {}
  bool isFull() const { return pictures_.size() >= kMost || bytes_ >= maxBytes_; }
  void put(media::FrameNo number, media::Frame picture) {
    bytes_ += picture.bytes();
    pictures_.emplace_back(number, std::move(picture));
  }
  std::optional<media::FrameNo> last() const {
    return pictures_.empty() ? std::nullopt : std::optional(pictures_.back().first);
  }
  // Forgets those before `number`, and all of them when it is not among them.
  std::optional<media::Frame> find(media::FrameNo number) {
    while (!pictures_.empty() && pictures_.front().first != number) pop();
    return pictures_.empty() ? std::nullopt : std::optional(pictures_.front().second);
  }
  void clear() {
    while (!pictures_.empty()) pop();
  }

 private:
  static constexpr std::size_t kMost = 25;  // a second, in which a loop's beginning is decoded
  void pop() {
    bytes_ -= pictures_.front().second.bytes();
    pictures_.pop_front();
  }
  std::size_t maxBytes_, bytes_ = 0;
  std::deque<std::pair<media::FrameNo, media::Frame>> pictures_;
};

}  // namespace play
