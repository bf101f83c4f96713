#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <numeric>
#include <thread>

#include "core/audio/device_input_buffer.h"
#include "core/audio/device_output_buffer.h"

namespace {

using audio::Block;
using audio::Clock;
using audio::durationOf;
using audio::InputBuffer;
using audio::OutputBuffer;
using audio::Ring;
using testing::Each;
using testing::ElementsAre;

constexpr int kRate = 1000;  // a frame is a millisecond
const Clock::time_point kBegin = Clock::now() + std::chrono::hours(1);

Clock::time_point after(double seconds) { return kBegin + durationOf(seconds); }

std::vector<float> counted(int first, int count) {
  std::vector<float> samples(static_cast<std::size_t>(count));
  std::iota(samples.begin(), samples.end(), static_cast<float>(first));
  return samples;
}

// What the device gets at `seconds`.
std::vector<float> ask(OutputBuffer& buffer, double seconds, std::size_t frames, std::size_t channels = 1) {
  std::vector<float> out(frames * channels, -1.0F);
  buffer.fill({.out = out.data(), .frames = frames, .at = after(seconds), .latencySec = 0.02});
  return out;
}

void say(InputBuffer& buffer, const std::vector<float>& samples, double seconds, bool hasSkipped = false) {
  buffer.take({.in = samples.data(),
               .frames = samples.size(),
               .at = after(seconds),
               .latencySec = 0.02,
               .hasSkipped = hasSkipped});
}

TEST(Ring, HandsEverythingOverInOrderBetweenTwoThreads) {
  Ring<int> ring(61);
  constexpr int kCount = 50000;
  std::jthread pusher([&ring] {
    for (int next = 0; next < kCount;) {
      std::array<int, 17> items;
      std::iota(items.begin(), items.end(), next);
      const auto wanted = std::min<std::size_t>(items.size(), static_cast<std::size_t>(kCount - next));
      next += static_cast<int>(ring.push(std::span(items).first(wanted)));
      std::this_thread::yield();
    }
  });
  int expected = 0;
  while (expected < kCount) {
    std::array<int, 23> items;
    const std::size_t count = ring.pop(items);
    for (std::size_t i = 0; i < count; ++i) ASSERT_EQ(items[i], expected++);
    std::this_thread::yield();
  }
}

TEST(OutputBuffer, GivesWhatWasWrittenThenSilence) {
  OutputBuffer buffer(kRate, 1, OutputBuffer::Driver::device);
  EXPECT_EQ(buffer.write(counted(1, 5), kBegin), 5U);
  EXPECT_THAT(ask(buffer, 0, 3), ElementsAre(1, 2, 3));
  EXPECT_THAT(ask(buffer, 0.003, 4), ElementsAre(4, 5, 0, 0));
  EXPECT_EQ(buffer.heard(after(0.022)), 2);
  EXPECT_EQ(buffer.heard(after(1)), 5);
}

TEST(OutputBuffer, TakesWholeFramesUpToHalfASecondAhead) {
  OutputBuffer buffer(kRate, 2, OutputBuffer::Driver::device);
  EXPECT_EQ(buffer.write(counted(0, 3), kBegin), 1U);
  EXPECT_EQ(buffer.write(counted(0, 4000), kBegin), 499U);
  EXPECT_EQ(buffer.write(counted(0, 2), kBegin), 0U);
  EXPECT_THAT(ask(buffer, 0, 2, 2), ElementsAre(0, 1, 0, 1));
}

TEST(OutputBuffer, ForgetsWhatWasNotHeardWhenClearedAndCountsAnew) {
  OutputBuffer buffer(kRate, 1, OutputBuffer::Driver::device);
  ask(buffer, -0.1, 100);  // the device runs already
  buffer.write(counted(1, 100), kBegin);
  ask(buffer, 0, 50);
  EXPECT_EQ(buffer.heard(after(0.04)), 20);
  buffer.clear();
  EXPECT_EQ(buffer.heard(after(0.04)), 0);
  buffer.write(counted(501, 50), kBegin);
  EXPECT_THAT(ask(buffer, 0.05, 3), ElementsAre(501, 502, 503));
  EXPECT_EQ(buffer.heard(after(0.07)), 0) << "the old sound is heard to its end first";
  EXPECT_EQ(buffer.heard(after(0.072)), 2);
}

TEST(OutputBuffer, KeepsItsSoundWhilePaused) {
  OutputBuffer buffer(kRate, 1, OutputBuffer::Driver::device);
  buffer.write(counted(1, 100), kBegin);
  ask(buffer, 0, 10);
  buffer.pause(true, after(0.01));
  EXPECT_THAT(ask(buffer, 0.01, 10), Each(0));
  EXPECT_EQ(buffer.heard(after(0.04)), 10);
  buffer.pause(false, after(0.04));
  EXPECT_THAT(ask(buffer, 0.04, 2), ElementsAre(11, 12));
}

TEST(OutputBuffer, GoesOnByTheMachinesClockWhenTheDeviceHasGone) {
  OutputBuffer buffer(kRate, 1, OutputBuffer::Driver::device);
  ask(buffer, -0.1, 100);  // the device runs already
  buffer.write(counted(1, 400), kBegin);
  ask(buffer, 0, 100);
  EXPECT_EQ(buffer.heard(after(0.07)), 50);
  EXPECT_FALSE(buffer.isByMachine());
  buffer.driveByMachine(after(0.07));
  EXPECT_TRUE(buffer.isByMachine());
  EXPECT_EQ(buffer.heard(after(0.07)), 50);
  EXPECT_EQ(buffer.heard(after(0.12)), 100);
  EXPECT_EQ(buffer.heard(after(0.27)), 250);
  EXPECT_THAT(ask(buffer, 0.3, 4), Each(0)) << "a device that comes back too late gets nothing";
  EXPECT_EQ(buffer.heard(after(5)), 400);
  EXPECT_EQ(buffer.write(counted(1, 500), after(5)), 500U)
      << "there is room for what the device would have taken";
  EXPECT_EQ(buffer.heard(after(5.1)), 500);
}

TEST(OutputBuffer, WithoutADeviceRunsByTheMachinesClock) {
  OutputBuffer buffer(kRate, 2, OutputBuffer::Driver::machine);
  EXPECT_EQ(buffer.heard(after(0)), 0);
  buffer.write(counted(0, 600), after(1));
  EXPECT_EQ(buffer.heard(after(1)), 0);
  EXPECT_NEAR(static_cast<double>(buffer.heard(after(1.1))), 100, 1);
  buffer.pause(true, after(1.1));
  EXPECT_NEAR(static_cast<double>(buffer.heard(after(1.15))), 100, 1);
  buffer.pause(false, after(1.2));
  EXPECT_NEAR(static_cast<double>(buffer.heard(after(1.25))), 150, 1);
  buffer.clear();
  EXPECT_EQ(buffer.heard(after(1.3)), 0);
  buffer.write(counted(0, 100), after(1.3));
  EXPECT_NEAR(static_cast<double>(buffer.heard(after(1.32))), 20, 1);
  EXPECT_EQ(buffer.heard(after(9)), 50);
}

TEST(InputBuffer, GivesWhatCameAndTellsWhenItReachedTheMicrophone) {
  InputBuffer buffer(kRate, 1);
  EXPECT_FALSE(buffer.timeOf(0));
  std::vector<float> samples;
  buffer.read(samples);
  EXPECT_TRUE(samples.empty());
  say(buffer, counted(1, 3), 1);
  say(buffer, counted(4, 2), 1.003);
  buffer.read(samples);
  EXPECT_THAT(samples, ElementsAre(1, 2, 3, 4, 5));
  say(buffer, counted(6, 1), 1.005);
  buffer.read(samples);
  EXPECT_THAT(samples, ElementsAre(1, 2, 3, 4, 5, 6));
  EXPECT_EQ(buffer.lost(), 0);
  ASSERT_TRUE(buffer.timeOf(0));
  EXPECT_NEAR(audio::secondsBetween(kBegin, *buffer.timeOf(0)), 0.98, 1e-6);
  EXPECT_NEAR(audio::secondsBetween(kBegin, *buffer.timeOf(500)), 1.48, 1e-6);
}

TEST(InputBuffer, PutsSilenceWhereNobodyReadInTime) {
  InputBuffer buffer(kRate, 1);
  for (int i = 0; i < 120; ++i) say(buffer, std::vector<float>(100, 1.0F), i * 0.1);  // 12 s
  std::vector<float> samples;
  buffer.read(samples);
  EXPECT_EQ(samples.size(), 10000U);
  say(buffer, std::vector<float>(100, 2.0F), 12);
  samples.clear();
  buffer.read(samples);
  ASSERT_EQ(samples.size(), 2100U);
  EXPECT_THAT(std::vector(samples.begin(), samples.begin() + 2000), Each(0));
  EXPECT_THAT(std::vector(samples.begin() + 2000, samples.end()), Each(2));
  EXPECT_EQ(buffer.lost(), 2000);
}

TEST(InputBuffer, PutsSilenceWhereTheDeviceSkipped) {
  InputBuffer buffer(kRate, 1);
  for (int i = 0; i < 10; ++i) say(buffer, std::vector<float>(100, 1.0F), i * 0.1);
  say(buffer, std::vector<float>(100, 2.0F), 1.05, true);
  std::vector<float> samples;
  buffer.read(samples);
  ASSERT_EQ(samples.size(), 1150U);
  EXPECT_EQ(samples[1049], 0);
  EXPECT_EQ(samples[1050], 2);
  EXPECT_EQ(buffer.lost(), 50);
  EXPECT_NEAR(audio::secondsBetween(kBegin, *buffer.timeOf(1050)), 1.03, 1e-6);
}

}  // namespace
