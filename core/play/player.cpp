#include "core/play/player.h"

#include <algorithm>
#include <thread>

#include "core/play/mailbox.h"
#include "core/play/player_loop.h"
#include "core/play/sound_feed.h"

namespace play {
namespace {

// Those that are not set are not told.
PlayerEvents whole(PlayerEvents events) {
  if (!events.shown) events.shown = [](const Shown&) {};
  if (!events.moved) events.moved = [](const Position&) {};
  if (!events.failed) events.failed = [](const base::Problem&) {};
  return events;
}

SoundFeed::OpenOutput opener(bool isSilent) {
  if (!isSilent) return audio::openOutput;
  return [](const std::string&, int rate, int channels) { return audio::silentOutput(rate, channels); };
}

}  // namespace

struct Player::Impl {
  Impl(const Options& options, PlayerEvents events)
      : feed(options.device, opener(options.isSilent),
             [this](const base::Problem& problem) { tell(problem); }),
        loop(mailbox, feed, options, whole(std::move(events))),
        thread([this](const std::stop_token& stop) { loop.run(stop); }) {}

  void tell(const base::Problem& problem) {
    mailbox.post([&](Wishes& wishes) { wishes.failures.push_back(problem); });
  }

  Mailbox mailbox;
  SoundFeed feed;
  PlayerLoop loop;
  std::jthread thread;
};

Player::Player(Options options, PlayerEvents events)
    : impl_(std::make_unique<Impl>(options, std::move(events))) {}
Player::~Player() = default;

void Player::open(std::shared_ptr<const media::ClipIndex> clip) { impl_->mailbox.open(std::move(clip)); }
void Player::close() { impl_->mailbox.open(nullptr); }
void Player::setDevice(const std::string& device) { impl_->feed.setDevice(device); }

void Player::setSounds(std::vector<audio::Sound> sounds) {
  double end = 0;
  for (const audio::Sound& sound : sounds) end = std::max(end, sound.endSec());
  impl_->mailbox.post([&](Wishes& wishes) { wishes.soundsEndSec = end; });
  impl_->feed.setSounds(std::move(sounds));
}

void Player::setDub(Dub dub) {
  impl_->mailbox.post([&](Wishes& wishes) { wishes.dub = std::move(dub); });
}
void Player::setView(const View& view) {
  impl_->mailbox.post([&](Wishes& wishes) { wishes.view = view; });
}
void Player::show(FrameNo frame) { impl_->mailbox.show(frame); }
void Player::refresh() {
  impl_->mailbox.post([](Wishes& wishes) { wishes.again = true; });
}
void Player::play(double speed) { impl_->mailbox.play(speed); }
void Player::setLoop(std::optional<std::pair<FrameNo, FrameNo>> loop) {
  impl_->mailbox.post([&](Wishes& wishes) { wishes.loop = loop; });
}

std::int64_t Player::dropped() const { return impl_->loop.dropped(); }

Position Player::position() const {
  Position position = impl_->mailbox.position();
  if (!position.isPlaying) return position;
  if (const std::optional<double> heard = impl_->feed.playing()) {
    position.seconds = *heard;
    position.when = audio::Clock::now();
  }
  return position;
}

}  // namespace play
