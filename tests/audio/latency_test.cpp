#include "core/audio/latency.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "core/audio/device_clock.h"
#include "core/audio/recorder.h"

namespace {

using audio::Clock;

// A loudspeaker and a microphone before it, both by the machine's clock.
struct Room {
  int outputRate = 48000, inputRate = 44100;
  double lateSec = 0, gain = 0.3, noise = 0;
  std::vector<float> written{};  // the first channel
  std::optional<Clock::time_point> playing{};
  Clock::time_point listening = Clock::now();
};

class RoomOutput final : public audio::Output {
 public:
  explicit RoomOutput(Room& room) : room_(room) {}
  int rate() const override { return room_.outputRate; }
  int channels() const override { return 2; }
  std::size_t write(std::span<const float> samples) override {
    if (!room_.playing && !samples.empty()) room_.playing = Clock::now();
    for (std::size_t i = 0; i < samples.size(); i += 2) room_.written.push_back(samples[i]);
    return samples.size() / 2;
  }
  std::int64_t heard() const override {
    if (!room_.playing) return 0;
    const double seconds = audio::secondsBetween(*room_.playing, Clock::now());
    return std::min(static_cast<std::int64_t>(seconds * rate()),
                    static_cast<std::int64_t>(room_.written.size()));
  }
  void clear() override { room_.written.clear(); }
  void pause(bool) override {}
  bool isAlive() const override { return true; }

 private:
  Room& room_;
};

class RoomInput final : public audio::Input {
 public:
  explicit RoomInput(Room& room) : room_(room) {}
  int rate() const override { return room_.inputRate; }
  int channels() const override { return 1; }
  void read(std::vector<float>& samples) override {
    const double now = audio::secondsBetween(room_.listening, Clock::now());
    for (; static_cast<double>(frame_) < now * rate(); ++frame_) samples.push_back(soundAt(frame_));
  }
  std::int64_t lost() const override { return 0; }
  std::optional<Clock::time_point> timeOf(std::int64_t frame) const override {
    return room_.listening + audio::durationOf(static_cast<double>(frame) / rate());
  }
  bool isAlive() const override { return true; }

 private:
  float soundAt(std::int64_t frame) {
    const float noise = static_cast<float>(room_.noise) * noise_(random_);
    if (!room_.playing) return noise;
    const double seconds = audio::secondsBetween(*room_.playing, *timeOf(frame)) - room_.lateSec;
    const double at = std::round(seconds * room_.outputRate);
    const bool isSound = at >= 0 && at < static_cast<double>(room_.written.size());
    return noise +
           (isSound ? static_cast<float>(room_.gain) * room_.written[static_cast<std::size_t>(at)] : 0);
  }
  Room& room_;
  std::int64_t frame_ = 0;
  std::mt19937 random_{1};
  std::normal_distribution<float> noise_{0, 1};
};

std::optional<double> measure(Room room) {
  RoomOutput output(room);
  RoomInput input(room);
  return audio::measureLatency(output, input);
}

// The measured place is a whole frame, and the moment at which the chirp begins is told to a frame.
constexpr double kFrame = 1.0 / 44100 + 1.0 / 48000;

TEST(MeasureLatency, TellsByHowMuchATakeIsLate) {
  const auto late = measure({.lateSec = 0.1234});
  ASSERT_TRUE(late);
  EXPECT_NEAR(*late, 0.1234, 2 * kFrame);
}

TEST(MeasureLatency, IsNegativeWhereTheDevicesClaimTooMuch) {
  const auto late = measure({.outputRate = 44100, .inputRate = 16000, .lateSec = -0.05});
  ASSERT_TRUE(late);
  EXPECT_NEAR(*late, -0.05, 2.0 / 16000);
}

TEST(MeasureLatency, HearsAQuietClickInNoise) {
  const auto late = measure({.lateSec = 0.02, .gain = -0.02, .noise = 0.004});
  ASSERT_TRUE(late);
  EXPECT_NEAR(*late, 0.02, 4 * kFrame);
}

TEST(MeasureLatency, FindsNothingInSilenceOrNoise) {
  EXPECT_FALSE(measure({.gain = 0}));
  EXPECT_FALSE(measure({.gain = 0, .noise = 0.1}));
}

}  // namespace
