#include "core/audio/device_clock.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace {

using audio::Clock;
using audio::durationOf;
using audio::FrameLine;
using audio::OutputClock;

constexpr int kRate = 48000;
constexpr std::int64_t kBlock = 480;
const Clock::time_point kBegin{std::chrono::hours(1)};

Clock::time_point after(double seconds) { return kBegin + durationOf(seconds); }

// What a device takes at `seconds` with 50 ms of latency.
OutputClock::Taken call(double seconds, std::int64_t device, std::int64_t first, std::int64_t frames,
                        std::int64_t silence = 0) {
  return {after(seconds), 0.05, device, first, frames, silence};
}

TEST(FrameLine, IsSteadyThoughTheCallsComeUnevenly) {
  FrameLine line(kRate);
  std::mt19937 random(1);
  std::uniform_real_distribution<double> jitter(-0.004, 0.004);
  for (int i = 0; i < 300; ++i) line.add(after(i * 0.01 + jitter(random)), i * 480.0);
  for (int i = 300; i < 600; ++i) {
    const double told = line.frameAt(after(i * 0.01));
    EXPECT_NEAR(told, i * 480.0, 0.0015 * kRate) << i;  // of 4 ms of jitter
    EXPECT_NEAR(audio::secondsBetween(kBegin, line.timeOf(i * 480.0)), i * 0.01, 0.0015) << i;
    line.add(after(i * 0.01 + jitter(random)), i * 480.0);
  }
}

TEST(FrameLine, FollowsADeviceWhoseRateIsNotQuiteTrue) {
  FrameLine line(kRate);
  const double real = kRate * 1.0005;
  for (int i = 0; i < 6000; ++i) line.add(after(i * 0.01), i * 0.01 * real);
  EXPECT_NEAR(line.frameAt(after(60)), 60 * real, 0.001 * kRate);
}

TEST(FrameLine, BeginsAnewWhereTheDeviceHasJumped) {
  FrameLine line(kRate);
  for (int i = 0; i < 200; ++i) line.add(after(i * 0.01), i * 480.0);
  for (int i = 0; i < 3; ++i) line.add(after(5 + i * 0.01), 96000 + i * 480.0);
  EXPECT_NEAR(line.frameAt(after(6)), 96000 + kRate, 1e-3);
}

TEST(FrameLine, IsNotMovedByACallThatWasHeldUp) {
  FrameLine line(kRate);
  for (int i = 0; i < 200; ++i) line.add(after(i * 0.01 + (i == 150 || i == 170 ? 0.09 : 0)), i * 480.0);
  EXPECT_NEAR(line.frameAt(after(2)), 2 * kRate, 1e-3);
}

TEST(OutputClock, TellsWhatIsHeardBetweenTheCallsOfTheDevice) {
  OutputClock clock(kRate);
  EXPECT_EQ(clock.heard(after(0)), 0);
  std::int64_t last = 0;
  for (int i = 0; i < 100; ++i) {
    clock.add(call(i * 0.01, i * kBlock, i * kBlock, kBlock));
    for (const double part : {0.0, 0.0025, 0.005, 0.0075}) {
      const double seconds = i * 0.01 + part;
      const std::int64_t heard = clock.heard(after(seconds));
      EXPECT_NEAR(static_cast<double>(heard), std::max(0.0, (seconds - 0.05) * kRate), 2) << seconds;
      EXPECT_GE(heard, last);
      last = heard;
    }
  }
}

TEST(OutputClock, DoesNotRunBeforeTheDeviceThatIsFilledPlays) {
  OutputClock clock(kRate);
  for (int i = 0; i < 4; ++i) clock.add(call(i * 0.0001, i * kBlock, i * kBlock, kBlock));
  EXPECT_EQ(clock.heard(after(1)), 0);
  clock.add(call(1.5, 4 * kBlock, 4 * kBlock, kBlock));  // 50 ms ahead of what is heard
  EXPECT_EQ(clock.heard(after(1.51)), 0);
  EXPECT_NEAR(static_cast<double>(clock.heard(after(1.52))), kBlock, 2);
}

TEST(OutputClock, StandsStillInSilenceAndReachesTheEnd) {
  OutputClock clock(kRate);
  clock.add(call(0, 0, 0, kBlock));
  clock.add(call(0.01, kBlock, kBlock, 100, kBlock - 100));
  for (int i = 2; i < 30; ++i) clock.add(call(i * 0.01, i * kBlock, kBlock + 100, 0, kBlock));
  EXPECT_EQ(clock.heard(after(0.055)), 240);
  EXPECT_EQ(clock.heard(after(0.1)), kBlock + 100);
  EXPECT_EQ(clock.heard(after(0.3)), kBlock + 100);
  clock.add(call(0.3, 30 * kBlock, kBlock + 100, kBlock));
  EXPECT_EQ(clock.heard(after(0.345)), kBlock + 100) << "the silence before it is still heard";
  EXPECT_NEAR(static_cast<double>(clock.heard(after(0.355))), kBlock + 100 + 240, 2);
}

TEST(OutputClock, DoesNotRunAheadOfADeviceThatHasStopped) {
  OutputClock clock(kRate);
  for (int i = 0; i < 10; ++i) clock.add(call(i * 0.01, i * kBlock, i * kBlock, kBlock));
  EXPECT_EQ(clock.heard(after(10)), 10 * kBlock);
}

}  // namespace
