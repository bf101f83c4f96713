#include "core/play/player_loop.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <exception>

#include "core/base/error.h"

namespace play {
namespace {

using audio::Clock;
using std::chrono::duration;

constexpr Clock::time_point kAtOnce = Clock::time_point::min();
constexpr FrameNo kNear = 8;                          // pictures that are decoded before anyone notices
constexpr std::chrono::milliseconds kRoughEvery{80};  // a sign of life while the exact picture is decoded
constexpr double kStillEverySec = 0.04;
constexpr double kLeastWaitSec = 0.0005;
constexpr double kMostWaitSec = 0.010;  // the sound's clock may stand still, or begin to run

Clock::time_point after(double seconds) {
  return Clock::now() + std::chrono::duration_cast<Clock::duration>(duration<double>(seconds));
}

}  // namespace

PlayerLoop::PlayerLoop(Mailbox& mailbox, SoundFeed& feed, const Player::Options& options, PlayerEvents events)
    : mailbox_(mailbox),
      options_(options),
      events_(std::move(events)),
      clock_(feed),
      ahead_(options.cacheBytes / 2),
      compose_([this](const base::Problem& problem) { events_.failed(problem); }) {}

void PlayerLoop::run(const std::stop_token& stop) {
  Time next;
  for (;;) {
    const Wishes wishes = mailbox_.take(next, stop);
    if (stop.stop_requested()) return;
    try {
      follow(wishes);
      next = step();
    } catch (...) {
      fail(base::caughtProblem());
      next.reset();
    }
  }
}

void PlayerLoop::follow(const Wishes& wishes) {
  for (const base::Problem& problem : wishes.failures) events_.failed(problem);
  if (wishes.dub) compose_.setDub(*wishes.dub);
  if (wishes.view) compose_.setView(*wishes.view);
  if (wishes.soundsEndSec) soundsEndSec_ = *wishes.soundsEndSec;
  if (wishes.open) open(*wishes.open);
  if (wishes.loop) setLoop(*wishes.loop);
  if (wishes.dub || wishes.view || wishes.again) {
    prepared_.reset();
    if (source_ && !wanted_ && !clock_.isRunning()) wanted_ = current_;
  }
  if (wishes.show) wantShown(*wishes.show);
  if (wishes.speed) setSpeed(*wishes.speed);
  if (wishes.open || wishes.show || wishes.speed) tellMoved(timing_.begin(current_));
}

void PlayerLoop::open(std::shared_ptr<const media::ClipIndex> clip) {
  close();
  if (!clip) return;
  source_.emplace(std::move(clip), options_.threads, options_.cacheBytes);
  timing_ = source_->timing();
  mailbox_.setTiming(timing_);
  wantShown(0);
}

void PlayerLoop::close() {
  stopClock();
  source_.reset();
  timing_ = {};
  mailbox_.setTiming(std::nullopt);
  loop_.reset();
  wanted_.reset();
  rough_.reset();
  speed_ = 0;
  current_ = 0;
}

void PlayerLoop::fail(const base::Problem& problem) {
  close();
  events_.failed(problem);
  tellMoved(0);
}

void PlayerLoop::wantShown(FrameNo frame) {
  if (!source_) return;
  stopClock();
  if (!wanted_) roughTime_ = Clock::now();
  current_ = std::clamp<FrameNo>(frame, 0, timing_.last());
  wanted_ = current_;
}

// Playback begins again where it is.
void PlayerLoop::stopClock() {
  clock_.stop();
  prepared_.reset();
  chased_.reset();
  ahead_.clear();
}

void PlayerLoop::setLoop(const Loop& loop) {
  stopClock();
  loop_ = loop;
}

void PlayerLoop::setSpeed(double speed) {
  stopClock();
  speed_ = source_ && std::isfinite(speed) ? speed : 0;
  if (speed_ != 0) dropped_ = 0;
}

PlayerLoop::Time PlayerLoop::step() {
  if (!source_) return std::nullopt;
  if (wanted_) return seekStep(*wanted_);
  if (speed_ == 0) return std::nullopt;
  return clock_.isRunning() ? playStep() : startStep();
}

PlayerLoop::Time PlayerLoop::seekStep(FrameNo wanted) {
  std::optional<media::Frame> picture = source_->cached(wanted);
  if (!picture) {
    PictureSource::Step step = source_->stepTo(wanted);
    if (step.number != wanted) {
      const bool isTime = step.isJump || Clock::now() - roughTime_ > kRoughEvery;
      if (isTime && wanted - step.number > kNear) showRough(step);
      return kAtOnce;
    }
    picture = std::move(step.picture);
  }
  wanted_.reset();
  show(compose_(wanted, *picture, true));
  tellMoved(timing_.begin(wanted));
  return kAtOnce;
}

void PlayerLoop::showRough(const PictureSource::Step& step) {
  roughTime_ = Clock::now();
  if (rough_ == step.number) return;
  show(compose_(step.number, step.picture, false));
  rough_ = step.number;
}

void PlayerLoop::show(const Shown& picture) {
  rough_.reset();
  events_.shown(picture);
}

// Shows where playback begins, when it is elsewhere, and starts the clock.
PlayerLoop::Time PlayerLoop::startStep() {
  const FrameNo first = beginning();
  if (first != current_) {
    current_ = first;
    wanted_ = first;
    return kAtOnce;
  }
  clock_.start(stretch());
  tellMoved(timing_.begin(current_));
  return kAtOnce;
}

PlayerLoop::Time PlayerLoop::playStep() {
  const double seconds = clock_.seconds();
  const FrameNo due = chased_ ? *chased_ : pictureAt(seconds);
  if (due != current_) return showDue(due, seconds);
  if (isOver(seconds)) {
    finish();
    return std::nullopt;
  }
  if (!source_->info().isStill) return prepareNext(seconds);
  tellMoved(seconds);
  return after(kStillEverySec);
}

PlayerLoop::Time PlayerLoop::showDue(FrameNo due, double seconds) {
  if (!prepared_ || prepared_->frame != due) {
    chased_ = due;
    const std::optional<media::Frame> picture = nearer(due);
    if (!picture) return kAtOnce;
    prepared_ = compose_(due, *picture, true);
  }
  chased_.reset();
  countDropped(due);
  current_ = due;
  show(*std::exchange(prepared_, std::nullopt));
  tellMoved(seconds);
  return kAtOnce;
}

// One step towards a picture; the picture when it is there.
std::optional<media::Frame> PlayerLoop::nearer(FrameNo frame) {
  if (auto picture = ahead_.find(frame)) return picture;
  if (auto picture = source_->cached(frame)) return picture;
  PictureSource::Step step = source_->stepTo(frame);
  return step.number == frame ? std::optional(std::move(step.picture)) : std::nullopt;
}

// Uses the time until the next picture.
PlayerLoop::Time PlayerLoop::prepareNext(double seconds) {
  const bool isBusy = speed_ > 0 ? prepareForwards() : prepareBackwards();
  if (isBusy) return kAtOnce;
  const double boundary = speed_ > 0 ? timing_.end(current_) : timing_.begin(current_);
  return after(std::clamp((boundary - seconds) / speed_, kLeastWaitSec, kMostWaitSec));
}

void PlayerLoop::prepare(FrameNo frame, const media::Frame& picture) {
  if (!prepared_ || prepared_->frame != frame) prepared_ = compose_(frame, picture, true);
}

// One step of decoding ahead; false when that is far enough.
bool PlayerLoop::prepareForwards() {
  if (const auto next = follower(current_))
    if (const auto picture = ahead_.find(*next)) prepare(*next, *picture);
  const std::optional<FrameNo> wanted = follower(ahead_.last().value_or(current_));
  if (!wanted || ahead_.isFull()) return false;
  std::optional<media::Frame> picture = source_->cached(*wanted);
  if (!picture) {
    PictureSource::Step step = source_->stepTo(*wanted);
    if (step.number == *wanted) picture = std::move(step.picture);
  }
  if (picture) ahead_.put(*wanted, std::move(*picture));
  return true;
}

bool PlayerLoop::prepareBackwards() {
  if (const auto next = follower(current_))
    if (const auto picture = source_->cached(*next)) prepare(*next, *picture);
  return source_->stepBefore(current_);
}

void PlayerLoop::finish() {
  stopClock();
  speed_ = 0;
  tellMoved(timing_.begin(current_));
}

void PlayerLoop::tellMoved(double seconds) {
  if (const auto position = mailbox_.publish({current_, seconds, Clock::now(), speed_ != 0}))
    events_.moved(*position);
}

void PlayerLoop::countDropped(FrameNo due) {
  const bool isForward = speed_ > 0, isRound = isForward ? due < current_ : due > current_;
  FrameNo steps = std::abs(due - current_);
  if (const Loop round = loop(); isRound && round) steps = round->second - round->first + 1 - steps;
  dropped_ += std::max<FrameNo>(0, steps - 1);
}

Loop PlayerLoop::loop() const {
  if (!loop_ || !source_ || source_->info().isStill) return std::nullopt;
  const FrameNo first = std::clamp<FrameNo>(loop_->first, 0, timing_.last());
  return std::pair(first, std::clamp(loop_->second, first, timing_.last()));
}

// A still is shown as long as something is heard.
double PlayerLoop::endSec() const { return source_->info().isStill ? soundsEndSec_ : timing_.durationSec; }

bool PlayerLoop::isOver(double seconds) const {
  if (loop()) return false;
  return speed_ > 0 ? seconds >= endSec() : seconds <= 0;
}

FrameNo PlayerLoop::pictureAt(double seconds) const {
  const FrameNo frame = timing_.at(seconds);
  const Loop round = loop();
  if (!round) return frame;
  return speed_ > 0 ? std::min(frame, round->second) : std::max(frame, round->first);
}

// Where playing begins: from the start again at the end, and inside the loop when it is behind it.
FrameNo PlayerLoop::beginning() const {
  const bool isForward = speed_ > 0;
  if (const Loop round = loop()) {
    const bool isBehind = isForward ? current_ > round->second : current_ < round->first;
    return isBehind ? (isForward ? round->first : round->second) : current_;
  }
  return isForward && current_ == timing_.last() ? 0 : current_;
}

Stretch PlayerLoop::stretch() const {
  constexpr double kInside = 1e-6;  // backwards, a picture is entered at its end
  Stretch stretch{timing_.begin(current_), speed_, std::nullopt};
  if (speed_ < 0) stretch.fromSec = timing_.end(current_) - kInside;
  if (const Loop round = loop()) stretch.loop = {timing_.begin(round->first), timing_.end(round->second)};
  return stretch;
}

std::optional<FrameNo> PlayerLoop::follower(FrameNo frame) const {
  const Loop round = loop();
  if (round && speed_ > 0 && frame == round->second) return round->first;
  if (round && speed_ < 0 && frame == round->first) return round->second;
  const FrameNo next = frame + (speed_ > 0 ? 1 : -1);
  if (next < 0 || next > timing_.last()) return std::nullopt;
  return next;
}

}  // namespace play
