#include "core/audio/recorder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>

#include "core/base/error.h"
#include "core/media/decode/audio_reader.h"
#include "tests/support/fake_input.h"
#include "tests/support/temp_folder.h"
#include "tests/support/wait_until.h"

namespace {

using audio::Recorder;
using test_support::FakeInput;
using test_support::FakeMicrophone;
using test_support::TempFolder;
using test_support::waitUntil;

std::vector<float> wave(std::size_t count, std::size_t first = 0) {
  std::vector<float> samples(count);
  for (std::size_t i = 0; i < count; ++i)
    samples[i] = static_cast<float>(0.7 * std::sin(0.05 * static_cast<double>(first + i)));
  return samples;
}

std::vector<float> contents(const std::filesystem::path& file) {
  return media::AudioReader(file).read(1 << 22);
}

struct Studio {
  explicit Studio(int rate = 48000, int channels = 1, int channel = -1)
      : microphone(std::make_shared<FakeMicrophone>(rate, channels)),
        recorder(std::make_unique<FakeInput>(microphone), channel) {}
  TempFolder folder;
  std::shared_ptr<FakeMicrophone> microphone;
  Recorder recorder;
};

TEST(Recorder, WritesWhatTheMicrophoneHearsFromStartToStop) {
  Studio studio;
  studio.microphone->say(wave(1000));  // before the start: only for the meter
  studio.recorder.start(studio.folder / "take.wav");
  EXPECT_TRUE(studio.recorder.isRecording());
  const std::vector<float> said = wave(100000);
  for (std::size_t at = 0; at < said.size(); at += 700)
    studio.microphone->say(std::span(said).subspan(at, std::min<std::size_t>(700, said.size() - at)));
  const auto take = studio.recorder.stop();
  ASSERT_TRUE(take);
  EXPECT_FALSE(studio.recorder.isRecording());
  EXPECT_FALSE(studio.recorder.failure());
  EXPECT_EQ(take->file, studio.folder / "take.wav");
  EXPECT_EQ(take->rate, 48000);
  EXPECT_EQ(take->frames, 100000);
  EXPECT_EQ(take->lost, 0);
  EXPECT_FALSE(take->problem);
  EXPECT_EQ(contents(take->file), said);
  EXPECT_FALSE(studio.recorder.stop());
}

TEST(Recorder, KeepsTheRateOfTheMicrophone) {
  Studio studio(11025);
  studio.recorder.start(studio.folder / "take.wav");
  studio.microphone->say(wave(500));
  ASSERT_TRUE(studio.recorder.stop());
  const media::AudioReader reader(studio.folder / "take.wav");
  EXPECT_EQ(reader.rate(), 11025);
  EXPECT_EQ(reader.channels(), 1);
}

TEST(Recorder, PicksAChannelOrAveragesAll) {
  const std::vector<float> stereo{0.5F, 0.25F, -0.5F, 0.75F};
  for (const auto& [channel, expected] : std::vector<std::pair<int, std::vector<float>>>{
           {-1, {0.375F, 0.125F}}, {0, {0.5F, -0.5F}}, {1, {0.25F, 0.75F}}, {7, {0.25F, 0.75F}}}) {
    Studio studio(48000, 2, channel);
    studio.recorder.start(studio.folder / "take.wav");
    studio.microphone->say(stereo);
    ASSERT_TRUE(studio.recorder.stop());
    EXPECT_EQ(contents(studio.folder / "take.wav"), expected) << channel;
  }
}

TEST(Recorder, RecordsOneTakeAfterTheOther) {
  Studio studio;
  for (int number = 0; number < 3; ++number) {
    const auto file = studio.folder / ("take" + std::to_string(number) + ".wav");
    studio.recorder.start(file);
    studio.microphone->say(wave(480 * (number + 1)));
    ASSERT_TRUE(studio.recorder.stop());
    EXPECT_EQ(contents(file), wave(480 * (number + 1)));
    EXPECT_EQ(studio.recorder.peaks(0).size(), static_cast<std::size_t>(number + 1));
  }
}

TEST(Recorder, NeverWritesOverAFile) {
  Studio studio;
  const auto file = studio.folder / "take.wav";
  std::ofstream(file) << "dear";
  try {
    studio.recorder.start(file);
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.code(), base::Code::exists);
  }
  EXPECT_FALSE(studio.recorder.isRecording());
  EXPECT_EQ(std::filesystem::file_size(file), 4U);
  EXPECT_THROW(studio.recorder.start(studio.folder / "none" / "take.wav"), base::Error);
}

TEST(Recorder, KeepsTheTakeOfAMicrophoneThatIsUnplugged) {
  Studio studio;
  studio.recorder.start(studio.folder / "take.wav");
  const std::vector<float> said = wave(30000);
  studio.microphone->say(said);
  studio.microphone->unplug();
  ASSERT_TRUE(waitUntil([&] { return studio.recorder.failure().has_value(); }));
  EXPECT_EQ(studio.recorder.failure()->fault, base::Fault::microphoneUnplugged);
  EXPECT_FALSE(studio.recorder.isRecording());
  EXPECT_EQ(contents(studio.folder / "take.wav"), said) << "whole before anybody asks for it";
  const auto take = studio.recorder.stop();
  ASSERT_TRUE(take);
  EXPECT_EQ(take->frames, 30000);
  ASSERT_TRUE(take->problem);
  EXPECT_EQ(take->problem->fault, base::Fault::microphoneUnplugged);
  EXPECT_THROW(studio.recorder.start(studio.folder / "next.wav"), base::Error);
  EXPECT_FALSE(std::filesystem::exists(studio.folder / "next.wav"));
}

TEST(Recorder, KeepsTheTakeWhereTheMemoryEnds) {
  Studio studio;
  studio.recorder.start(studio.folder / "take.wav");
  const std::vector<float> said = wave(30000);
  studio.microphone->say(said);
  ASSERT_TRUE(waitUntil([&] { return studio.recorder.seconds() == 30000 / 48000.0; }));
  studio.microphone->exhaust();
  ASSERT_TRUE(waitUntil([&] { return studio.recorder.failure().has_value(); }));
  EXPECT_FALSE(studio.recorder.isRecording());
  EXPECT_EQ(contents(studio.folder / "take.wav"), said);
  const auto take = studio.recorder.stop();
  ASSERT_TRUE(take);
  EXPECT_EQ(take->frames, 30000);
  ASSERT_TRUE(take->problem);
  EXPECT_EQ(take->problem->fault, base::Fault::outOfMemory);
}

TEST(Recorder, CountsWhatTheMicrophoneLostDuringTheTake) {
  Studio studio;
  studio.microphone->lose(5);
  studio.recorder.start(studio.folder / "take.wav");
  studio.microphone->lose(7);
  studio.microphone->say(wave(100));
  const auto take = studio.recorder.stop();
  ASSERT_TRUE(take);
  EXPECT_EQ(take->lost, 7);
}

TEST(Recorder, ShowsTheOutlineOfWhatIsWritten) {
  Studio studio(1000);
  studio.microphone->say(std::vector<float>(13, 1.0F));
  studio.recorder.start(studio.folder / "take.wav");
  std::vector<float> said(25, 0.0F);
  said[3] = 0.5F;
  said[9] = -1;
  said[10] = 0.25F;
  studio.microphone->say(said);
  ASSERT_TRUE(waitUntil([&] { return studio.recorder.seconds() > 0; }));
  EXPECT_DOUBLE_EQ(studio.recorder.seconds(), 0.025);
  const std::vector<audio::WaveformPeaks::Peak> expected{{-127, 64}, {0, 32}};
  EXPECT_EQ(studio.recorder.peaks(0), expected);
  EXPECT_EQ(studio.recorder.peaks(1), std::vector{expected[1]});
  EXPECT_TRUE(studio.recorder.peaks(9).empty());
}

TEST(Recorder, TellsHowLoudItIsBeforeAndWhileRecording) {
  Studio studio(1000, 2);
  const auto level = [&] { return studio.recorder.level(); };
  EXPECT_EQ(level().peak, 0);
  studio.microphone->say(std::vector<float>{0.2F, -0.8F});
  studio.microphone->say(std::vector<float>(38, 0.1F));
  ASSERT_TRUE(waitUntil([&] { return level().peak > 0; }));
  EXPECT_FLOAT_EQ(level().peak, 0.3F) << "the mean of both channels";
  EXPECT_FALSE(level().hasClipped);
  studio.microphone->say(std::vector<float>(2 * 500, 0.1F));
  ASSERT_TRUE(waitUntil([&] { return level().peak < 0.2F; }));
  EXPECT_FLOAT_EQ(level().peak, 0.1F);
  EXPECT_FLOAT_EQ(level().held, 0.3F);
  studio.microphone->say(std::vector<float>(2 * 2000, 0.05F));
  ASSERT_TRUE(waitUntil([&] { return level().held < 0.1F; }));
}

TEST(Recorder, WarnsOfClippingOnAnyChannelUntilItIsReset) {
  Studio studio(1000, 2);
  studio.microphone->say(std::vector<float>{0.0F, 1.0F});
  ASSERT_TRUE(waitUntil([&] { return studio.recorder.level().hasClipped; }));
  studio.recorder.resetClip();
  EXPECT_FALSE(studio.recorder.level().hasClipped);
  studio.microphone->say(std::vector<float>{-1.0F, 0.0F});
  ASSERT_TRUE(waitUntil([&] { return studio.recorder.level().hasClipped; }));
  studio.recorder.start(studio.folder / "take.wav");
  EXPECT_FALSE(studio.recorder.level().hasClipped) << "counted from where the recording began";
}

TEST(Recorder, TellsWhereInTheFileAMomentIs) {
  Studio studio(1000);
  EXPECT_FALSE(studio.recorder.secondsAt(audio::Clock::now()));
  studio.microphone->say(std::vector<float>(500));
  studio.recorder.start(studio.folder / "take.wav");
  EXPECT_FALSE(studio.recorder.secondsAt(audio::Clock::now())) << "nothing is written yet";
  studio.microphone->say(std::vector<float>(100));
  ASSERT_TRUE(waitUntil([&] { return studio.recorder.seconds() > 0; }));
  const auto at = studio.recorder.secondsAt(studio.microphone->begin + std::chrono::milliseconds(560));
  ASSERT_TRUE(at);
  EXPECT_NEAR(*at, 0.06, 1e-6);
  studio.recorder.stop();
  EXPECT_FALSE(studio.recorder.secondsAt(audio::Clock::now()));
}

TEST(Recorder, EndsTheFileWhenItIsDestroyed) {
  TempFolder folder;
  const auto microphone = std::make_shared<FakeMicrophone>(48000, 1);
  {
    Recorder recorder(std::make_unique<FakeInput>(microphone));
    recorder.start(folder / "take.wav");
    microphone->say(wave(4321));
  }
  EXPECT_EQ(contents(folder / "take.wav"), wave(4321));
}

}  // namespace
