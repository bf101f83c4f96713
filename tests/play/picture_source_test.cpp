#include "core/play/picture_source.h"

#include <gtest/gtest.h>

#include <random>

#include "core/media/picture/convert.h"
#include "core/play/read_ahead.h"
#include "tests/play/play_support.h"
#include "tests/support/temp_folder.h"

namespace {

using media::FrameNo;
using play::PictureSource;
using test_support::TempFolder;

constexpr std::size_t kPicture = 96 * 64 * 3 / 2;

base::Image seen(const media::Frame& frame) {
  return media::toBgra(frame, {}, frame.width(), frame.height());
}

TEST(APictureSource, TakesOneStepAtATimeFromTheKeyPicture) {
  const TempFolder folder;
  ASSERT_TRUE(play_support::makeClip(folder / "a.mp4", 90, 30));
  PictureSource source(media::indexClip(folder / "a.mp4"), 1, 1u << 20);
  EXPECT_EQ(source.keyBefore(59), 30);
  PictureSource::Step step = source.stepTo(45);
  EXPECT_EQ(step.number, 30);
  EXPECT_TRUE(step.isJump);
  media::VideoReader reader(media::indexClip(folder / "a.mp4"));
  for (FrameNo number = 31; number <= 45; ++number) {
    step = source.stepTo(45);
    ASSERT_EQ(step.number, number);
    EXPECT_FALSE(step.isJump);
    ASSERT_EQ(seen(step.picture), seen(reader.at(number)));
  }
  ASSERT_TRUE(source.cached(37));
  EXPECT_EQ(seen(*source.cached(37)), seen(reader.at(37)));
  EXPECT_FALSE(source.cached(46));
}

TEST(APictureSource, OfRealClipsGivesThePicturesThatTheReaderGives) {
  const auto folder = test_support::realMedia(REDUB_MEDIA_DEFAULT);
  if (folder.empty()) GTEST_SKIP() << "no folder of real clips";
  std::mt19937 random(3);
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".mp4" && entry.path().extension() != ".mpg") continue;
    PictureSource source(media::indexClip(entry.path()), 1, 64u << 20);
    media::VideoReader reader(media::indexClip(entry.path()));
    for (int i = 0; i < 3; ++i) {
      const auto frame = static_cast<FrameNo>(random() % static_cast<unsigned>(source.info().frames));
      PictureSource::Step step = source.stepTo(frame);
      while (step.number != frame) step = source.stepTo(frame);
      ASSERT_EQ(seen(step.picture), seen(reader.at(frame))) << entry.path() << " picture " << frame;
    }
  }
}

TEST(APictureSource, BackwardsEveryPictureIsThereBeforeItsTurn) {
  const TempFolder folder;
  ASSERT_TRUE(play_support::makeClip(folder / "a.mp4", 90, 30));
  for (const std::size_t pictures : {4u, 11u, 1000u}) {
    PictureSource source(media::indexClip(folder / "a.mp4"), 1, pictures * (kPicture + 4096));
    while (source.stepTo(89).number != 89) {
    }
    for (FrameNo current = 89; current > 0; --current) {
      while (source.stepBefore(current)) {
      }
      ASSERT_TRUE(source.cached(current - 1)) << current - 1 << " of " << pictures;
    }
  }
}

TEST(APictureCache, KeepsThoseAroundTheLastOneAndForgetsFromANumberOn) {
  const media::Frame picture = media::fromBgr(base::Image(96, 64, 3), "yuv420p");
  play::PictureCache cache(5 * picture.bytes());
  for (FrameNo number = 0; number < 20; ++number) cache.put(number, picture);
  EXPECT_EQ(cache.pictures(), 5U);
  EXPECT_LE(cache.bytes(), 5 * picture.bytes());
  EXPECT_FALSE(cache.has(14));
  EXPECT_TRUE(cache.has(15));
  cache.find(15);
  cache.put(14, picture);
  EXPECT_TRUE(cache.has(14));
  EXPECT_FALSE(cache.has(19));
  cache.forgetFrom(16);
  EXPECT_EQ(cache.pictures(), 2U);
  EXPECT_EQ(cache.bytes(), 2 * picture.bytes());
}

TEST(ReadAheadPictures, AreFoundInTheirOrderAlsoRoundALoop) {
  const media::Frame picture = media::fromBgr(base::Image(96, 64, 3), "yuv420p");
  play::ReadAhead ahead(4 * picture.bytes());
  for (const FrameNo number : {8, 9, 5, 6}) ahead.put(number, picture);
  EXPECT_TRUE(ahead.isFull());
  EXPECT_EQ(ahead.last(), 6);
  EXPECT_TRUE(ahead.find(8));
  EXPECT_TRUE(ahead.find(5));  // 9 is late and left out
  EXPECT_FALSE(ahead.isFull());
  EXPECT_FALSE(ahead.find(9));
  EXPECT_FALSE(ahead.last());
}

}  // namespace
