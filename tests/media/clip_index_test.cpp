#include "core/media/decode/clip_index.h"

#include <gtest/gtest.h>

#include <fstream>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/media/decode/picture_decoder.h"
#include "core/media/decode/video_reader.h"
#include "tests/media/read_support.h"
#include "tests/support/make_media.h"

namespace {

namespace fs = std::filesystem;
using test_support::makeMedia;
using test_support::TempFolder;

// A second of noise, and the same 40 times: some ten megabytes, 1000 pictures.
bool makeLong(const fs::path& file, const std::string& format) {
  const fs::path second = file.string() + ".second.mkv";
  return makeMedia(second,
                   "-f lavfi -i testsrc2=size=320x240:rate=25,noise=alls=40:allf=t -frames:v 25 "
                   "-c:v libx264 -preset ultrafast -qp 20 -bf 0 -g 25 -pix_fmt yuv420p") &&
         makeMedia(file, "-stream_loop 39 -i {in} -c copy -f " + format, second);
}

// Zeros instead of the second half, which neither the size nor the time of change tells.
void spoilSecondHalf(const fs::path& file) {
  const auto size = fs::file_size(file);
  const auto changed = fs::last_write_time(file);
  std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
  bytes.seekp(static_cast<std::streamoff>(size / 2));
  bytes << std::string(size - size / 2, '\0');
  bytes.close();
  fs::last_write_time(file, changed);
}

TEST(ClipIndex, AReaderNeedsNoSecondLookAtTheFile) {
  const TempFolder folder;
  ASSERT_TRUE(makeLong(folder / "long.ts", "mpegts"));
  const auto clip = media::indexClip(folder / "long.ts");
  ASSERT_EQ(clip->index().frames(), 1000);
  const read_support::Seen early = read_support::seen(media::VideoReader(clip).at(30));
  spoilSecondHalf(clip->path);
  ASSERT_LT(media::indexClip(clip->path)->index().frames(), 900);  // it shows who looks again
  media::VideoReader reader(clip);
  EXPECT_EQ(reader.index().frames(), 1000);
  EXPECT_EQ(reader.info().durationSec, clip->probe.durationSec);
  EXPECT_EQ(read_support::seen(reader.at(30)), early);
}

TEST(ClipIndex, AFileThatWasChangedIsNotReadByAnOldIndex) {
  const TempFolder folder;
  ASSERT_TRUE(makeMedia(folder / "a.mp4", test_support::movingPicture()));
  const auto clip = media::indexClip(folder / "a.mp4");
  ASSERT_TRUE(makeMedia(folder / "a.mp4", test_support::movingPicture("64x48", "30", 7)));
  try {
    const media::VideoReader reader(clip);
    FAIL() << "no error";
  } catch (const base::Error& e) {
    EXPECT_EQ(e.code(), base::Code::unreadable);
  }
}

TEST(ClipIndex, IsTakenAgainWhileTheFileIsTheSame) {
  const TempFolder folder;
  ASSERT_TRUE(makeMedia(folder / "a.mp4", test_support::movingPicture()));
  fs::copy_file(folder / "a.mp4", folder / "b.mp4");
  const auto clip = media::indexClip(folder / "a.mp4");
  EXPECT_EQ(media::indexClip(folder / "a.mp4", clip, {}), clip);
  EXPECT_EQ(media::indexClip(folder / "b.mp4", clip, {})->path, folder / "b.mp4");
  EXPECT_NE(media::indexClip(folder / "a.mp4", nullptr, {}), clip);
  ASSERT_TRUE(makeMedia(folder / "a.mp4", test_support::movingPicture("64x48", "30", 7)));
  EXPECT_EQ(media::indexClip(folder / "a.mp4", clip, {})->index().frames(), 7);
}

TEST(ClipIndex, TellsHowFarItIs) {
  const TempFolder folder;
  ASSERT_TRUE(makeLong(folder / "long.mp4", "mp4"));
  std::vector<double> told;
  ASSERT_TRUE(media::indexClip(folder / "long.mp4", {}, [&](double done) { told.push_back(done); }));
  ASSERT_GT(told.size(), 10U);
  EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
  EXPECT_LT(told.front(), 0.2);
  EXPECT_GT(told.back(), 0.9);
  EXPECT_LE(told.back(), 1.0);
}

TEST(ClipIndex, AStoppedLookReadsNoFurther) {
  const TempFolder folder;
  ASSERT_TRUE(makeLong(folder / "long.mp4", "mp4"));
  std::stop_source stop;
  double told = 0;
  int tellings = 0;
  EXPECT_EQ(media::indexClip(folder / "long.mp4", stop.get_token(),
                             [&](double done) {
                               told = done;
                               ++tellings;
                               if (done > 0.1) stop.request_stop();
                             }),
            nullptr);
  EXPECT_GT(told, 0.1);
  EXPECT_LT(told, 0.2);
  tellings = 0;
  EXPECT_EQ(media::indexClip(folder / "long.mp4", stop.get_token(), [&](double) { ++tellings; }), nullptr);
  EXPECT_EQ(tellings, 0);
}

// The times in a raw stream mean nothing: all its pictures are decoded to be counted.
TEST(ClipIndex, StopsAlsoWhileItCountsPictures) {
  const TempFolder folder;
  ASSERT_TRUE(makeLong(folder / "long.h264", "h264"));
  std::stop_source stop;
  double told = 0;
  bool isSecondTime = false;
  EXPECT_EQ(media::indexClip(folder / "long.h264", stop.get_token(),
                             [&](double done) {
                               isSecondTime = isSecondTime || done < told;
                               told = done;
                               if (isSecondTime && done > 0.1) stop.request_stop();
                             }),
            nullptr);
  EXPECT_TRUE(isSecondTime);
  EXPECT_LT(told, 0.5);
}

TEST(ClipIndex, AfterAStopLibavReadsNoFurther) {
  const TempFolder folder;
  ASSERT_TRUE(makeLong(folder / "long.mp4", "mp4"));
  std::stop_source stop;
  media::PictureDecoder decoder(folder / "long.mp4", 1, stop.get_token());
  ASSERT_NE(decoder.next(), nullptr);
  stop.request_stop();
  int pictures = 0;
  while (decoder.next()) ++pictures;
  EXPECT_LT(pictures, 100);  // what was read already
  EXPECT_THROW(media::openSource(folder / "long.mp4", stop.get_token()), base::Error);
}

TEST(ClipIndex, TheSumIsThatOfTheFileAndComputedOnce) {
  const TempFolder folder;
  ASSERT_TRUE(makeMedia(folder / "a.mp4", test_support::movingPicture()));
  const auto clip = media::indexClip(folder / "a.mp4");
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(clip->hash.hex(stop.get_token()), std::nullopt);
  const std::string sum = base::sha256OfFile(clip->path);
  EXPECT_EQ(clip->hash.hex({}), sum);
  fs::remove(clip->path);
  EXPECT_EQ(clip->hash.hex({}), sum);
}

}  // namespace
