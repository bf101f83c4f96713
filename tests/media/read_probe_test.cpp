#include <gtest/gtest.h>

#include <cmath>

#include "core/media/decode/clip_index.h"
#include "core/media/decode/frame_index.h"
#include "core/media/info.h"
#include "tests/support/make_media.h"

namespace {

using media::Rational;
using test_support::makeMedia;
using test_support::movingPicture;
using test_support::TempFolder;

const std::string kH264 = " -c:v libx264 -preset veryfast -g 10 -bf 2 -pix_fmt yuv420p ";

struct Rate {
  const char* text;
  Rational exact;
};

TEST(ReadProbe, ConstantRatesAreExactInEveryContainer) {
  const TempFolder folder;
  for (const Rate& rate : {Rate{"24000/1001", {24000, 1001}},
                           {"25", {25, 1}},
                           {"30000/1001", {30000, 1001}},
                           {"60000/1001", {60000, 1001}},
                           {"12", {12, 1}},
                           {"120", {120, 1}}})
    for (const char* ending : {"mp4", "mkv", "ts"}) {
      const auto file = folder / (std::string("clip.") + ending);
      ASSERT_TRUE(makeMedia(file, movingPicture("64x48", rate.text, 100) + kH264));
      const media::VideoInfo info = *media::indexClip(file)->probe.video;
      EXPECT_EQ(info.frameRate, rate.exact)
          << rate.text << ' ' << ending << ": " << info.frameRate.num << '/' << info.frameRate.den;
      EXPECT_FALSE(info.isVariableRate) << rate.text << ' ' << ending;
      EXPECT_NEAR(info.durationSec, 100 / rate.exact.value(), 0.002) << rate.text << ' ' << ending;
    }
}

TEST(ReadProbe, VariableRateIsReportedWithItsMean) {
  const TempFolder folder;
  ASSERT_TRUE(makeMedia(folder / "v.mp4", movingPicture("64x48", "30", 90) + kH264 +
                                              "-vf select='not(eq(mod(n\\,7)\\,3))' -vsync vfr"));
  const media::Probe probe = media::indexClip(folder / "v.mp4")->probe;
  EXPECT_TRUE(probe.video->isVariableRate);
  EXPECT_NEAR(probe.video->frameRate.value(), 30.0 * 6 / 7, 0.3);
  EXPECT_FALSE(probe.notes.empty());
}

TEST(ReadProbe, InterlacedIsNoted) {
  const TempFolder folder;
  ASSERT_TRUE(makeMedia(folder / "i.mp4",
                        movingPicture() + kH264 + "-flags +ildct+ilme -x264-params tff=1 -vf setfield=tff"));
  const media::Probe probe = media::indexClip(folder / "i.mp4")->probe;
  EXPECT_TRUE(probe.video->isInterlaced);
  ASSERT_FALSE(probe.notes.empty());
  EXPECT_EQ(probe.notes[0], "interlaced: read as is");
}

TEST(ReadProbe, LengthIsFoundWhereNoHeaderTellsIt) {
  const TempFolder folder;
  ASSERT_TRUE(makeMedia(folder / "a.h264", movingPicture("64x48", "25", 50) + kH264));
  EXPECT_NEAR(media::indexClip(folder / "a.h264")->probe.durationSec, 2.0, 0.05);
  ASSERT_TRUE(makeMedia(folder / "a.mkv", movingPicture("64x48", "25", 50) + kH264 + "-live 1"));
  EXPECT_NEAR(media::indexClip(folder / "a.mkv")->probe.durationSec, 2.0, 0.05);
  ASSERT_TRUE(makeMedia(folder / "a.mpg", movingPicture("64x48", "25", 50) + " -c:v mpeg2video"));
  EXPECT_NEAR(media::indexClip(folder / "a.mpg")->probe.durationSec, 2.0, 0.05);
}

TEST(ReadProbe, TheBestStreamsAreChosenAndTheOthersNamed) {
  const TempFolder folder;
  ASSERT_TRUE(makeMedia(
      folder / "all.mkv",
      "-f lavfi -i testsrc2=size=64x48:rate=25 -f lavfi -i testsrc2=size=96x64:rate=25 -f lavfi -i sine "
      "-map 0 -map 1 -map 2 -t 1 -c:v libx264 -pix_fmt yuv420p -c:a flac -disposition:v:1 default "
      "-disposition:v:0 0"));
  const media::Probe probe = media::indexClip(folder / "all.mkv")->probe;
  EXPECT_EQ(probe.video->width, 96);
  EXPECT_EQ(probe.audio.size(), 1U);
  EXPECT_EQ(probe.otherStreams, std::vector<std::string>{"video h264"});
}

TEST(ReadProbe, IndexFindsThePictureShownAtATime) {
  const media::FrameIndex index{{{100, true}, {140, false}, {180, false}, {300, true}}};
  const Rational base{1, 1000};
  EXPECT_EQ(index.at(0, base), 0);
  EXPECT_EQ(index.at(0.0399, base), 0);
  EXPECT_EQ(index.at(0.04, base), 1);
  EXPECT_EQ(index.at(0.19, base), 2);
  EXPECT_EQ(index.at(99, base), 3);
  EXPECT_EQ(index.at(-1, base), 0);
  EXPECT_EQ(index.at(std::nan(""), base), 0);
  EXPECT_DOUBLE_EQ(index.seconds(3, base), 0.2);
  EXPECT_DOUBLE_EQ(index.seconds(99, base), 0.2);
  EXPECT_EQ(media::FrameIndex{}.at(1, base), 0);
}

}  // namespace
