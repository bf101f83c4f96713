// With a real sound server behind PortAudio and ALSA, but no hardware.
#include "tests/support/virtual_sound.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "core/audio/latency.h"
#include "core/audio/recorder.h"
#include "core/media/decode/audio_reader.h"
#include "tests/support/wait_until.h"

namespace {

using audio::Recorder;
using test_support::TempFolder;
using test_support::VirtualSound;
using test_support::waitUntil;

// Noise has no second place that looks like the first one.
std::vector<float> noise(double seconds) {
  std::mt19937 random(7);
  std::uniform_real_distribution<float> value(-0.6F, 0.6F);
  std::vector<float> samples(static_cast<std::size_t>(seconds * VirtualSound::kRate));
  std::ranges::generate(samples, [&] { return value(random); });
  return samples;
}

// 16-bit devices stand between.
constexpr float kStep = 1.5F / 32768;

bool isLike(float a, float b) { return std::abs(a - b) <= kStep; }

// Where `sound` holds the whole of `part`, sample for sample; its size when it does not.
std::size_t placeOf(const std::vector<float>& part, const std::vector<float>& sound) {
  const auto place = std::search(sound.begin(), sound.end(), part.begin(), part.end(), isLike);
  return static_cast<std::size_t>(place - sound.begin());
}

// Waits until the take holds `seconds` of sound and a little more, counted from where it became loud.
bool waitUntilHeard(const Recorder& recorder, double seconds) {
  const auto isLoud = [](const audio::WaveformPeaks::Peak& peak) { return peak.high > 20; };
  return waitUntil([&] {
    const std::vector<audio::WaveformPeaks::Peak> peaks = recorder.peaks(0);
    const auto begin = std::ranges::find_if(peaks, isLoud);
    return begin != peaks.end() &&
           static_cast<double>(peaks.end() - begin) / audio::WaveformPeaks::kPerSec > seconds + 0.1;
  });
}

class WithVirtualSound : public testing::Test {
 protected:
  void SetUp() override {
    if (!VirtualSound::isInstalled()) GTEST_SKIP() << "PulseAudio and its ALSA plugin are not installed";
  }
  TempFolder folder_;
};

TEST_F(WithVirtualSound, TheMicrophoneAndTheLoudspeakerAreListed) {
  const VirtualSound sound;
  const std::vector<audio::Device> devices = audio::devices();
  EXPECT_EQ(std::ranges::count_if(devices, &audio::Device::isDefaultInput), 1);
  EXPECT_EQ(std::ranges::count_if(devices, &audio::Device::isDefaultOutput), 1);
}

TEST_F(WithVirtualSound, ATakeIsWhatTheMicrophoneHeardSampleForSample) {
  VirtualSound sound;
  Recorder recorder(audio::openInput("", VirtualSound::kRate, 1));
  recorder.start(folder_ / "take.wav");
  ASSERT_TRUE(waitUntil([&] { return recorder.seconds() > 0; }));
  const std::vector<float> said = noise(3);
  sound.playToMicrophone(said);
  ASSERT_TRUE(waitUntilHeard(recorder, 3));
  EXPECT_TRUE(recorder.secondsAt(audio::Clock::now()));
  const auto take = recorder.stop();
  ASSERT_TRUE(take);
  EXPECT_EQ(take->lost, 0);
  EXPECT_EQ(take->rate, VirtualSound::kRate);
  const std::vector<float> recorded = media::AudioReader(take->file).read(1 << 24);
  EXPECT_EQ(static_cast<std::int64_t>(recorded.size()), take->frames);
  EXPECT_LT(placeOf(said, recorded), recorded.size());
}

TEST_F(WithVirtualSound, ATakeIsKeptWhenTheMicrophoneIsPulledOut) {
  VirtualSound sound;
  Recorder recorder(audio::openInput("", VirtualSound::kRate, 1));
  recorder.start(folder_ / "take.wav");
  const std::vector<float> said = noise(1);
  ASSERT_TRUE(waitUntil([&] { return recorder.seconds() > 0; }));
  sound.playToMicrophone(said);
  ASSERT_TRUE(waitUntilHeard(recorder, 1));
  sound.unplugMicrophone();
  ASSERT_TRUE(waitUntil([&] { return recorder.failure().has_value(); }));
  EXPECT_EQ(recorder.failure()->fault, base::Fault::microphoneUnplugged);
  EXPECT_FALSE(recorder.isRecording());
  const auto take = recorder.stop();
  ASSERT_TRUE(take);
  ASSERT_TRUE(take->problem);
  EXPECT_EQ(take->problem->fault, base::Fault::microphoneUnplugged);
  const std::vector<float> recorded = media::AudioReader(take->file).read(1 << 24);
  EXPECT_LT(placeOf(said, recorded), recorded.size());
}

// Writes all of it, as fast as there is room.
void playAll(audio::Output& output, std::span<const float> samples) {
  while (!samples.empty()) {
    ASSERT_TRUE(waitUntil([&] {
      samples = samples.subspan(output.write(samples) * static_cast<std::size_t>(output.channels()));
      return samples.size() < 2 || output.heard() > 0;
    }));
  }
}

TEST_F(WithVirtualSound, WhatIsWrittenIsPlayedSampleForSample) {
  VirtualSound sound;
  sound.listen();
  const auto output = audio::openOutput("", VirtualSound::kRate, 1);
  const std::vector<float> said = noise(2), settling(VirtualSound::kRate / 2);
  playAll(*output, settling);  // servers may drop the very beginning of a stream
  playAll(*output, said);
  const auto all = static_cast<std::int64_t>(settling.size() + said.size());
  ASSERT_TRUE(waitUntil([&] { return output->heard() == all; }));
  EXPECT_TRUE(output->isAlive());
  EXPECT_TRUE(waitUntil([&] {
    const std::vector<float> listened = sound.listened();
    return placeOf(said, listened) < listened.size();
  }));
}

TEST_F(WithVirtualSound, ThePlaybackClockGoesOnWhenTheLoudspeakerIsPulledOut) {
  VirtualSound sound;
  const auto output = audio::openOutput("", VirtualSound::kRate, 1);
  const std::vector<float> said = noise(1);
  playAll(*output, said);
  ASSERT_TRUE(waitUntil([&] { return output->heard() > 0; }));
  EXPECT_TRUE(output->isAlive());
  sound.unplugLoudspeaker();
  ASSERT_TRUE(waitUntil([&] { return !output->isAlive(); }));
  playAll(*output, said);
  EXPECT_TRUE(waitUntil([&] { return output->heard() == static_cast<std::int64_t>(2 * said.size()); }));
}

TEST_F(WithVirtualSound, TheLatencyOfALoopIsMeasured) {
  const VirtualSound sound(VirtualSound::Microphone::beforeTheLoudspeaker);
  const auto input = audio::openInput("", VirtualSound::kRate, 1);
  const auto output = audio::openOutput("", VirtualSound::kRate, 2);
  const std::optional<double> late = audio::measureLatency(*output, *input);
  ASSERT_TRUE(late);
  EXPECT_LT(std::abs(*late), 0.3) << "what the devices themselves tell is taken off already";
  RecordProperty("late", std::to_string(*late));
}

TEST_F(WithVirtualSound, ALoopThatIsOpenMeasuresNothing) {
  const VirtualSound sound;
  const auto input = audio::openInput("", VirtualSound::kRate, 1);
  const auto output = audio::openOutput("", VirtualSound::kRate, 2);
  EXPECT_FALSE(audio::measureLatency(*output, *input));
}

}  // namespace
