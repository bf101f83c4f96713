#include <gtest/gtest.h>
#include <sched.h>

#include <thread>

#include "core/base/error.h"
#include "core/media/encode/chunk_encoder.h"
#include "tests/media/write_support.h"

using namespace write_support;

namespace {

media::EncodeSettings settingsFor(const std::string& codec) {
  media::EncodeSettings settings{.codec = codec, .threads = 1};
  if (codec == "h264" || codec == "h265") settings.preset = "ultrafast";
  if (codec == "vp9") settings.preset = "8";
  if (codec == "av1") settings.preset = "10";
  return settings;
}

const std::vector<std::string> kCodecs = {"h264", "h265", "vp9", "av1", "prores", "ffv1"};

base::Code codeOf(const media::EncodeSettings& settings, const media::VideoInfo& info,
                  std::string* message = nullptr) {
  try {
    media::chooseEncoder(settings, info);
  } catch (const base::Error& error) {
    if (message != nullptr) *message = error.what();
    return error.code();
  }
  return base::Code::internal;
}

}  // namespace

TEST(Encoders, EveryNamedCodecEncodesAndJoinsInItsContainers) {
  const std::vector<std::pair<std::string, std::vector<std::string>>> containers = {
      {"h264", {"mkv", "mp4", "mov", "ts", "avi"}},
      {"h265", {"mkv", "mp4", "mov", "ts"}},
      {"vp9", {"mkv", "mp4", "webm"}},
      {"av1", {"mkv", "mp4", "webm"}},
      {"prores", {"mkv", "mov"}},
      {"ffv1", {"mkv", "avi"}}};
  for (const auto& [codec, endings] : containers) {
    const test_support::TempFolder folder;
    const Clip clip = makeClip({.width = 128, .height = 96, .frames = 12});
    const auto chunks = writeChunks(clip, settingsFor(codec), {5}, folder.path());
    for (const std::string& ending : endings) {
      SCOPED_TRACE(codec + " in " + ending);
      const auto out = folder / ("out." + ending);
      ASSERT_TRUE(media::mux(muxPlan(clip, chunks, out), {}, {}));
      EXPECT_EQ(decodedBytes(out, "gray").size(), clip.pts.size() * 128 * 96);
    }
  }
}

TEST(Encoders, ColourTagsAndSampleAspectReachTheFile) {
  for (const char* ending : {"mp4", "mkv", "mov"}) {
    SCOPED_TRACE(ending);
    const test_support::TempFolder folder;
    Clip clip = makeClip({.format = "yuv420p10le", .frames = 6});
    clip.info.color = {.range = 1, .matrix = 9, .primaries = 9, .transfer = 16, .chromaLocation = 3};
    clip.info.sampleAspect = {16, 11};
    const auto out = folder / (std::string("out.") + ending);
    ASSERT_TRUE(
        media::mux(muxPlan(clip, writeChunks(clip, settingsFor("h265"), {3}, folder.path()), out), {}, {}));
    const auto stream = firstStream(out, "video");
    EXPECT_EQ(stream["color_range"], "tv");
    EXPECT_EQ(stream["color_space"], "bt2020nc");
    EXPECT_EQ(stream["color_primaries"], "bt2020");
    EXPECT_EQ(stream["color_transfer"], "smpte2084");
    EXPECT_EQ(stream["chroma_location"], "topleft");
    EXPECT_EQ(stream["sample_aspect_ratio"], "16:11");
    EXPECT_EQ(stream["pix_fmt"], "yuv420p10le");
    const bool hasTag = std::string(ending) != "mkv";
    EXPECT_TRUE(!hasTag || stream["codec_tag_string"] == "hvc1");
  }
}

TEST(Encoders, FullRangePicturesKeepTheirSamplesAndTheirTag) {
  const test_support::TempFolder folder;
  Clip clip = makeClip({.format = "yuvj420p", .frames = 5});
  clip.info.color.range = 2;
  const auto out = folder / "out.mkv";
  ASSERT_TRUE(
      media::mux(muxPlan(clip, writeChunks(clip, settingsFor("ffv1"), {}, folder.path()), out), {}, {}));
  EXPECT_EQ(firstStream(out, "video")["color_range"], "pc");
  EXPECT_EQ(decodedBytes(out, "yuvj420p"), rawBytes(clip));
}

TEST(Encoders, InterlacedPicturesStayFlagged) {
  const test_support::TempFolder folder;
  Clip clip = makeClip({.frames = 5});
  clip.info.isInterlaced = true;
  const auto out = folder / "out.mp4";
  ASSERT_TRUE(
      media::mux(muxPlan(clip, writeChunks(clip, settingsFor("h264"), {2}, folder.path()), out), {}, {}));
  for (const auto& frame : probeFrames(out, "v:0")) {
    EXPECT_EQ(frame["interlaced_frame"], 1);
    EXPECT_EQ(frame["top_field_first"], 1);
  }
}

TEST(Encoders, TheSourceFormatIsKeptWhereTheEncoderTakesIt) {
  for (const char* format : {"yuv420p", "yuv422p", "yuv444p", "yuv420p10le", "yuv422p10le", "yuv444p10le"}) {
    const Clip clip = makeClip({.format = format});
    for (const char* codec : {"h264", "h265", "vp9", "ffv1"}) {
      const auto choice = media::chooseEncoder(settingsFor(codec), clip.info);
      EXPECT_EQ(choice.pixelFormat, format) << codec;
      EXPECT_EQ(choice.note, "") << codec;
    }
  }
}

TEST(Encoders, AnUnknownCodecIsRefusedWithTheKnownNames) {
  const Clip clip = makeClip({});
  std::string message;
  EXPECT_EQ(codeOf({.codec = "h2645"}, clip.info, &message), base::Code::unsupported);
  for (const std::string& name : kCodecs) EXPECT_NE(message.find(name), std::string::npos) << message;
  EXPECT_EQ(codeOf({.codec = "aac"}, clip.info), base::Code::unsupported) << "an encoder of sound";
  EXPECT_EQ(codeOf({.codec = ""}, clip.info), base::Code::unsupported);
}

TEST(Encoders, AnEncoderOfFfmpegMayBeNamed) {
  const Clip clip = makeClip({.frames = 12});
  for (const char* name : {"mpeg4", "mpeg2video", "mjpeg", "libx264"}) {
    const test_support::TempFolder folder;
    const auto out = folder / "out.mkv";
    ASSERT_TRUE(media::mux(
        muxPlan(clip, writeChunks(clip, {.codec = name, .threads = 1}, {5}, folder.path()), out), {}, {}));
    EXPECT_EQ(probeFrames(out, "v:0").size(), clip.pts.size()) << name;
  }
}

// SVT-AV1 takes real-time scheduling as root.
TEST(Encoders, LeaveTheSchedulingOfTheirCallerAsItWas) {
  const Clip clip = makeClip({.width = 128, .height = 96});
  for (const std::string& codec : kCodecs) {
    const test_support::TempFolder folder;
    media::ChunkEncoder encoder(settingsFor(codec), clip.info, folder / "chunk");
    EXPECT_EQ(sched_getscheduler(0), SCHED_OTHER) << codec;
    int later = -1;
    std::jthread([&] { later = sched_getscheduler(0); }).join();
    EXPECT_EQ(later, SCHED_OTHER) << codec;
  }
}

TEST(Encoders, ImpossibleQualityIsOneClearError) {
  EXPECT_EQ(codeOf({.crf = 999}, makeClip({}).info), base::Code::usage);
  EXPECT_EQ(codeOf({.preset = "no such preset"}, makeClip({}).info), base::Code::usage);
}

TEST(Encoders, MissingHardwareFallsBackToSoftwareAndSaysSo) {
  const auto choice = media::chooseEncoder({.hardware = true}, makeClip({.width = 256, .height = 144}).info);
  if (choice.isHardware) GTEST_SKIP() << "this machine has " << choice.name;
  EXPECT_EQ(choice.name, "libx264");
  EXPECT_NE(choice.note.find("using libx264"), std::string::npos) << choice.note;
}

TEST(Encoders, SizesFromOnePixelOnEncodeOrGiveOneClearError) {
  for (const auto& [width, height] :
       std::vector<std::pair<int, int>>{{1, 1}, {2, 2}, {3, 5}, {17, 31}, {65, 63}}) {
    for (const std::string& codec : kCodecs) {
      SCOPED_TRACE(codec + " " + std::to_string(width) + "x" + std::to_string(height));
      const test_support::TempFolder folder;
      const Clip clip = makeClip({.width = width, .height = height, .frames = 3});
      if (codec == "h265" && std::min(width, height) < 16) {
        EXPECT_EQ(codeOf(settingsFor(codec), clip.info), base::Code::unsupported);
        continue;
      }
      const auto out = folder / "out.mkv";
      ASSERT_TRUE(
          media::mux(muxPlan(clip, writeChunks(clip, settingsFor(codec), {2}, folder.path()), out), {}, {}));
      const auto stream = firstStream(out, "video");
      EXPECT_EQ(stream["width"], width);
      EXPECT_EQ(stream["height"], height);
      EXPECT_EQ(probeFrames(out, "v:0").size(), 3u);
    }
  }
}

TEST(Encoders, OddSizesOfH264AreMadeInFullChromaAndNoted) {
  const auto choice = media::chooseEncoder({}, makeClip({.width = 63, .height = 47}).info);
  EXPECT_EQ(choice.pixelFormat, "yuv444p");
  EXPECT_NE(choice.note.find("odd size 63x47"), std::string::npos) << choice.note;
}

TEST(Encoders, PicturesOf8kAreEncoded) {
  const test_support::TempFolder folder;
  const Clip clip = makeClip({.width = 7680, .height = 4320, .frames = 2});
  const auto out = folder / "out.mp4";
  ASSERT_TRUE(
      media::mux(muxPlan(clip, writeChunks(clip, settingsFor("h264"), {1}, folder.path()), out), {}, {}));
  EXPECT_EQ(firstStream(out, "video")["width"], 7680);
  EXPECT_EQ(probePackets(out, "v:0").size(), 2u);
}

TEST(Encoders, FixedThreadsGiveIdenticalChunks) {
  const Clip clip = makeClip({.width = 320, .height = 240, .frames = 20});
  const test_support::TempFolder a, b;
  const media::EncodeSettings settings{.preset = "veryfast", .threads = 2};
  const auto first = writeChunks(clip, settings, {}, a.path()),
             second = writeChunks(clip, settings, {}, b.path());
  EXPECT_EQ(test_support::shell("cmp " + first[0].string() + " " + second[0].string()).exitCode, 0);
}
