#pragma once
#include <optional>
#include <vector>

#include "core/play/player.h"

namespace ui {

// What is recorded over, in seconds of the clip.
struct PunchRange {
  double startSec = 0;  // where playback begins: at the punch-in or, for the count-in, before it
  double inSec = 0, outSec = 0;
  bool isLooped = false;  // playback runs round in [in, out)
};

// Follows playback through a recording: tells when it passed the punch-in, in each round, and when it is
// over. A value; knows of no sound.
class Punch {
 public:
  enum class Phase { waiting, before, inside, over };  // waiting: playback has not begun yet
  struct Round {
    audio::Clock::time_point punchIn{};  // when playback stood at the in point
    double endSec = 0;                   // of the clip: how far the round has come
  };
  explicit Punch(const PunchRange& range) : range_(range) {}

  const PunchRange& range() const { return range_; }
  // Where playback is; nullopt while it stands.
  Phase follow(const std::optional<play::Position>& position, audio::Clock::time_point now);
  void stop(audio::Clock::time_point now);  // here
  Phase phase() const { return phase_; }
  const std::vector<Round>& rounds() const { return rounds_; }
  double secondsToPunchIn(audio::Clock::time_point now) const;  // negative behind it

 private:
  void begin(const play::Position& position);
  void advance(const play::Position& position);
  bool hasJumped(const play::Position& position) const;
  double secondsAt(audio::Clock::time_point now) const;

  PunchRange range_;
  Phase phase_ = Phase::waiting;
  bool hasRound_ = false;  // the last of rounds_ is running
  play::Position last_;
  std::vector<Round> rounds_;
};

}  // namespace ui
