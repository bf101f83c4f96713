#pragma once
#include <optional>

#include "core/play/sound_feed.h"
#include "core/play/stretch.h"

namespace play {

// The time of playback: that of the sound that is heard at speed 1, else that of the machine. One thread.
class PlayClock {
 public:
  explicit PlayClock(SoundFeed& feed) : feed_(feed) {}
  bool isRunning() const { return stretch_.has_value(); }
  void start(const Stretch& stretch);
  void stop();
  // Running only.
  double seconds() const;

 private:
  bool hasSound() const { return stretch_ && stretch_->speed == 1; }
  SoundFeed& feed_;
  std::optional<Stretch> stretch_;
  audio::Clock::time_point begin_{};
};

}  // namespace play
