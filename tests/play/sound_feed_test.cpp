#include "core/play/sound_feed.h"

#include <gtest/gtest.h>

#include <algorithm>
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

const auto kIgnore = [](const std::string&) {};

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
  SoundFeed feed("", true, kIgnore);
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
  SoundFeed feed("", true, kIgnore);
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

TEST(ASoundFeed, StaysInsideItsLoop) {
  SoundFeed feed("", true, kIgnore);
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
