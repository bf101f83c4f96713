#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/media/encode/sound_mix.h"
#include "tests/media/write_support.h"

using namespace write_support;

namespace {

std::vector<float> wholeMix(const media::SoundPlan& plan) {
  media::SoundMix mix(plan);
  std::vector<float> all;
  for (std::vector<float> part; !(part = mix.read(1000)).empty();)
    all.insert(all.end(), part.begin(), part.end());
  return all;
}

media::SoundPlan planOf(const std::filesystem::path& voice, double durationSec) {
  media::SoundPlan plan;
  plan.voices = {{voice, 0, 0}};
  plan.durationSec = durationSec;
  return plan;
}

media::MuxPlan withSound(const test_support::TempFolder& folder, const std::filesystem::path& voice,
                         const std::string& output) {
  const Clip clip = makeClip({.frames = 50});
  media::EncodeSettings settings{.preset = "ultrafast", .threads = 1};
  if (output.ends_with(".webm")) settings = {.codec = "vp9", .preset = "8", .threads = 1};
  media::MuxPlan plan = muxPlan(clip, writeChunks(clip, settings, {}, folder.path()), folder / output);
  plan.sound = planOf(voice, 2);
  return plan;
}

}  // namespace

TEST(Sound, TheSpeechKeepsItsRateAndChannelsAndStaysInTimeInEveryContainer) {
  for (const auto& [ending, codec] : std::vector<std::pair<std::string, std::string>>{{"mp4", "aac"},
                                                                                      {"mov", "aac"},
                                                                                      {"mkv", "flac"},
                                                                                      {"webm", "opus"},
                                                                                      {"ts", "aac"},
                                                                                      {"avi", "pcm_s16le"}}) {
    SCOPED_TRACE(ending);
    const test_support::TempFolder folder;
    writeTone(folder / "tone.wav", {.seconds = 0.5, .rate = 22050});
    media::MuxPlan plan = withSound(folder, folder / "tone.wav", "out." + ending);
    plan.sound.voices[0].atSec = 1;
    ASSERT_TRUE(media::mux(plan, {}, {}));
    const auto stream = firstStream(plan.output, "audio");
    EXPECT_EQ(stream["codec_name"], codec);
    EXPECT_EQ(stream["channels"], 1);
    EXPECT_EQ(stream["sample_rate"], codec == "opus" ? "48000" : "22050");
    const auto heard = decodedSound(plan.output, 22050, 1);
    // 20 ms inside the edges: codecs smear a little.
    EXPECT_LT(toneLevel(heard, 22050, 1, 440, 0.2, 0.98), 0.005);
    EXPECT_NEAR(toneLevel(heard, 22050, 1, 440, 1.02, 1.48), 0.5, 0.03);
    EXPECT_LT(toneLevel(heard, 22050, 1, 440, 1.52, 1.9), 0.005);
  }
}

TEST(Sound, SpeechIsMixedAtItsTimeAndGain) {
  const test_support::TempFolder folder;
  writeTone(folder / "a.wav", {.hertz = 400, .amplitude = 0.25, .seconds = 1, .rate = 16000});
  writeTone(folder / "b.wav", {.hertz = 1000, .amplitude = 0.25, .seconds = 1, .rate = 16000});
  media::SoundPlan plan = planOf(folder / "a.wav", 2);
  plan.voices.push_back({folder / "b.wav", 0.5, -6.0206});
  const auto mix = wholeMix(plan);
  ASSERT_EQ(mix.size(), 32000u);
  EXPECT_NEAR(toneLevel(mix, 16000, 1, 400, 0, 0.5), 0.25, 1e-3);
  EXPECT_NEAR(toneLevel(mix, 16000, 1, 400, 0.5, 1), 0.25, 1e-3);
  EXPECT_NEAR(toneLevel(mix, 16000, 1, 1000, 0, 0.5), 0, 1e-3);
  EXPECT_NEAR(toneLevel(mix, 16000, 1, 1000, 0.5, 1.5), 0.125, 1e-3);
  EXPECT_NEAR(toneLevel(mix, 16000, 1, 1000, 1.5, 2), 0, 1e-3);
}

TEST(Sound, SpeechBeforeTheFirstPictureIsCut) {
  const test_support::TempFolder folder;
  writeTone(folder / "a.wav", {.hertz = 400, .seconds = 1, .rate = 16000});
  media::SoundPlan plan = planOf(folder / "a.wav", 1);
  plan.voices[0].atSec = -0.75;
  const auto mix = wholeMix(plan);
  ASSERT_EQ(mix.size(), 16000u);
  EXPECT_NEAR(toneLevel(mix, 16000, 1, 400, 0, 0.25), 0.5, 1e-3);
  EXPECT_NEAR(toneLevel(mix, 16000, 1, 400, 0.25, 1), 0, 1e-3);
}

TEST(Sound, TheOriginalIsHeardUnderTheSpeechAtItsGain) {
  const test_support::TempFolder folder;
  writeTone(folder / "speech.wav", {.hertz = 400, .amplitude = 0.25, .seconds = 1, .rate = 16000});
  writeTone(folder / "music.wav",
            {.hertz = 1000, .amplitude = 0.5, .seconds = 2, .rate = 48000, .channels = 2});
  media::SoundPlan plan = planOf(folder / "speech.wav", 2);
  plan.original = folder / "music.wav";
  plan.mix = media::Mix::over;
  plan.originalGainDb = -12.0412;
  media::SoundMix form(plan);
  EXPECT_EQ(form.rate(), 48000);
  EXPECT_EQ(form.channels(), 2);
  const auto mix = wholeMix(plan);
  EXPECT_NEAR(toneLevel(mix, 48000, 2, 400, 0.1, 0.9), 0.25, 2e-3) << "mono speech is as loud on each side";
  EXPECT_NEAR(toneLevel(mix, 48000, 2, 1000, 0.1, 1.9), 0.125, 1e-3);
}

TEST(Sound, DuckingLowersTheOriginalByTwelveDecibelsWhileThereIsSpeech) {
  const test_support::TempFolder folder;
  writeTone(folder / "speech.wav", {.hertz = 400, .amplitude = 0.25, .seconds = 1});
  writeTone(folder / "music.wav", {.hertz = 1000, .amplitude = 0.5, .seconds = 4});
  media::SoundPlan plan = planOf(folder / "speech.wav", 4);
  plan.voices[0].atSec = 1;
  plan.original = folder / "music.wav";
  plan.mix = media::Mix::duck;
  const auto mix = wholeMix(plan);
  const double lowered = 0.5 * std::pow(10, -12.0 / 20);
  EXPECT_NEAR(toneLevel(mix, 48000, 1, 1000, 0, 0.9), 0.5, 1e-3);
  EXPECT_NEAR(toneLevel(mix, 48000, 1, 1000, 1.02, 1.98), lowered, 2e-3);
  EXPECT_NEAR(toneLevel(mix, 48000, 1, 1000, 2.15, 2.16), 0.5 * std::pow(10, -6.0 / 20), 0.03)
      << "half released";
  EXPECT_NEAR(toneLevel(mix, 48000, 1, 1000, 2.35, 4), 0.5, 1e-3);
}

TEST(Sound, OutsideTheRangeTheOriginalAloneIsHeard) {
  for (const media::Mix mode : {media::Mix::replace, media::Mix::over, media::Mix::duck}) {
    const test_support::TempFolder folder;
    writeTone(folder / "speech.wav", {.hertz = 400, .amplitude = 0.25, .seconds = 3});
    writeTone(folder / "music.wav", {.hertz = 1000, .amplitude = 0.5, .seconds = 3});
    media::SoundPlan plan = planOf(folder / "speech.wav", 3);
    plan.original = folder / "music.wav";
    plan.mix = mode;
    plan.originalGainDb = -6.0206;
    plan.range = {1.0, 2.0};
    const auto mix = wholeMix(plan);
    EXPECT_NEAR(toneLevel(mix, 48000, 1, 1000, 0, 0.9), 0.5, 1e-3);
    EXPECT_NEAR(toneLevel(mix, 48000, 1, 400, 0, 1), 0, 1e-3);
    EXPECT_NEAR(toneLevel(mix, 48000, 1, 400, 1.02, 1.98), 0.25, 1e-3);
    EXPECT_NEAR(toneLevel(mix, 48000, 1, 400, 2, 3), 0, 1e-3);
    const double inside = mode == media::Mix::replace ? 0
                          : mode == media::Mix::over  ? 0.25
                                                      : 0.25 * std::pow(10, -0.6);
    EXPECT_NEAR(toneLevel(mix, 48000, 1, 1000, 1.02, 1.98), inside, 2e-3);
    EXPECT_NEAR(toneLevel(mix, 48000, 1, 1000, 2.4, 3), 0.5, 1e-3);
  }
}

TEST(Sound, SumsTooLoudForTheFormatAreLimitedAndDoNotWrapAround) {
  const test_support::TempFolder folder;
  writeTone(folder / "a.wav", {.hertz = 100, .amplitude = 0.9, .seconds = 1, .rate = 16000});
  media::SoundPlan plan = planOf(folder / "a.wav", 1);
  plan.voices.push_back(plan.voices[0]);
  const auto mix = wholeMix(plan);
  for (std::size_t i = 0; i < mix.size(); ++i) {
    const double wanted =
        std::clamp(1.8 * std::sin(2 * 3.14159265358979 * 100 * static_cast<double>(i) / 16000), -1.0, 1.0);
    ASSERT_NEAR(mix[i], wanted, 1e-3) << i;
  }
}

TEST(Sound, TheMixReachesTheLoudnessAskedFor) {
  for (const double target : {-23.0, -16.0, -30.0}) {
    const test_support::TempFolder folder;
    writeTone(folder / "tone.wav", {.hertz = 997, .amplitude = 0.05, .seconds = 5});
    media::MuxPlan plan = withSound(folder, folder / "tone.wav", "out.mkv");
    plan.sound.durationSec = 5;
    plan.sound.loudnessLufs = target;
    ASSERT_TRUE(media::mux(plan, {}, {}));
    const auto said =
        test_support::shell("ffmpeg -i " + test_support::quoted(plan.output.string()) +
                            " -map 0:a -af ebur128=framelog=verbose -f null - | grep -A2 Integrated");
    const auto at = said.output.find("I:");
    ASSERT_NE(at, std::string::npos) << said.output;
    EXPECT_NEAR(std::stod(said.output.substr(at + 2)), target, 0.5);
  }
}

TEST(Sound, LoudnessNeverDrivesPeaksOverMinusOneDecibel) {
  const test_support::TempFolder folder;
  writeTone(folder / "tone.wav", {.hertz = 997, .amplitude = 0.5, .seconds = 3});
  media::SoundPlan plan = planOf(folder / "tone.wav", 3);
  plan.loudnessLufs = 0;
  const auto mix = wholeMix(plan);
  EXPECT_NEAR(toneLevel(mix, 48000, 1, 997, 0.5, 2.5), std::pow(10, -1.0 / 20), 0.02);
}

TEST(Sound, SilenceStaysSilenceWhateverTheLoudnessAskedFor) {
  const test_support::TempFolder folder;
  writeTone(folder / "tone.wav", {.amplitude = 0, .seconds = 1});
  media::SoundPlan plan = planOf(folder / "tone.wav", 2);
  plan.loudnessLufs = -23;
  const auto mix = wholeMix(plan);
  EXPECT_EQ(mix, std::vector<float>(96000));
}

TEST(Sound, NumbersThatAreNotFiniteAreRefused) {
  const test_support::TempFolder folder;
  writeTone(folder / "tone.wav", {});
  media::SoundPlan bad = planOf(folder / "tone.wav", 1);
  bad.voices[0].atSec = std::nan("");
  EXPECT_THROW(media::SoundMix{bad}, base::Error);
  bad = planOf(folder / "tone.wav", -1);
  EXPECT_THROW(media::SoundMix{bad}, base::Error);
  bad = planOf(folder / "tone.wav", HUGE_VAL);
  EXPECT_THROW(media::SoundMix{bad}, base::Error);
}

TEST(Sound, ACodecThatTheContainerCannotHoldIsRefusedWithThoseThatItCan) {
  const test_support::TempFolder folder;
  writeTone(folder / "tone.wav", {});
  media::MuxPlan plan = withSound(folder, folder / "tone.wav", "out.webm");
  plan.sound.codec = "aac";
  try {
    media::mux(plan, {}, {});
    FAIL() << "aac in webm was accepted";
  } catch (const base::Error& error) {
    EXPECT_EQ(error.code(), base::Code::unsupported);
    EXPECT_NE(std::string(error.what()).find("opus"), std::string::npos) << error.what();
  }
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    EXPECT_NE(entry.path(), plan.output);
    EXPECT_FALSE(base::isUnfinishedName(entry.path())) << entry.path();
  }
}

TEST(Sound, CodecsPossibleInAContainerAreWritten) {
  for (const auto& [ending, codec] : std::vector<std::pair<std::string, std::string>>{{"mp4", "opus"},
                                                                                      {"mp4", "flac"},
                                                                                      {"mkv", "aac"},
                                                                                      {"mkv", "opus"},
                                                                                      {"mkv", "pcm"},
                                                                                      {"mov", "pcm"},
                                                                                      {"ts", "opus"}}) {
    SCOPED_TRACE(ending + " " + codec);
    const test_support::TempFolder folder;
    writeTone(folder / "tone.wav", {.seconds = 1.0, .rate = 44100, .channels = 2});
    media::MuxPlan plan = withSound(folder, folder / "tone.wav", "out." + ending);
    plan.sound.codec = codec;
    plan.sound.voices[0].atSec = 0.5;
    ASSERT_TRUE(media::mux(plan, {}, {}));
    const auto heard = decodedSound(plan.output, 48000, 2);
    EXPECT_LT(toneLevel(heard, 48000, 2, 440, 0.1, 0.48), 0.005);
    EXPECT_NEAR(toneLevel(heard, 48000, 2, 440, 0.52, 1.48), 0.5, 0.03);
    EXPECT_LT(toneLevel(heard, 48000, 2, 440, 1.52, 1.9), 0.005);
  }
}

TEST(Sound, WithoutAnySoundTheOutputHasNoSoundStream) {
  const test_support::TempFolder folder;
  writeTone(folder / "unused.wav", {});
  media::MuxPlan silent = withSound(folder, folder / "unused.wav", "silent.mp4");
  silent.sound.voices.clear();
  ASSERT_TRUE(media::mux(silent, {}, {}));
  EXPECT_TRUE(firstStream(silent.output, "audio").empty());
  media::MuxPlan plan = withSound(folder, folder / "unused.wav", "out.mp4");
  plan.sound.voices.clear();
  plan.sound.original = silent.output;
  ASSERT_TRUE(media::mux(plan, {}, {}));
  EXPECT_TRUE(firstStream(plan.output, "audio").empty());
}

TEST(Sound, AnOriginalWithoutSoundIsSilence) {
  const test_support::TempFolder folder;
  writeTone(folder / "tone.wav", {.hertz = 400, .seconds = 2, .rate = 16000});
  media::MuxPlan silent = withSound(folder, folder / "tone.wav", "silent.mp4");
  silent.sound.voices.clear();
  ASSERT_TRUE(media::mux(silent, {}, {}));
  media::SoundPlan plan = planOf(folder / "tone.wav", 2);
  plan.original = silent.output;
  plan.mix = media::Mix::duck;
  EXPECT_NEAR(toneLevel(wholeMix(plan), 16000, 1, 400, 0, 2), 0.5, 1e-3);
}
