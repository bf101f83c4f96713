#pragma once
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "core/base/problem.h"
#include "core/play/picture_source.h"
#include "core/play/player.h"

namespace play {

using Loop = std::optional<std::pair<FrameNo, FrameNo>>;

// What the player was asked for since its thread looked last; unset = nothing.
struct Wishes {
  std::optional<std::shared_ptr<const media::ClipIndex>> open;  // null = close
  std::optional<FrameNo> show;
  std::optional<double> speed;
  std::optional<Dub> dub;
  std::optional<View> view;
  std::optional<Loop> loop;
  std::optional<double> soundsEndSec;
  std::vector<base::Problem> failures;  // of the sound, to be told
  bool again = false;                   // show the current picture again
};

// Between those who call the player and its thread: newer wishes replace older ones. Holds the position as
// well, so that whoever wished for one reads it at once. Any thread.
class Mailbox {
 public:
  // Null closes. Forgets what was wished of the clip before.
  void open(std::shared_ptr<const media::ClipIndex> clip);
  void show(FrameNo frame);
  void play(double speed);
  // `change` is a function of Wishes&.
  template <class Change>
  void post(const Change& change) {
    const std::lock_guard lock(mutex_);
    change(wishes_);
    ring();
  }

  // Waits for a wish, at most until `until` (nullopt = for ever), or for stop.
  Wishes take(std::optional<audio::Clock::time_point> until, const std::stop_token& stop);

  // Times of the clip that is open.
  void setTiming(std::optional<Timing> timing);
  // The position as it may be told; nullopt when a picture was wished for meanwhile: that is the newer one.
  std::optional<Position> publish(Position position);
  Position position() const;

 private:
  void ring();

  mutable std::mutex mutex_;  // guards everything below
  std::condition_variable_any rung_;
  bool hasNews_ = false;
  Wishes wishes_;
  std::optional<Timing> timing_;
  Position position_;
};

}  // namespace play
