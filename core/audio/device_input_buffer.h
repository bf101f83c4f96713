#pragma once
#include <atomic>
#include <deque>
#include <mutex>

#include "core/audio/device_clock.h"
#include "core/audio/device_ring.h"
#include "core/audio/device_stream.h"

namespace audio {

// Sound between a device's calls and the thread that reads it. What was lost is replaced by silence, so that
// what follows keeps its place.
class InputBuffer {
 public:
  InputBuffer(int rate, int channels);

  // Of the device's thread.
  void take(const Block& block);

  // As in Input.
  void read(std::vector<float>& samples);
  std::int64_t lost();
  std::optional<Clock::time_point> timeOf(std::int64_t frame);

 private:
  // What one call brought.
  struct Came {
    Clock::time_point first{};  // when its first frame reached the microphone
    std::int64_t device = 0;    // frames that earlier calls brought
    std::int64_t frames = 0;
    bool hasSkipped = false;
  };
  struct Piece {
    std::int64_t silence, frames;
  };
  void collect();

  const int rate_;
  const std::size_t channels_;
  Ring<float> sound_;
  Ring<Came> came_;
  std::int64_t device_ = 0;  // frames that came; of the device's thread

  std::mutex mutex_;  // guards what follows; the device's thread never takes it
  FrameLine line_;
  std::deque<Piece> waiting_;            // collected, not read yet
  std::int64_t expected_ = 0;            // the device's next frame
  std::int64_t lost_ = 0, skipped_ = 0;  // frames; `skipped_` are those that the device did not count
};

}  // namespace audio
