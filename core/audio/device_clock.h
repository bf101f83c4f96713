#pragma once
#include <cstdint>
#include <deque>

#include "core/audio/device.h"

namespace audio {

double secondsBetween(Clock::time_point from, Clock::time_point to);
Clock::duration durationOf(double seconds);

// Which frame passes a device when: a straight line through calls that come at uneven times. Single calls
// move it by little, so that it runs smoothly; it follows the drift of the device against the machine's
// clock.
class FrameLine {
 public:
  explicit FrameLine(double rate) : rate_(rate) {}
  void add(Clock::time_point time, double frame);
  bool isKnown() const { return calls_ > 0; }
  double frameAt(Clock::time_point time) const;
  Clock::time_point timeOf(double frame) const;

 private:
  double rate_;
  std::int64_t calls_ = 0;  // since the line began or jumped
  int strays_ = 0;          // calls that were far off the line, on end
  Clock::time_point time_{};
  double frame_ = 0;
};

// Which frame of the sound is heard now, told from what the device's calls took. One thread.
class OutputClock {
 public:
  // What one call took: `frames` of sound from number `first` on, then `silence`.
  struct Taken {
    Clock::time_point at{};
    double latencySec = 0;    // until its first frame is heard
    std::int64_t device = 0;  // frames that earlier calls took, silence too
    std::int64_t first = 0;
    std::int64_t frames = 0, silence = 0;
  };
  explicit OutputClock(double rate) : rate_(rate), line_(rate) {}
  void add(const Taken& taken);
  // Never goes back; stands still while silence is played that nobody wrote.
  std::int64_t heard(Clock::time_point now);

 private:
  struct Piece {
    std::int64_t device, first, frames;
  };
  double rate_;
  FrameLine line_;             // frames of the device, silence too
  Clock::time_point begin_{};  // of the first call
  std::deque<Piece> ahead_;    // sound that is not heard to its end yet
  std::int64_t end_ = 0;       // frames that the device took
  std::int64_t heard_ = 0;
};

}  // namespace audio
