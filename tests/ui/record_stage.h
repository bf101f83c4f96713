#pragma once
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "core/audio/device.h"
#include "tests/support/temp_folder.h"
#include "ui/base/document.h"
#include "ui/record/record_session.h"

// A studio whose time is set by the test: microphone and film go on only when it says so.
namespace record_stage {

using audio::Clock;
inline constexpr int kRate = 48000;

// Sample number n has the value n / 2^24, so that a file tells which samples it holds.
float sampleValue(std::int64_t frame);
std::int64_t frameOfValue(float value);

// What the test and the recorder's thread share of a microphone.
struct Wire {
  std::mutex mutex;
  std::condition_variable wasRead;
  Clock::time_point began{};
  std::int64_t given = 0, pending = 0;
  std::int64_t reads = 0;
  bool isAlive = true;
};

class FakeInput final : public audio::Input {
 public:
  explicit FakeInput(std::shared_ptr<Wire> wire) : wire_(std::move(wire)) {}
  int rate() const override { return kRate; }
  int channels() const override { return 1; }
  void read(std::vector<float>& samples) override;
  std::int64_t lost() const override { return 0; }
  std::optional<Clock::time_point> timeOf(std::int64_t frame) const override;
  bool isAlive() const override;

 private:
  std::shared_ptr<Wire> wire_;
};

class FakeTransport final : public ui::RecordTransport {
 public:
  double seconds() const override { return playhead; }
  double duration() const override { return clipSeconds; }
  std::optional<play::Position> position() const override;
  void playFrom(double seconds) override;
  void pause() override { isPlaying = false; }
  void setLoop(std::optional<std::pair<double, double>> loopSec) override { loop = loopSec; }
  Clock::time_point now() const override { return time; }
  // When the film stood at this second, in its first round.
  Clock::time_point timeAt(double seconds) const;

  Clock::time_point time = Clock::time_point(std::chrono::hours(1));
  double playhead = 0, clipSeconds = 20;
  double startsAfterSec = 0.07;  // the film stands so long at its beginning
  bool isPlaying = false;
  double fromSec = 0;
  Clock::time_point playedAt{};
  std::optional<std::pair<double, double>> loop;
};

class Stage {
 public:
  Stage();
  ~Stage();  // waits for threads that use the studio
  // Time goes on, in steps of a tick; the microphone hears, the film plays.
  void advance(double seconds);
  // ... until the session has this state, at most `seconds`. False when it never has.
  bool advanceTo(ui::RecordState state, double seconds = 30);
  // Starts, and goes on to the state of recording.
  bool record();
  // Until the session is idle; the disk is waited for, not the time.
  bool finish();
  void settle();  // what the microphone has heard is on disk, and noticed
  void unplug();
  // The number of the sample that came when the film stood at `seconds`.
  double sampleAt(double seconds) const;

  test_support::TempFolder folder;
  ui::Document document;
  FakeTransport playback;
  std::shared_ptr<Wire> wire = std::make_shared<Wire>();
  bool hasMicrophone = true;
  std::vector<audio::Sound> extra;  // what was asked to be heard last
  std::optional<bool> guide;
  std::unique_ptr<ui::RecordSession> session;

 private:
  std::unique_ptr<audio::Input> open();
  void feed();
  void waitUntilRead();
};

// Samples of a file.
std::vector<float> soundOf(const std::filesystem::path& file);
// Of the first line: which sample is heard at this second of the timeline.
std::int64_t heardAt(const dub::Project& project, double seconds, int take = 0);

}  // namespace record_stage
