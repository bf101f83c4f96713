#include "core/play/sound_feed.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <latch>
#include <memory>
#include <thread>

#include "tests/play/play_support.h"

namespace {

using play::SoundFeed;
using play::Stretch;

// Looks at the clock until `holds(seconds)`; what comes is in `seen`.
template <class Holds>
bool clockReaches(const SoundFeed& feed, const Holds& holds, std::vector<double>* seen = nullptr) {
  const auto end = audio::Clock::now() + play_support::kPatience;
  while (audio::Clock::now() < end) {
    const double now = feed.seconds();
    if (seen != nullptr) seen->push_back(now);
    if (holds(now)) return true;
    std::this_thread::yield();
  }
  return false;
}

const auto kIgnore = [](const base::Problem&) {};
const auto kSilent = [](const std::string&, int rate, int channels) {
  return audio::silentOutput(rate, channels);
};

// A device that does not close before it is let.
class StuckOutput final : public audio::Output {
 public:
  StuckOutput(std::latch& closing, std::latch& mayClose) : closing_(closing), mayClose_(mayClose) {}
  ~StuckOutput() override {
    closing_.count_down();
    mayClose_.wait();
  }
  int rate() const override { return 48000; }
  int channels() const override { return 2; }
  std::size_t write(std::span<const float> samples) override { return samples.size() / 2; }
  std::int64_t heard() const override { return 4800; }
  void clear() override {}
  void pause(bool) override {}
  bool isAlive() const override { return true; }

 private:
  std::latch &closing_, &mayClose_;
};

TEST(AStretch, RunsRoundItsLoopInBothDirections) {
  const Stretch forwards{2, 1, std::pair(1.0, 3.0)}, backwards{2, -2, std::pair(1.0, 3.0)};
  EXPECT_DOUBLE_EQ(secondsAfter(forwards, 0.5), 2.5);
  EXPECT_DOUBLE_EQ(secondsAfter(forwards, 1), 1);
  EXPECT_DOUBLE_EQ(secondsAfter(forwards, 5.25), 1.25);
  EXPECT_DOUBLE_EQ(secondsAfter(backwards, 0.25), 1.5);
  EXPECT_DOUBLE_EQ(secondsAfter(backwards, 0.75), 2.5);
  EXPECT_DOUBLE_EQ(secondsAfter(Stretch{2, -2, std::nullopt}, 3), -4);
  EXPECT_DOUBLE_EQ(secondsAfter(Stretch{0, 1, std::pair(1.0, 3.0)}, 0.5), 0.5);  // on its way into the loop
}

TEST(ASoundFeed, RunsFromWhereItStartsAndNeverBack) {
  SoundFeed feed("", kSilent, kIgnore);
  EXPECT_FALSE(feed.playing());
  feed.start({.fromSec = 3});
  EXPECT_GE(feed.seconds(), 3);  // at once
  std::vector<double> seen;
  ASSERT_TRUE(clockReaches(
      feed, [](double now) { return now > 3.2; }, &seen));
  EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
  EXPECT_TRUE(feed.playing());
  feed.start({.fromSec = -1000});
  EXPECT_LT(feed.seconds(), 0);
  feed.stop();
  EXPECT_FALSE(feed.playing());
}

TEST(ASoundFeed, OtherSoundsAndDevicesTakeOverWhereItIs) {
  SoundFeed feed("", kSilent, kIgnore);
  feed.start({.fromSec = 5});
  std::vector<double> seen;
  for (int i = 1; i <= 4; ++i) {
    ASSERT_TRUE(clockReaches(
        feed, [&](double now) { return now > 5 + 0.05 * i; }, &seen));
    feed.setSounds({});
    if (i == 2) feed.setDevice("another");
  }
  ASSERT_TRUE(clockReaches(
      feed, [](double now) { return now > 5.4; }, &seen));
  EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
}

TEST(ASoundFeed, TellsTheTimeWhileADeviceDoesNotClose) {
  std::latch closing(1), mayClose(1);
  SoundFeed feed(
      "stuck",
      [&](const std::string& device, int rate, int channels) -> std::unique_ptr<audio::Output> {
        if (device == "stuck") return std::make_unique<StuckOutput>(closing, mayClose);
        return audio::silentOutput(rate, channels);
      },
      kIgnore);
  feed.start({.fromSec = 7});
  ASSERT_TRUE(clockReaches(feed, [](double now) { return now > 7; }));
  feed.setDevice("another");
  closing.wait();
  EXPECT_GE(feed.seconds(), 7);  // returns although the device still closes
  EXPECT_FALSE(feed.playing());
  mayClose.count_down();
  EXPECT_TRUE(clockReaches(feed, [](double now) { return now > 7.2; }));
}

TEST(ASoundFeed, StaysInsideItsLoop) {
  SoundFeed feed("", kSilent, kIgnore);
  feed.start({.fromSec = 0.25, .loop = std::pair(0.2, 0.3)});
  std::vector<double> seen;
  int rounds = 0;
  const auto isRoundThrice = [&](double now) {
    if (seen.size() > 1 && now < seen[seen.size() - 2]) ++rounds;
    return rounds == 3;
  };
  ASSERT_TRUE(clockReaches(feed, isRoundThrice, &seen));
  EXPECT_GE(*std::min_element(seen.begin(), seen.end()), 0.2);
  EXPECT_LT(*std::max_element(seen.begin(), seen.end()), 0.3);
}

}  // namespace
