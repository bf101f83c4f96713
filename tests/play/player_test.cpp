#include "core/play/player.h"

#include <gtest/gtest.h>

#include <fstream>
#include <random>

#include "core/base/error.h"
#include "core/media/picture/convert.h"
#include "tests/play/play_support.h"
#include "tests/support/make_media.h"

namespace {

using media::FrameNo;
using play::Player;
using play_support::Watcher;
using test_support::makeMedia;
using test_support::TempFolder;

class APlayer : public testing::Test {
 protected:
  static constexpr FrameNo kFrames = 120;
  void SetUp() override {
    ASSERT_TRUE(play_support::makeClip(file, kFrames, 50));
    open();
  }
  void open(std::size_t cacheBytes = 256u << 20) {
    player.emplace(Player::Options{.isSilent = true, .threads = 1, .cacheBytes = cacheBytes},
                   watcher.events());
    player->open(media::indexClip(file));
    ASSERT_TRUE(watcher.waitForExact(0));
  }
  // Every exact picture is the one that the reader gives for its number.
  void expectTruePictures() {
    media::VideoReader reader(media::indexClip(file));
    for (const play::Shown& picture : watcher.allShown()) {
      if (!picture.isExact) continue;
      ASSERT_EQ(picture.original, play_support::wholePicture(reader, picture.frame)) << picture.frame;
    }
  }
  TempFolder folder;
  std::filesystem::path file = folder / "clip.mp4";
  Watcher watcher;
  std::optional<Player> player;  // gone before the watcher
};

TEST_F(APlayer, ShowsThePictureThatTheReaderGives) {
  std::mt19937 random(5);
  for (int i = 0; i < 25; ++i) {
    const auto frame = static_cast<FrameNo>(random() % kFrames);
    player->show(frame);
    ASSERT_TRUE(watcher.waitForExact(frame)) << frame;
    EXPECT_EQ(player->position().frame, frame);
    EXPECT_NEAR(player->position().seconds, static_cast<double>(frame) / 25, 1e-9);
  }
  expectTruePictures();
}

TEST_F(APlayer, WithASmallCacheShowsTheSamePictures) {
  open(100000);  // ten pictures
  for (const FrameNo frame : {119, 3, 49, 50, 48, 99, 98, 97, 0, 118}) {
    player->show(frame);
    ASSERT_TRUE(watcher.waitForExact(frame)) << frame;
  }
  expectTruePictures();
}

TEST_F(APlayer, ServesTheNewestOfManyWishesAndEndsExact) {
  std::mt19937 random(9);
  FrameNo last = 0;
  for (int i = 0; i < 50; ++i) {
    last = static_cast<FrameNo>(random() % kFrames);
    player->show(last);
    EXPECT_EQ(player->position().frame, last);  // known at once
  }
  ASSERT_TRUE(watcher.waitForExact(last));
  expectTruePictures();
}

TEST_F(APlayer, ShowsTheKeyPictureWhileTheExactOneIsDecoded) {
  watcher.forget();
  player->show(95);
  ASSERT_TRUE(watcher.waitForExact(95));
  const auto shown = watcher.allShown();
  ASSERT_GE(shown.size(), 2U);
  EXPECT_EQ(shown.front().frame, 50);
  EXPECT_FALSE(shown.front().isExact);
  EXPECT_TRUE(shown.back().isExact);
}

TEST_F(APlayer, NumbersOutsideTheClipMeanItsEnds) {
  player->show(5000);
  ASSERT_TRUE(watcher.waitForExact(kFrames - 1));
  player->show(-3);
  ASSERT_TRUE(watcher.waitForExact(0));
}

TEST_F(APlayer, PlaysToTheEndInOrderAndStops) {
  player->show(60);
  ASSERT_TRUE(watcher.waitForExact(60));
  watcher.forget();
  player->play();
  EXPECT_TRUE(player->position().isPlaying);
  ASSERT_TRUE(watcher.waitForEnd());
  const std::vector<FrameNo> order = play_support::numbers(watcher.allShown());
  ASSERT_FALSE(order.empty());
  EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
  EXPECT_EQ(std::adjacent_find(order.begin(), order.end()), order.end());
  EXPECT_EQ(order.back(), kFrames - 1);
  EXPECT_EQ(static_cast<FrameNo>(order.size()) + player->dropped(), kFrames - 1 - 60);
  EXPECT_FALSE(player->position().isPlaying);
  EXPECT_EQ(player->position().frame, kFrames - 1);
  const auto isPlaying = [](const play::Position& position) { return position.isPlaying; };
  EXPECT_TRUE(std::is_partitioned(watcher.moved.begin(), watcher.moved.end(), isPlaying));
  expectTruePictures();
}

TEST_F(APlayer, AtTheEndPlayingBeginsAgain) {
  player->show(kFrames - 1);
  ASSERT_TRUE(watcher.waitForExact(kFrames - 1));
  watcher.forget();
  player->play();
  ASSERT_TRUE(watcher.waitUntil([&] { return watcher.shown.size() > 3; }));
  EXPECT_EQ(watcher.allShown().front().frame, 0);
}

TEST_F(APlayer, AtAnotherSpeedItEndsToo) {
  player->play(7.5);
  ASSERT_TRUE(watcher.waitForEnd());
  EXPECT_EQ(player->position().frame, kFrames - 1);
  expectTruePictures();
}

TEST_F(APlayer, PlaysBackwardsToTheFirstPicture) {
  for (const std::size_t cache : {256u << 20, 200000u}) {  // all pictures; twenty
    open(cache);
    player->show(kFrames - 1);
    ASSERT_TRUE(watcher.waitForExact(kFrames - 1));
    watcher.forget();
    player->play(-2);
    ASSERT_TRUE(watcher.waitForEnd());
    const std::vector<FrameNo> order = play_support::numbers(watcher.allShown());
    EXPECT_TRUE(std::is_sorted(order.rbegin(), order.rend()));
    EXPECT_EQ(order.back(), 0);
    EXPECT_EQ(static_cast<FrameNo>(order.size()) + player->dropped(), kFrames - 1);
    expectTruePictures();
  }
}

TEST_F(APlayer, PausesAndGoesOnWhereItWas) {
  player->play();
  ASSERT_TRUE(watcher.waitUntil([&] { return !watcher.shown.empty() && watcher.shown.back().frame >= 5; }));
  player->pause();
  ASSERT_TRUE(watcher.waitForEnd());
  const FrameNo paused = player->position().frame;
  EXPECT_GE(paused, 5);
  EXPECT_LT(paused, kFrames - 1);
  watcher.forget();
  player->play();
  ASSERT_TRUE(watcher.waitUntil([&] { return watcher.shown.size() > 3; }));
  EXPECT_GT(watcher.allShown().front().frame, paused);
}

TEST_F(APlayer, RunsRoundInTheLoop) {
  player->setLoop(std::pair<FrameNo, FrameNo>{40, 48});
  player->show(44);
  ASSERT_TRUE(watcher.waitForExact(44));
  watcher.forget();
  player->play();
  const auto isRoundTwice = [&] {
    int rounds = 0;
    for (std::size_t i = 1; i < watcher.shown.size(); ++i)
      if (watcher.shown[i].frame < watcher.shown[i - 1].frame) ++rounds;
    return rounds >= 2;
  };
  ASSERT_TRUE(watcher.waitUntil(isRoundTwice));
  for (const FrameNo frame : play_support::numbers(watcher.allShown())) {
    EXPECT_GE(frame, 40);
    EXPECT_LE(frame, 48);
  }
  player->setLoop(std::nullopt);
  ASSERT_TRUE(watcher.waitForExact(kFrames - 1));
}

TEST_F(APlayer, ShowingWhilePlayingGoesOnFromThere) {
  player->play();
  ASSERT_TRUE(watcher.waitForPlaying());
  player->show(90);
  ASSERT_TRUE(watcher.waitForEnd());
  const std::vector<FrameNo> order = play_support::numbers(watcher.allShown());
  EXPECT_NE(std::find(order.begin(), order.end(), 90), order.end());
  EXPECT_EQ(order.back(), kFrames - 1);
}

TEST_F(APlayer, ShowsTheRegionAtTheSizeOfTheView) {
  player->setView({.region = {16, 8, 40, 20}, .width = 80, .height = 40});
  ASSERT_TRUE(watcher.waitUntil([&] { return watcher.shown.back().original.width == 80; }));
  media::VideoReader reader(media::indexClip(file));
  EXPECT_EQ(watcher.allShown().back().original, media::toBgra(reader.at(0), {16, 8, 40, 20}, 80, 40));
}

TEST_F(APlayer, ShowsWhatTheDubPaintsBesideTheOriginal) {
  std::atomic<int> shade{50};
  player->setDub([&](FrameNo frame, const media::Frame& picture) -> std::optional<media::Frame> {
    if (frame == 7) return std::nullopt;
    media::Frame painted = picture;
    const media::MutablePlane luma = painted.writable(0);
    for (int y = 0; y < luma.height; ++y) std::fill_n(luma.data + y * luma.stride, luma.width, shade.load());
    return painted;
  });
  player->show(6);
  ASSERT_TRUE(watcher.waitForExact(6));
  media::VideoReader reader(media::indexClip(file));
  const play::Shown painted = watcher.allShown().back();
  EXPECT_EQ(painted.original, play_support::wholePicture(reader, 6));
  ASSERT_EQ(painted.dubbed.width, painted.original.width);
  EXPECT_NE(painted.dubbed, painted.original);
  shade = 200;
  player->refresh();
  ASSERT_TRUE(watcher.waitUntil([&] { return watcher.shown.back().dubbed != painted.dubbed; }));
  player->show(7);
  ASSERT_TRUE(watcher.waitForExact(7));
  EXPECT_TRUE(watcher.allShown().back().dubbed.empty());
  player->setView({.wantsOriginal = false});
  player->show(8);
  ASSERT_TRUE(watcher.waitForExact(8));
  EXPECT_TRUE(watcher.allShown().back().original.empty());
  EXPECT_FALSE(watcher.allShown().back().dubbed.empty());
}

TEST_F(APlayer, ADubThatFailsIsTellingOnceAndThePicturesGoOn) {
  player->setDub([](FrameNo, const media::Frame&) -> std::optional<media::Frame> {
    throw base::Error(base::Fault::modelIncomplete);
  });
  player->show(3);
  ASSERT_TRUE(watcher.waitForExact(3));
  player->show(4);
  ASSERT_TRUE(watcher.waitForExact(4));
  EXPECT_EQ(watcher.failed, std::vector<base::Problem>{{base::Fault::modelIncomplete}});
}

TEST_F(APlayer, AFileThatVanishesIsTold) {
  open(50000);
  player->show(110);
  ASSERT_TRUE(watcher.waitForExact(110));
  std::filesystem::remove(file);
  player->show(2);  // needs the file's beginning again
  ASSERT_TRUE(watcher.waitUntil([&] { return !watcher.failed.empty(); }));
  player->play();  // and nothing comes of it
  ASSERT_TRUE(play_support::makeClip(folder / "other.mp4", 10, 10));
  const auto other = media::indexClip(folder / "other.mp4");
  std::filesystem::remove(other->path);
  player->open(other);
  ASSERT_TRUE(watcher.waitUntil([&] { return watcher.failed.size() == 2; }));
  EXPECT_EQ(watcher.failed.back().path.filename(), "other.mp4");
  EXPECT_FALSE(player->position().isPlaying);
}

TEST_F(APlayer, AFileThatIsNoVideoAnyMoreIsToldAndTheNextOneOpens) {
  ASSERT_TRUE(play_support::makeClip(folder / "text.mp4", 10, 10));
  const auto clip = media::indexClip(folder / "text.mp4");
  std::ofstream(folder / "text.mp4") << "no video";
  player->open(clip);
  ASSERT_TRUE(watcher.waitUntil([&] { return watcher.failed.size() == 1; }));
  watcher.forget();
  player->open(media::indexClip(file));
  ASSERT_TRUE(watcher.waitForExact(0));
}

TEST_F(APlayer, SoundsMayChangeWhilePlaying) {
  ASSERT_TRUE(makeMedia(folder / "tone.wav", "-f lavfi -i sine=440:d=10"));
  const audio::Sound tone{.file = folder / "tone.wav", .outSec = 10};
  player->play();
  ASSERT_TRUE(watcher.waitForPlaying());
  for (int i = 0; i < 5; ++i) {
    player->setSounds(i % 2 == 0 ? std::vector{tone} : std::vector{tone, tone});
    const FrameNo before = player->position().frame;
    ASSERT_TRUE(watcher.waitUntil([&] { return watcher.moved.back().frame > before; }));
  }
  player->setDevice("another");
  ASSERT_TRUE(watcher.waitForEnd());
  const std::vector<FrameNo> order = play_support::numbers(watcher.allShown());
  EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
}

TEST_F(APlayer, ASoundThatCannotBeReadIsTold) {
  player->setSounds({{.file = folder / "gone.wav", .outSec = 10}});
  player->play();
  ASSERT_TRUE(watcher.waitUntil([&] { return !watcher.failed.empty(); }));
  EXPECT_EQ(watcher.failed.front().path.filename(), "gone.wav");
  ASSERT_TRUE(watcher.waitForEnd());
  EXPECT_EQ(player->position().frame, kFrames - 1);
}

TEST_F(APlayer, AStillIsShownAsLongAsItsSound) {
  ASSERT_TRUE(makeMedia(folder / "still.png", "-f lavfi -i testsrc2=size=64x48 -frames:v 1"));
  ASSERT_TRUE(makeMedia(folder / "tone.wav", "-f lavfi -i sine=440:d=2"));
  watcher.forget();
  player->open(media::indexClip(folder / "still.png"));
  player->setSounds({{.file = folder / "tone.wav", .outSec = 0.3}});
  ASSERT_TRUE(watcher.waitForExact(0));
  player->show(7);
  player->play();
  ASSERT_TRUE(watcher.waitForEnd());
  const double last = std::max_element(watcher.moved.begin(), watcher.moved.end(), [](auto& a, auto& b) {
                        return a.seconds < b.seconds;
                      })->seconds;
  EXPECT_GT(last, 0.1);
  EXPECT_LT(last, 0.3);
}

TEST_F(APlayer, GoesAwayInTheMiddleOfAnything) {
  for (int i = 0; i < 10; ++i) {
    player.emplace(Player::Options{.isSilent = true, .threads = 1}, watcher.events());
    player->open(media::indexClip(file));
    player->show(110);
    player->play(i % 2 == 0 ? 1 : -1);
    if (i % 3 == 0) {
      ASSERT_TRUE(watcher.waitForPlaying());
    }
  }
  player.reset();
  EXPECT_TRUE(watcher.failed.empty());
}

TEST_F(APlayer, ClosedItShowsNothing) {
  player->close();
  player->play();
  ASSERT_TRUE(watcher.waitUntil([&] { return !watcher.moved.back().isPlaying; }));
  watcher.forget();
  player->show(5);
  player->open(media::indexClip(file));
  ASSERT_TRUE(watcher.waitForExact(0));
  EXPECT_EQ(watcher.allShown().size(), 1U);
}

}  // namespace
