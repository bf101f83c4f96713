// Recording against the window's own player, both in their own time.
#include "ui/record/record_transport.h"

#include <gtest/gtest.h>

#include <QSignalSpy>
#include <QTest>

#include "core/media/decode/clip_index.h"
#include "tests/support/make_media.h"
#include "tests/ui/record_stage.h"
#include "ui/clip/transport.h"
#include "ui/record/record_session.h"

namespace {

using audio::Clock;
using record_stage::kRate;

double between(Clock::time_point from, Clock::time_point to) {
  return std::chrono::duration<double>(to - from).count();
}

// A microphone that hears which sample it is, by the machine's clock.
class ClockInput final : public audio::Input {
 public:
  explicit ClockInput(Clock::time_point began) : began_(began) {}
  int rate() const override { return kRate; }
  int channels() const override { return 1; }
  void read(std::vector<float>& samples) override {
    const auto due = std::llround(between(began_, Clock::now()) * kRate);
    while (given_ < due) samples.push_back(record_stage::sampleValue(given_++));
  }
  std::int64_t lost() const override { return 0; }
  std::optional<Clock::time_point> timeOf(std::int64_t frame) const override {
    return began_ + std::chrono::round<Clock::duration>(std::chrono::duration<double>(double(frame) / kRate));
  }
  bool isAlive() const override { return true; }

 private:
  const Clock::time_point began_;
  std::int64_t given_ = 0;
};

TEST(RecordWithTransport, TheSoundOfThePunchInIsThatOfTheFilmsMoment) {
  test_support::TempFolder folder;
  const auto video = folder / "film.mp4";
  ASSERT_TRUE(test_support::makeMedia(video, test_support::movingPicture("96x64", "25", 100)));
  ui::Transport transport({.isSilent = true});
  transport.open(media::indexClip(video));
  ui::WindowTransport playback(transport);
  ui::Document document;
  dub::Project project;
  project.video = video;
  project.inSec = 2;
  project.outSec = 3;
  document.reset(project, {});

  Clock::time_point began;
  ui::RecordSession session(document, playback,
                            {.openInput =
                                 [&](const ui::RecordSettings&) {
                                   began = Clock::now();
                                   return std::make_unique<ClockInput>(began);
                                 },
                             .cache = folder / "cache"});
  session.setSettings({.folder = folder / "takes"});
  std::vector<play::Position> seen;  // around the punch-in
  QObject::connect(&session, &ui::RecordSession::levelChanged, [&] {
    const auto position = transport.position();
    if (position && session.state() == ui::RecordState::recording) seen.push_back(*position);
  });
  QSignalSpy recorded(&session, &ui::RecordSession::takeRecorded);
  session.start();
  ASSERT_TRUE(recorded.wait(20000));
  ASSERT_GT(seen.size(), 3u);
  const play::Position& middle = seen[seen.size() / 2];
  const double at = middle.seconds;
  // The player's clock and this question for it are a few milliseconds apart.
  EXPECT_NEAR(double(record_stage::heardAt(document.project(), at)), between(began, middle.when) * kRate,
              0.01 * kRate);
  EXPECT_NEAR(document.project().clips.at(0).seconds(), 1, 0.01);
}

}  // namespace
