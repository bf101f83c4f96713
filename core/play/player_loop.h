#pragma once
#include <atomic>
#include <optional>
#include <stop_token>
#include <string>

#include "core/play/composer.h"
#include "core/play/mailbox.h"
#include "core/play/picture_source.h"
#include "core/play/play_clock.h"
#include "core/play/read_ahead.h"

namespace play {

// What the player's thread does: follows wishes, and between them takes small steps towards the picture that
// is wanted or due.
class PlayerLoop {
 public:
  PlayerLoop(Mailbox& mailbox, SoundFeed& feed, const Player::Options& options, PlayerEvents events);
  void run(const std::stop_token& stop);
  std::int64_t dropped() const { return dropped_; }  // any thread

 private:
  using Time = std::optional<audio::Clock::time_point>;  // of the next step; nullopt = at the next wish

  void follow(const Wishes& wishes);
  void open(std::shared_ptr<const media::ClipIndex> clip);
  void close();
  void fail(const base::Problem& problem);
  void stopClock();
  void setLoop(const Loop& loop);
  void setSpeed(double speed);
  void wantShown(FrameNo frame);

  Time step();
  Time seekStep(FrameNo wanted);
  Time startStep();
  Time playStep();
  Time showDue(FrameNo due, double seconds);
  std::optional<media::Frame> nearer(FrameNo frame);
  Time prepareNext(double seconds);
  void prepare(FrameNo frame, const media::Frame& picture);
  bool prepareForwards();
  bool prepareBackwards();
  void finish();

  void showRough(const PictureSource::Step& step);
  void show(const Shown& picture);
  void tellMoved(double seconds);
  void countDropped(FrameNo due);

  Loop loop() const;
  double endSec() const;
  bool isOver(double seconds) const;
  FrameNo pictureAt(double seconds) const;
  FrameNo beginning() const;
  Stretch stretch() const;
  std::optional<FrameNo> follower(FrameNo frame) const;

  Mailbox& mailbox_;
  const Player::Options options_;
  const PlayerEvents events_;
  PlayClock clock_;
  ReadAhead ahead_;
  Composer compose_;
  std::atomic<std::int64_t> dropped_{0};

  std::optional<PictureSource> source_;  // the clip that is open
  Timing timing_;
  Loop loop_;
  double soundsEndSec_ = 0;
  double speed_ = 0;
  FrameNo current_ = 0;            // where playback is
  std::optional<FrameNo> wanted_;  // to be shown before anything else
  std::optional<FrameNo> rough_;   // what is shown for it so far
  audio::Clock::time_point roughTime_{};
  std::optional<Shown> prepared_;  // by playback, for when its time comes
  std::optional<FrameNo> chased_;  // is due, and being decoded
};

}  // namespace play
