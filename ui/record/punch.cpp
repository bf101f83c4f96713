#include "ui/record/punch.h"

#include <algorithm>
#include <chrono>

namespace ui {

using audio::Clock;

// When playback begins, its clock may stand for a moment: the punch-in is told from behind it.
static constexpr double kSettledSec = 0.1;
// Positions that are asked for after a seek may still be old ones.
static constexpr double kNearStartSec = 0.5;
static constexpr double kJumpSec = 0.3;
static constexpr double kGuessSec =
    0.1;  // how far playback is thought to have gone on since it was last seen

static double between(Clock::time_point from, Clock::time_point to) {
  return std::chrono::duration<double>(to - from).count();
}

static Clock::time_point later(Clock::time_point time, double seconds) {
  return time + std::chrono::round<Clock::duration>(std::chrono::duration<double>(seconds));
}

Punch::Phase Punch::follow(const std::optional<play::Position>& position, Clock::time_point now) {
  if (phase_ == Phase::over) return phase_;
  if (!position && phase_ != Phase::waiting) stop(now);
  if (position && phase_ == Phase::waiting) begin(*position);
  if (position && phase_ != Phase::waiting && phase_ != Phase::over) advance(*position);
  return phase_;
}

void Punch::begin(const play::Position& position) {
  if (std::abs(position.seconds - range_.startSec) > kNearStartSec) return;
  phase_ = Phase::before;
  last_ = position;
}

void Punch::advance(const play::Position& position) {
  if (hasJumped(position)) {
    if (!range_.isLooped || phase_ != Phase::inside) return stop(last_.when);
    if (hasRound_) rounds_.back().endSec = range_.outSec;
    hasRound_ = false;
  }
  last_ = position;
  if (position.seconds > range_.inSec) phase_ = Phase::inside;  // standing there, it waits for its sound
  if (!hasRound_ && position.seconds >= range_.inSec + kSettledSec) {
    rounds_.push_back({.punchIn = later(position.when, range_.inSec - position.seconds)});
    hasRound_ = true;
  }
  if (hasRound_) rounds_.back().endSec = std::min(position.seconds, range_.outSec);
  if (!range_.isLooped && position.seconds >= range_.outSec) phase_ = Phase::over;
}

bool Punch::hasJumped(const play::Position& position) const {
  const double gone = position.seconds - last_.seconds;
  return gone < -kGuessSec || gone > between(last_.when, position.when) + kJumpSec;
}

void Punch::stop(Clock::time_point now) {
  if (hasRound_) rounds_.back().endSec = std::min(secondsAt(now), range_.outSec);
  phase_ = Phase::over;
}

double Punch::secondsAt(Clock::time_point now) const {
  return last_.seconds + std::clamp(between(last_.when, now), 0.0, kGuessSec);
}

double Punch::secondsToPunchIn(Clock::time_point now) const {
  return range_.inSec - (phase_ == Phase::waiting ? range_.startSec : secondsAt(now));
}

}  // namespace ui
