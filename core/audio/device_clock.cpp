#include "core/audio/device_clock.h"

#include <algorithm>
#include <cmath>

namespace audio {

static constexpr double kStraySec = 0.05;  // no device is so uneven, but a busy machine may hold up a call
static constexpr int kStrays = 3;          // so many on end: the device itself has jumped
static constexpr double kSteadiest = 32;   // a call moves the line by at least 1/32 of what it is off

double secondsBetween(Clock::time_point from, Clock::time_point to) {
  return std::chrono::duration<double>(to - from).count();
}

Clock::duration durationOf(double seconds) {
  return std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
}

void FrameLine::add(Clock::time_point time, double frame) {
  const double expected = frameAt(time);
  const bool isStray = calls_ > 0 && std::abs(frame - expected) > kStraySec * rate_;
  strays_ = isStray ? strays_ + 1 : 0;
  if (isStray && strays_ < kStrays) return;
  calls_ = isStray ? 1 : calls_ + 1;
  frame_ = expected + (frame - expected) / std::min(static_cast<double>(calls_), kSteadiest);
  time_ = time;
}

double FrameLine::frameAt(Clock::time_point time) const {
  return frame_ + secondsBetween(time_, time) * rate_;
}

Clock::time_point FrameLine::timeOf(double frame) const {
  return time_ + durationOf((frame - frame_) / rate_);
}

// A device asks for its first blocks all at once and plays later: those tell no time.
void OutputClock::add(const Taken& taken) {
  if (taken.device == 0) begin_ = taken.at;
  const double blockSec = static_cast<double>(taken.frames + taken.silence) / rate_;
  if (secondsBetween(begin_, taken.at) > blockSec / 2)
    line_.add(taken.at, static_cast<double>(taken.device) - taken.latencySec * rate_);
  end_ = taken.device + taken.frames + taken.silence;
  if (taken.frames == 0) return;
  const bool goesOn = !ahead_.empty() && ahead_.back().device + ahead_.back().frames == taken.device &&
                      ahead_.back().first + ahead_.back().frames == taken.first;
  if (goesOn)
    ahead_.back().frames += taken.frames;
  else
    ahead_.push_back({taken.device, taken.first, taken.frames});
}

std::int64_t OutputClock::heard(Clock::time_point now) {
  if (!line_.isKnown()) return 0;
  const auto device = std::min(static_cast<std::int64_t>(std::floor(line_.frameAt(now))), end_);
  while (!ahead_.empty() && ahead_.front().device <= device) {
    const Piece& piece = ahead_.front();
    const std::int64_t played = std::min(device - piece.device, piece.frames);
    heard_ = std::max(heard_, piece.first + played);
    if (played < piece.frames) break;
    ahead_.pop_front();
  }
  return heard_;
}

}  // namespace audio
