#pragma once
#include <QImage>
#include <QObject>
#include <memory>
#include <optional>

#include "core/media/decode/clip_index.h"
#include "core/play/player.h"
#include "ui/jobs/postbox.h"

namespace ui {

// The player as the window sees it: where playback is, and the picture to show. GUI thread; never waits.
class Transport : public QObject {
  Q_OBJECT
 public:
  struct Options {
    QString device;         // playback device, empty = default
    bool isSilent = false;  // tests
    int threads = 0;        // decoder threads
  };
  explicit Transport(const Options& options, QObject* parent = nullptr);
  ~Transport() override;

  void open(std::shared_ptr<const media::ClipIndex> clip);  // null closes it
  void setDevice(const QString& device);
  void setSounds(std::vector<audio::Sound> sounds);
  void setDub(play::Dub dub);
  void setView(const play::View& view);
  void refresh();
  void setLoop(std::optional<std::pair<media::FrameNo, media::FrameNo>> loop);

  bool hasClip() const { return clip_ != nullptr; }
  media::FrameNo frames() const;  // 0 without a clip
  double duration() const;        // seconds
  media::FrameNo frame() const { return frame_; }
  double seconds() const { return secondsOf(frame_); }
  double secondsOf(media::FrameNo frame) const;
  media::FrameNo frameAt(double seconds) const;
  bool isPlaying() const { return speed_ != 0; }
  double speed() const { return speed_; }
  // Where playback was at a moment of the machine's clock, for recording. nullopt while it stands.
  std::optional<play::Position> position() const;
  std::int64_t dropped() const;

 public Q_SLOTS:
  void play(double speed = 1);
  void pause();
  void toggle();
  void seek(media::FrameNo frame);  // clamped to the clip
  void seekSeconds(double seconds);
  void step(int frames);
  void shuttle(int direction);  // J and L: 1, 2, 4, 8 times that way; pause with K

 Q_SIGNALS:
  void opened();  // another clip, or none
  void moved();   // frame() is another one
  void playingChanged();
  // A picture for the screen; `dubbed` null where nothing is dubbed. isExact false while scrubbing.
  void shown(media::FrameNo frame, const QImage& original, const QImage& dubbed, bool isExact);
  void failed(const base::Problem& problem);

 private:
  struct Inbox;
  void onMoved(const play::Position& position);
  void takeShown();

  std::shared_ptr<const media::ClipIndex> clip_;
  media::FrameNo frame_ = 0;
  double speed_ = 0;
  bool hasStarted_ = false;       // the player has told that it plays: only then can it tell that it ended
  std::shared_ptr<Inbox> inbox_;  // the newest picture, until this thread comes round to it
  std::shared_ptr<play::Player> player_;
  Postbox postbox_{this};
};

}  // namespace ui
