#include "ui/clip/transport.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <utility>

#include "core/base/detached.h"

namespace ui {

using media::FrameNo;

// The pixels of an image as a QImage that owns them.
static QImage picture(base::Image image) {
  if (image.empty()) return {};
  auto* kept = new base::Image(std::move(image));
  return {kept->data.data(),
          kept->width,
          kept->height,
          static_cast<qsizetype>(kept->width) * 4,
          QImage::Format_RGB32,
          [](void* p) { delete static_cast<base::Image*>(p); },
          kept};
}

// Pictures may come faster than they can be painted: only the newest waits.
struct Transport::Inbox {
  std::mutex mutex;  // guards newest
  std::optional<play::Shown> newest;
  bool put(play::Shown shown) {  // true: nothing was waiting
    const std::lock_guard lock(mutex);
    const bool wasEmpty = !newest;
    newest = std::move(shown);
    return wasEmpty;
  }
  std::optional<play::Shown> take() {
    const std::lock_guard lock(mutex);
    return std::exchange(newest, std::nullopt);
  }
};

Transport::Transport(const Options& options, QObject* parent)
    : QObject(parent), inbox_(std::make_shared<Inbox>()) {
  const Postbox::Post post = postbox_.post();  // the player calls from its own thread
  play::PlayerEvents events;
  events.shown = [this, post, inbox = inbox_](play::Shown shown) {
    if (inbox->put(std::move(shown))) post([this] { takeShown(); });
  };
  events.moved = [this, post](const play::Position& position) {
    post([this, position] { onMoved(position); });
  };
  events.failed = [this, post](const base::Problem& problem) {
    post([this, problem] { Q_EMIT failed(problem); });
  };
  player_ = base::endingDetached(std::make_unique<play::Player>(
      play::Player::Options{
          .device = options.device.toStdString(), .isSilent = options.isSilent, .threads = options.threads},
      std::move(events)));
}

Transport::~Transport() = default;

void Transport::open(std::shared_ptr<const media::ClipIndex> clip) {
  clip_ = std::move(clip);
  frame_ = 0;
  speed_ = 0;
  player_->open(clip_);
  Q_EMIT opened();
  Q_EMIT moved();
  Q_EMIT playingChanged();
}

void Transport::setDevice(const QString& device) { player_->setDevice(device.toStdString()); }
void Transport::setSounds(std::vector<audio::Sound> sounds) { player_->setSounds(std::move(sounds)); }
void Transport::setDub(play::Dub dub) { player_->setDub(std::move(dub)); }
void Transport::setView(const play::View& view) { player_->setView(view); }
void Transport::refresh() { player_->refresh(); }
void Transport::setLoop(std::optional<std::pair<FrameNo, FrameNo>> loop) { player_->setLoop(loop); }

FrameNo Transport::frames() const { return clip_ ? clip_->video().frames : 0; }

double Transport::duration() const {
  if (!clip_) return 0;
  const double rate = clip_->video().frameRate.value();
  return std::max(clip_->video().durationSec, secondsOf(frames() - 1) + (rate > 0 ? 1 / rate : 0));
}

double Transport::secondsOf(FrameNo frame) const {
  if (frames() == 0) return 0;
  return clip_->index().seconds(std::clamp<FrameNo>(frame, 0, frames() - 1), clip_->video().timeBase);
}

FrameNo Transport::frameAt(double seconds) const {
  if (frames() == 0) return 0;
  return clip_->index().at(std::max(0.0, seconds), clip_->video().timeBase);
}

std::optional<play::Position> Transport::position() const {
  const play::Position position = player_->position();
  return position.isPlaying ? std::optional(position) : std::nullopt;
}

std::int64_t Transport::dropped() const { return player_->dropped(); }

void Transport::play(double speed) {
  if (!clip_) return;
  if (speed > 0 && frame_ + 1 >= frames()) seek(0);  // from the end it starts again
  if (speed_ == 0) hasStarted_ = false;
  speed_ = speed;
  player_->play(speed);
  Q_EMIT playingChanged();
}

void Transport::pause() {
  if (speed_ == 0) return;
  speed_ = 0;
  player_->pause();
  Q_EMIT playingChanged();
}

void Transport::toggle() { isPlaying() ? pause() : play(); }

void Transport::seek(FrameNo frame) {
  if (!clip_ || frames() == 0) return;
  frame_ = std::clamp<FrameNo>(frame, 0, frames() - 1);
  player_->show(frame_);
  Q_EMIT moved();
}

void Transport::seekSeconds(double seconds) { seek(frameAt(seconds)); }

void Transport::step(int frames) {
  pause();
  seek(frame_ + frames);
}

void Transport::shuttle(int direction) {
  constexpr double kFastest = 8;
  const bool isSameWay = speed_ * direction > 0;
  play(isSameWay ? direction * std::min(kFastest, std::abs(speed_) * 2) : direction);
}

void Transport::onMoved(const play::Position& position) {
  if (!clip_) return;
  if (position.frame != frame_ && (isPlaying() || position.isPlaying)) {
    frame_ = position.frame;
    Q_EMIT moved();
  }
  if (position.isPlaying) hasStarted_ = true;
  if (isPlaying() && hasStarted_ && !position.isPlaying) {  // it came to the end by itself
    speed_ = 0;
    Q_EMIT playingChanged();
  }
}

void Transport::takeShown() {
  std::optional<play::Shown> newest = inbox_->take();
  if (!clip_ || !newest) return;
  Q_EMIT shown(newest->frame, picture(std::move(newest->original)), picture(std::move(newest->dubbed)),
               newest->isExact);
}

}  // namespace ui
