#include <gtest/gtest.h>

#include "core/base/error.h"
#include "tests/media/write_support.h"

using namespace write_support;

namespace {

media::EncodeSettings fast(const std::string& codec) {
  media::EncodeSettings settings;
  settings.codec = codec;
  if (codec == "h264" || codec == "h265") settings.preset = "veryfast";
  if (codec == "av1") settings.preset = "10";
  settings.threads = 1;
  return settings;
}

struct Kind {
  const char* name;
  ClipShape shape;
};

std::vector<Kind> kinds() {
  std::vector<Kind> all;
  all.push_back({"25 fps", {}});
  all.push_back(
      {"29.97 fps", {.timeBase = {1, 30000}, .frameRate = {30000, 1001}, .step = 1001, .first = 5005}});
  all.push_back({"10-bit 4:2:2", {.format = "yuv422p10le"}});
  all.push_back({"10-bit 4:2:0", {.format = "yuv420p10le"}});
  all.push_back({"4:4:4", {.format = "yuv444p"}});
  all.push_back({"odd size", {.width = 63, .height = 47}});
  all.push_back(
      {"variable rate", {.timeBase = {1, 90000}, .frameRate = {25, 1}, .step = 3600, .first = 1234}});
  return all;
}

Clip clipOf(const Kind& kind) {
  Clip clip = makeClip(kind.shape);
  if (std::string(kind.name) != "variable rate") return clip;
  clip.info.isVariableRate = true;
  for (std::size_t i = 0; i < clip.pts.size(); ++i)
    clip.pts[i] += static_cast<std::int64_t>((i * i * 37) % 1800);
  return clip;
}

// In the output's time base, whatever the container made of it.
std::int64_t ticks(const nlohmann::json& value) { return value.get<std::int64_t>(); }

void expectTimes(const Clip& clip, const std::filesystem::path& file) {
  const auto stream = firstStream(file, "video");
  const std::string base = stream["time_base"];
  const double den = std::stod(base.substr(base.find('/') + 1));
  auto packets = probePackets(file, "v:0");
  ASSERT_EQ(packets.size(), clip.pts.size());
  std::vector<std::int64_t> shown;
  std::int64_t lastDts = INT64_MIN;
  for (const auto& packet : packets) {
    shown.push_back(ticks(packet["pts"]));
    if (!packet.contains("dts")) continue;
    EXPECT_GE(ticks(packet["dts"]), lastDts);
    EXPECT_LE(ticks(packet["dts"]), shown.back());
    lastDts = ticks(packet["dts"]);
  }
  std::sort(shown.begin(), shown.end());
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const double wanted = static_cast<double>(clip.pts[i] - clip.pts[0]) * clip.info.timeBase.value() * den;
    EXPECT_NEAR(static_cast<double>(shown[i]), wanted, den == 1000 ? 0.51 : 1e-6) << "picture " << i;
  }
}

}  // namespace

TEST(Join, ChunksOfLosslessPicturesGiveBackEverySample) {
  for (const Kind& kind : kinds()) {
    SCOPED_TRACE(kind.name);
    const test_support::TempFolder folder;
    const Clip clip = clipOf(kind);
    const auto chunks = writeChunks(clip, fast("ffv1"), {7, 1, 13}, folder.path());
    const auto out = folder / "out.mkv";
    ASSERT_TRUE(media::mux(muxPlan(clip, chunks, out), {}, {}));
    EXPECT_EQ(decodedBytes(out, clip.info.pixelFormatName), rawBytes(clip));
    expectTimes(clip, out);
  }
}

TEST(Join, ChunksWithReorderedPicturesKeepCountAndTimesExactlyInMp4) {
  for (const Kind& kind : kinds()) {
    SCOPED_TRACE(kind.name);
    const test_support::TempFolder folder;
    const Clip clip = clipOf(kind);
    const auto out = folder / "out.mp4";
    ASSERT_TRUE(
        media::mux(muxPlan(clip, writeChunks(clip, fast("h264"), {9, 1, 12}, folder.path()), out), {}, {}));
    expectTimes(clip, out);
    EXPECT_EQ(probeFrames(out, "v:0").size(), clip.pts.size());
    EXPECT_GT(firstStream(out, "video")["has_b_frames"].get<int>(), 0);
  }
}
