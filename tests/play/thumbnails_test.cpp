#include "core/play/thumbnails.h"

#include <gtest/gtest.h>

#include <map>

#include "core/media/picture/convert.h"
#include "tests/play/play_support.h"
#include "tests/support/make_media.h"

namespace {

using media::FrameNo;
using play_support::kPatience;
using test_support::TempFolder;

// Collects small pictures. Any thread.
class Album {
 public:
  auto collector() {
    return [this](FrameNo frame, base::Image image) {
      const std::lock_guard lock(mutex_);
      images[frame] = std::move(image);
      order.push_back(frame);
      came_.notify_all();
    };
  }
  bool waitFor(std::size_t count) {
    std::unique_lock lock(mutex_);
    return came_.wait_for(lock, kPatience, [&] { return order.size() >= count; });
  }
  bool waitForFrame(FrameNo frame) {
    std::unique_lock lock(mutex_);
    return came_.wait_for(lock, kPatience, [&] { return images.contains(frame); });
  }
  std::map<FrameNo, base::Image> images;
  std::vector<FrameNo> order;

 private:
  std::mutex mutex_;
  std::condition_variable came_;
};

base::Image small(media::VideoReader& reader, FrameNo frame, int width, int height) {
  return media::toBgra(reader.at(frame), {}, width, height);
}

TEST(Thumbnail, ThoseThatAreNearEachOtherAreExactAndInTheWishedOrder) {
  const TempFolder folder;
  ASSERT_TRUE(play_support::makeClip(folder / "a.mp4", 90, 30));
  Album album;
  play::Thumbnails thumbnails(media::indexClip(folder / "a.mp4"), 32, album.collector());
  thumbnails.want({40, 41, 12, 89, 0});
  ASSERT_TRUE(album.waitFor(5));
  EXPECT_EQ(album.order, (std::vector<FrameNo>{40, 41, 12, 89, 0}));
  media::VideoReader reader(media::indexClip(folder / "a.mp4"));
  for (const auto& [frame, image] : album.images) EXPECT_EQ(image, small(reader, frame, 48, 32)) << frame;
}

TEST(Thumbnail, ThoseThatAreFarApartAreKeyPictures) {
  const TempFolder folder;
  ASSERT_TRUE(play_support::makeClip(folder / "a.mp4", 90, 10));
  Album album;
  play::Thumbnails thumbnails(media::indexClip(folder / "a.mp4"), 32, album.collector());
  thumbnails.want({5, 37, 78});
  ASSERT_TRUE(album.waitFor(3));
  media::VideoReader reader(media::indexClip(folder / "a.mp4"));
  EXPECT_EQ(album.images[5], small(reader, 0, 48, 32));
  EXPECT_EQ(album.images[37], small(reader, 30, 48, 32));
  EXPECT_EQ(album.images[78], small(reader, 70, 48, 32));
}

TEST(Thumbnail, HasTheShapeOfThePictureAsItIsSeen) {
  const TempFolder folder;
  ASSERT_TRUE(test_support::makeMedia(
      folder / "wide.mp4",
      test_support::movingPicture("96x64", "25", 5) + " -vf setsar=2/1 -c:v libx264 -pix_fmt yuv420p"));
  Album album;
  play::Thumbnails thumbnails(media::indexClip(folder / "wide.mp4"), 20, album.collector());
  thumbnails.want({3});
  ASSERT_TRUE(album.waitFor(1));
  EXPECT_EQ(album.images[3].width, 60);
  EXPECT_EQ(album.images[3].height, 20);
}

TEST(Thumbnail, NewWishesReplaceOldOnes) {
  const TempFolder folder;
  ASSERT_TRUE(play_support::makeClip(folder / "a.mp4", 100, 100));
  Album album;
  std::mutex gate;
  std::unique_lock closed(gate);
  // The first picture is held back until there are other wishes.
  play::Thumbnails thumbnails(media::indexClip(folder / "a.mp4"), 16, [&](FrameNo frame, base::Image image) {
    album.collector()(frame, std::move(image));
    const std::lock_guard wait(gate);
  });
  thumbnails.want({1, 2, 3, 4, 5, 6});
  ASSERT_TRUE(album.waitFor(1));
  thumbnails.want({99});
  closed.unlock();
  ASSERT_TRUE(album.waitForFrame(99));
  EXPECT_EQ(album.order, (std::vector<FrameNo>{1, 99}));
}

TEST(Thumbnail, OfNothingThereAreNone) {
  const TempFolder folder;
  Album album;
  {
    ASSERT_TRUE(play_support::makeClip(folder / "gone.mp4", 10, 10));
    const auto gone = media::indexClip(folder / "gone.mp4");
    std::filesystem::remove(gone->path);
    play::Thumbnails missing(gone, 16, album.collector());
    missing.want({1, 2});
  }
  ASSERT_TRUE(play_support::makeClip(folder / "a.mp4", 10, 10));
  play::Thumbnails thumbnails(media::indexClip(folder / "a.mp4"), 16, album.collector());
  thumbnails.want({-1, 5000, 4});
  ASSERT_TRUE(album.waitFor(1));
  EXPECT_EQ(album.order, std::vector<FrameNo>{4});
}

}  // namespace
