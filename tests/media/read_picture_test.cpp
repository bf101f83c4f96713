#include <gtest/gtest.h>

#include <fstream>

#include "core/media/decode/clip_index.h"
#include "core/media/decode/video_reader.h"
#include "core/media/info.h"
#include "core/media/picture/convert.h"
#include "tests/media/read_support.h"
#include "tests/support/make_media.h"

namespace {

using media::Frame;
using test_support::makeMedia;
using test_support::movingPicture;
using test_support::TempFolder;

// Left half red, right half blue; the upper left quarter white.
const std::string kCorners =
    "-f lavfi -i color=red:size=96x64:rate=25 -vf "
    "drawbox=x=48:y=0:w=48:h=64:color=blue:t=fill,drawbox=x=0:y=0:w=48:h=32:color=white:t=fill -frames:v 8 ";

enum class Colour { white, red, blue, other };

Colour colourAt(const base::Image& bgr, int x, int y) {
  const std::uint8_t* p = bgr.row(y) + 3 * x;
  if (p[0] > 180 && p[1] > 180 && p[2] > 180) return Colour::white;
  if (p[2] > 180 && p[0] < 90) return Colour::red;
  if (p[0] > 180 && p[2] < 90) return Colour::blue;
  return Colour::other;
}

// Colours of the four quarters: upper left, upper right, lower left, lower right.
std::vector<Colour> quarters(const Frame& frame) {
  const base::Image bgr = media::toBgr(frame);
  const int x0 = bgr.width / 4, x1 = bgr.width * 3 / 4, y0 = bgr.height / 4, y1 = bgr.height * 3 / 4;
  return {colourAt(bgr, x0, y0), colourAt(bgr, x1, y0), colourAt(bgr, x0, y1), colourAt(bgr, x1, y1)};
}

constexpr Colour W = Colour::white, R = Colour::red, B = Colour::blue;

struct Turn {
  const char* name;
  const char* metadata;  // ffmpeg 5.1 writes a rotation by the inverse angle
  int clockwise;
  std::vector<Colour> seen;
};

TEST(ReadPicture, RotationIsAppliedInEveryLayout) {
  const TempFolder folder;
  const std::vector<Turn> turns = {{"none", "0", 0, {W, B, R, B}},
                                   {"left", "90", 270, {B, B, W, R}},
                                   {"half", "180", 180, {B, R, B, W}},
                                   {"right", "270", 90, {R, W, B, B}}};
  for (const Turn& turn : turns)
    for (const char* format : {"yuv420p", "yuv422p", "yuv444p", "yuv420p10le", "yuv422p10le"}) {
      const auto file = folder / (std::string(turn.name) + format + ".mp4");
      ASSERT_TRUE(makeMedia(folder / "flat.mp4", kCorners + "-c:v libx264 -pix_fmt " + format));
      ASSERT_TRUE(makeMedia(file, std::string("-i {in} -c copy -metadata:s:v:0 rotate=") + turn.metadata,
                            folder / "flat.mp4"));
      media::VideoReader reader(media::indexClip(file));
      EXPECT_EQ(reader.info().rotation, turn.clockwise) << turn.name;
      const bool isSideways = turn.clockwise % 180 != 0;
      EXPECT_EQ(reader.info().width, isSideways ? 64 : 96);
      EXPECT_EQ(reader.info().height, isSideways ? 96 : 64);
      const Frame frame = reader.at(3);
      EXPECT_EQ(frame.width(), reader.info().width);
      EXPECT_EQ(frame.pixelFormat(), reader.info().pixelFormat);
      EXPECT_EQ(quarters(frame), turn.seen) << turn.name << ' ' << format;
      const bool becomesFull = isSideways && std::string(format).find("422") != std::string::npos;
      EXPECT_EQ(reader.info().pixelFormatName.substr(0, 7),
                becomesFull ? "yuv444p" : std::string(format).substr(0, 7));
    }
}

TEST(ReadPicture, SampleAspectTurnsWithThePicture) {
  const TempFolder folder;
  ASSERT_TRUE(makeMedia(folder / "a.mp4", movingPicture() + " -c:v libx264 -pix_fmt yuv420p -vf setsar=4/3"));
  ASSERT_TRUE(makeMedia(folder / "b.mp4", "-i {in} -c copy -metadata:s:v:0 rotate=90", folder / "a.mp4"));
  EXPECT_EQ(media::indexClip(folder / "a.mp4")->probe.video->sampleAspect, (media::Rational{4, 3}));
  EXPECT_EQ(media::indexClip(folder / "b.mp4")->probe.video->sampleAspect, (media::Rational{3, 4}));
}

TEST(ReadPicture, AStillIsEndless) {
  const TempFolder folder;
  for (const char* name : {"a.png", "a.jpg", "a.webp", "a.bmp", "a.tiff"}) {
    if (!makeMedia(folder / name, kCorners + "-frames:v 1 -update 1")) continue;
    media::VideoReader reader(media::indexClip(folder / name));
    EXPECT_TRUE(reader.info().isStill) << name;
    EXPECT_EQ(reader.info().frames, 1);
    EXPECT_EQ(reader.info().pixelFormatName, "yuv420p");
    EXPECT_EQ(quarters(*reader.next()), (std::vector<Colour>{W, B, R, B})) << name;
    EXPECT_EQ(reader.next()->pts(), 1);
    EXPECT_EQ(reader.at(100000).pts(), 100000);
    EXPECT_EQ(reader.position(), 100001);
    EXPECT_TRUE(reader.next().has_value());
  }
}

TEST(ReadPicture, OddAndTinySizesAreKept) {
  const TempFolder folder;
  for (const char* size : {"1x1", "3x5", "401x403", "17x2"}) {
    const std::string crop = std::string("crop=") + size;
    ASSERT_TRUE(makeMedia(folder / "odd.png", "-f lavfi -i color=green:size=512x512,format=rgb24," +
                                                  crop.substr(0, crop.find('x')) + ":" +
                                                  crop.substr(crop.find('x') + 1) +
                                                  " -frames:v 1 -update 1"));
    const media::VideoInfo info = *media::indexClip(folder / "odd.png")->probe.video;
    EXPECT_EQ(std::to_string(info.width) + "x" + std::to_string(info.height), size);
  }
}

// Gives a JPEG an EXIF block that holds nothing but the orientation (EXIF 2.3, tag 0x0112).
void addOrientation(const std::filesystem::path& file, char orientation) {
  std::ifstream in(file, std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(in)), {});
  std::string exif = {'\xFF', '\xE1', 0, 0x22, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, '*', 0, 0, 0, 8};
  exif += {0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0};
  std::ofstream(file, std::ios::binary) << bytes.insert(2, exif);
}

TEST(ReadPicture, ExifOrientationIsApplied) {
  const TempFolder folder;
  const std::vector<std::vector<Colour>> seen = {{W, B, R, B}, {B, W, B, R}, {B, R, B, W}, {R, B, W, B},
                                                 {W, R, B, B}, {R, W, B, B}, {B, B, R, W}, {B, B, W, R}};
  for (int orientation = 1; orientation <= 8; ++orientation) {
    const auto file = folder / ("exif" + std::to_string(orientation) + ".jpg");
    ASSERT_TRUE(makeMedia(file, kCorners + "-frames:v 1 -update 1 -q:v 2 -pix_fmt yuvj420p"));
    addOrientation(file, static_cast<char>(orientation));
    media::VideoReader reader(media::indexClip(file));
    EXPECT_EQ(quarters(*reader.next()), seen[static_cast<std::size_t>(orientation - 1)]) << orientation;
  }
}

struct Source {
  const char* file;
  std::string arguments;
  const char* format;
  int range;
};

TEST(ReadPicture, EveryLayoutBecomesOneThatCanBeEncoded) {
  const TempFolder folder;
  const std::vector<Source> sources = {{"full.mkv", "-c:v mjpeg -pix_fmt yuvj422p", "yuv422p", 2},
                                       {"rgb.mkv", "-c:v ffv1 -pix_fmt bgr0", "yuv444p", 1},
                                       {"deep.mkv", "-c:v ffv1 -pix_fmt gbrp10le", "yuv444p10le", 1},
                                       {"alpha.mkv", "-c:v ffv1 -pix_fmt yuva420p", "yuv420p", 0},
                                       {"grey.mkv", "-c:v ffv1 -pix_fmt gray", "yuv420p", 2},
                                       {"grey10.mkv", "-c:v ffv1 -pix_fmt gray10le", "yuv420p10le", 2},
                                       {"narrow.mkv", "-c:v ffv1 -pix_fmt yuv411p", "yuv422p", 0},
                                       {"sixteen.mkv", "-c:v ffv1 -pix_fmt yuv422p16le", "yuv422p12le", 0},
                                       {"palette.gif", "", "yuv420p", 1}};
  for (const Source& source : sources) {
    ASSERT_TRUE(makeMedia(folder / source.file, kCorners + source.arguments)) << source.file;
    media::VideoReader reader(media::indexClip(folder / source.file));
    const Frame frame = *reader.next();
    EXPECT_EQ(reader.info().pixelFormatName, source.format) << source.file;
    EXPECT_EQ(frame.pixelFormat(), reader.info().pixelFormat) << source.file;
    EXPECT_EQ(frame.color().range, source.range == 0 ? frame.color().range : source.range) << source.file;
    EXPECT_EQ(frame.color(), reader.info().color) << source.file;
    if (std::string(source.file).find("grey") != std::string::npos) continue;
    EXPECT_EQ(quarters(frame), (std::vector<Colour>{W, B, R, B})) << source.file;
  }
}

TEST(ReadPicture, ColourTagsOfTheFileAreKept) {
  const TempFolder folder;
  ASSERT_TRUE(makeMedia(folder / "tags.mp4",
                        movingPicture() +
                            " -c:v libx264 -pix_fmt yuv420p10le -color_range tv "
                            "-colorspace bt2020nc -color_primaries bt2020 -color_trc smpte2084"));
  const media::VideoInfo info = *media::indexClip(folder / "tags.mp4")->probe.video;
  EXPECT_EQ(info.color.range, 1);
  EXPECT_EQ(info.color.matrix, 9);
  EXPECT_EQ(info.color.primaries, 9);
  EXPECT_EQ(info.color.transfer, 16);
  EXPECT_EQ(info.bitDepth, 10);
}

TEST(ReadPicture, ALaterSizeIsScaledToTheFirst) {
  const TempFolder folder;
  const std::string h264 = " -c:v libx264 -pix_fmt yuv420p -g 10 -bf 0 -f h264";
  ASSERT_TRUE(makeMedia(folder / "a.h264", movingPicture("96x64") + h264));
  ASSERT_TRUE(makeMedia(folder / "b.h264", movingPicture("64x96") + h264));
  std::ofstream both(folder / "both.h264", std::ios::binary);
  both << std::ifstream(folder / "a.h264", std::ios::binary).rdbuf()
       << std::ifstream(folder / "b.h264", std::ios::binary).rdbuf();
  both.close();
  const media::Probe probe = media::indexClip(folder / "both.h264")->probe;
  EXPECT_EQ(probe.video->frames, 80);
  ASSERT_FALSE(probe.notes.empty());
  for (const read_support::Seen& seen : read_support::readThrough(folder / "both.h264")) {
    EXPECT_EQ(seen.width, 96);
    EXPECT_EQ(seen.height, 64);
  }
}

}  // namespace
