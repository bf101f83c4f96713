#include "core/play/mailbox.h"

#include <algorithm>

namespace play {

void Mailbox::ring() {
  hasNews_ = true;
  rung_.notify_all();
}

void Mailbox::open(std::shared_ptr<const media::ClipIndex> clip) {
  const std::lock_guard lock(mutex_);
  wishes_.open = std::move(clip);
  wishes_.show.reset();
  wishes_.speed.reset();
  wishes_.loop.reset();
  timing_.reset();
  position_ = {.when = audio::Clock::now()};
  ring();
}

void Mailbox::show(FrameNo frame) {
  const std::lock_guard lock(mutex_);
  frame = std::max<FrameNo>(0, frame);
  if (timing_) frame = std::min(frame, timing_->last());
  wishes_.show = position_.frame = frame;
  if (timing_) position_.seconds = timing_->begin(frame);
  position_.when = audio::Clock::now();
  ring();
}

void Mailbox::play(double speed) {
  const std::lock_guard lock(mutex_);
  wishes_.speed = speed;
  position_.isPlaying = speed != 0;
  ring();
}

Wishes Mailbox::take(std::optional<audio::Clock::time_point> until, const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  const auto isRung = [this] { return hasNews_; };
  if (!until)
    rung_.wait(lock, stop, isRung);
  else if (*until > audio::Clock::now())
    rung_.wait_until(lock, stop, *until, isRung);
  hasNews_ = false;
  return std::exchange(wishes_, {});
}

void Mailbox::setTiming(std::optional<Timing> timing) {
  const std::lock_guard lock(mutex_);
  if (!wishes_.open) timing_ = std::move(timing);
}

std::optional<Position> Mailbox::publish(Position position) {
  const std::lock_guard lock(mutex_);
  if (wishes_.open || wishes_.show) return std::nullopt;
  if (wishes_.speed) position.isPlaying = *wishes_.speed != 0;
  return position_ = position;
}

Position Mailbox::position() const {
  const std::lock_guard lock(mutex_);
  return position_;
}

}  // namespace play
