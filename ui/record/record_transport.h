#pragma once
#include <optional>
#include <utility>

#include "core/play/player.h"

namespace ui {

class Transport;

// What recording needs of playback. GUI thread.
class RecordTransport {
 public:
  virtual ~RecordTransport() = default;
  virtual double seconds() const = 0;                          // the playhead
  virtual double duration() const = 0;                         // 0 without a clip
  virtual std::optional<play::Position> position() const = 0;  // nullopt while it stands
  virtual void playFrom(double seconds) = 0;
  virtual void pause() = 0;
  // From its beginning or from before it, playback runs round in [in, out); nullopt = to the end of the clip.
  virtual void setLoop(std::optional<std::pair<double, double>> loopSec) = 0;
  virtual audio::Clock::time_point now() const = 0;
};

// The window's own player.
class WindowTransport final : public RecordTransport {
 public:
  explicit WindowTransport(Transport& transport) : transport_(transport) {}
  double seconds() const override;
  double duration() const override;
  std::optional<play::Position> position() const override;
  void playFrom(double seconds) override;
  void pause() override;
  void setLoop(std::optional<std::pair<double, double>> loopSec) override;
  audio::Clock::time_point now() const override { return audio::Clock::now(); }

 private:
  Transport& transport_;
};

}  // namespace ui
