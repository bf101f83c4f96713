#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/media/decode/clip_index.h"
#include "core/media/decode/video_reader.h"
#include "core/media/info.h"
#include "core/sample/monologue.h"
#include "core/sample/sample.h"
#include "tests/support/temp_folder.h"

namespace {

using test_support::TempFolder;

sample::SampleSettings small(double fps) {
  return {.seconds = 1.6, .fps = fps, .width = 160, .height = 120, .seed = 2};
}

TEST(SampleFiles, FrameRatesAreKeptExactly) {
  const std::pair<double, media::Rational> rates[] = {{25, {25, 1}},
                                                      {23.976, {24000, 1001}},
                                                      {29.97, {30000, 1001}},
                                                      {59.94, {60000, 1001}},
                                                      {12.5, {25, 2}}};
  for (const auto& [fps, exact] : rates) {
    const TempFolder folder;
    const auto files = sample::makeSample(small(fps), folder.path());
    const media::VideoReader video(media::indexClip(files.video));
    EXPECT_EQ(video.info().frameRate.num * exact.den, video.info().frameRate.den * exact.num) << fps;
    EXPECT_FALSE(video.info().isVariableRate) << fps;
    EXPECT_EQ(video.info().frames, std::llround(1.6 * fps));
  }
}

TEST(SampleFiles, TruthHasEveryFrameAndTheSoundIsInTheVideo) {
  const TempFolder folder;
  const auto files = sample::makeSample(small(25), folder.path());
  const auto truth = nlohmann::json::parse(base::readFile(files.truth));
  const media::Probe probe = media::indexClip(files.video)->probe;
  ASSERT_TRUE(probe.video.has_value());
  ASSERT_EQ(truth["frames"].size(), static_cast<std::size_t>(probe.video->frames));
  EXPECT_EQ(truth["frames"][0]["points"].size(), 68u);
  EXPECT_EQ(truth["fps"], "25/1");
  EXPECT_GT(truth["phones"].size(), 4u);
  EXPECT_EQ(probe.video->pixelFormatName, "yuv420p");
  EXPECT_EQ(probe.video->color, (media::ColorTags{.range = 1,
                                                  .matrix = 1,
                                                  .primaries = 1,
                                                  .transfer = 1,
                                                  .chromaLocation = probe.video->color.chromaLocation}));
  ASSERT_EQ(probe.audio.size(), 1u);
  EXPECT_NEAR(probe.audio[0].durationSec, 1.6, 0.05);
  EXPECT_NEAR(media::indexClip(files.speech)->probe.audio.at(0).durationSec, 1.6, 0.001);
}

TEST(SampleFiles, OddSizesAreWrittenAsTheyAre) {
  const TempFolder folder;
  auto settings = small(25);
  settings.width = 161;
  settings.height = 121;
  settings.seconds = 0.2;
  const auto info = *media::indexClip(sample::makeSample(settings, folder.path()).video)->probe.video;
  EXPECT_EQ(info.width, 161);
  EXPECT_EQ(info.height, 121);
}

TEST(SampleFiles, NothingIsLeftBesideTheThreeFiles) {
  const TempFolder folder;
  sample::makeSample(small(25), folder.path() / "new folder ü");
  std::size_t count = 0;
  for ([[maybe_unused]] const auto& entry :
       std::filesystem::directory_iterator(folder.path() / "new folder ü"))
    ++count;
  EXPECT_EQ(count, 3u);
}

TEST(SampleFiles, ImpossibleWishesAreRefused) {
  const TempFolder folder;
  const auto with = [](auto change) {
    auto settings = small(25);
    change(settings);
    return settings;
  };
  const sample::SampleSettings bad[] = {
      with([](auto& s) { s.seconds = 0; }),  with([](auto& s) { s.seconds = std::nan(""); }),
      with([](auto& s) { s.fps = -1; }),     with([](auto& s) { s.width = 0; }),
      with([](auto& s) { s.text = "..."; }), with([](auto& s) { s.voice = "no such voice"; })};
  for (const auto& settings : bad) {
    EXPECT_THROW(sample::makeSample(settings, folder.path()), base::Error) << settings.text << settings.voice;
  }
}

TEST(Monologue, FillsTheTimeAndKeepsPhonesInOrder) {
  for (const double seconds : {0.1, 1.0, 3.3, 40.0}) {
    const auto said = sample::monologue("Hello there.", "en-gb", seconds);
    EXPECT_EQ(said.samples.size(), static_cast<std::size_t>(std::llround(seconds * said.rate)));
    double before = 0;
    for (const auto& phone : said.phones) {
      EXPECT_GE(phone.startSec, before - 1e-9);
      EXPECT_LE(phone.endSec, seconds + 1e-9);
      before = phone.startSec;
    }
    EXPECT_EQ(said.samples.front(), 0);
    EXPECT_EQ(said.samples.back(), 0);
  }
}

}  // namespace
