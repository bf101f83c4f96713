#include <gtest/gtest.h>

#include <fstream>

#include "core/base/error.h"
#include "tests/media/write_support.h"

using namespace write_support;
using test_support::quoted;
using test_support::shell;
namespace fs = std::filesystem;

namespace {

constexpr int kFrames = 100;  // 4 s at 25

// A source with two subtitles, two chapters, a title and a cover, made by ffmpeg.
fs::path makeSource(const test_support::TempFolder& folder, const std::string& name,
                    const std::string& more = "") {
  std::ofstream(folder / "in.srt")
      << "1\n00:00:00,500 --> 00:00:01,000\nfirst\n\n2\n00:00:02,000 --> 00:00:03,500\n"
         "<i>second</i>\n\n";
  std::ofstream(folder / "in.meta") << ";FFMETADATA1\ntitle=A title\nartist=Someone\n"
                                       "[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=2000\ntitle=One\n"
                                       "[CHAPTER]\nTIMEBASE=1/1000\nSTART=2000\nEND=4000\ntitle=Two\n";
  shell("ffmpeg -v error -y -f lavfi -i color=red:s=32x32:d=0.04 -frames:v 1 " +
        quoted((folder / "in.png").string()));
  const bool isMp4 = name.ends_with(".mp4");
  const std::string picture = isMp4 ? " -i " + quoted((folder / "in.png").string()) : "";
  const std::string cover =
      isMp4 ? " -map 3:v -c:v:1 png -disposition:v:1 attached_pic"
            : " -attach " + quoted((folder / "in.png").string()) + " -metadata:s:t mimetype=image/png";
  const fs::path out = folder / name;
  const auto said = shell(
      "ffmpeg -v error -y -f lavfi -i testsrc=s=64x48:r=25:d=4 -i " + quoted((folder / "in.srt").string()) +
      " -i " + quoted((folder / "in.meta").string()) + picture + " -map 0:v -map 1:s" + cover +
      " -map_metadata 2 -map_chapters 2 -c:v:0 libx264 -bf 0 -c:s " + (isMp4 ? "mov_text" : "srt") +
      " -metadata:s:s:0 language=deu " + more + " " + quoted(out.string()));
  if (said.exitCode != 0) throw std::runtime_error(said.output);
  return out;
}

media::MuxPlan dubbing(const test_support::TempFolder& folder, const fs::path& source,
                       const std::string& output, std::int64_t firstPts = 0) {
  const Clip clip = makeClip({.timeBase = {1, 1000}, .frames = kFrames, .step = 40, .first = firstPts});
  media::EncodeSettings settings{.preset = "ultrafast", .threads = 1};
  if (output.ends_with(".webm")) settings = {.codec = "vp9", .preset = "8", .threads = 1};
  media::MuxPlan plan = muxPlan(clip, writeChunks(clip, settings, {}, folder.path()), folder / output);
  plan.source = source;
  plan.copySourceStreams = true;
  return plan;
}

void expectCopies(const fs::path& file, double shift) {
  const auto all = probeFile(file);
  EXPECT_EQ(all["format"]["tags"]["title"], "A title");
  const auto& tags = all["format"]["tags"];
  EXPECT_TRUE(tags.value("artist", "") == "Someone" || tags.value("ARTIST", "") == "Someone") << tags;
  ASSERT_EQ(all["chapters"].size(), 2u);
  EXPECT_EQ(all["chapters"][1]["tags"]["title"], "Two");
  EXPECT_NEAR(std::stod(all["chapters"][1]["start_time"].get<std::string>()), 2 - shift, 0.002);
  EXPECT_EQ(firstStream(file, "subtitle")["tags"]["language"], "deu");
  std::vector<double> starts;
  for (const auto& packet : probePackets(file, "s:0"))
    if (packet["size"] != "2")
      starts.push_back(std::stod(packet["pts_time"].get<std::string>()));  // mp4 fills gaps
  ASSERT_EQ(starts.size(), 2u);
  EXPECT_NEAR(starts[0], 0.5 - shift, 0.002);
  EXPECT_NEAR(starts[1], 2 - shift, 0.002);
}

}  // namespace

TEST(Copies, SubtitlesChaptersAndMetadataOfTheSourceAreKept) {
  for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
           {"in.mkv", "out.mkv"}, {"in.mp4", "out.mp4"}, {"in.mkv", "out.mp4"}, {"in.mp4", "out.mkv"}}) {
    SCOPED_TRACE(from + " to " + to);
    const test_support::TempFolder folder;
    const media::MuxPlan plan = dubbing(folder, makeSource(folder, from), to);
    ASSERT_TRUE(media::mux(plan, {}, {}));
    expectCopies(plan.output, 0);
    EXPECT_EQ(probePackets(plan.output, "v:0").size(), static_cast<std::size_t>(kFrames));
  }
}

TEST(Copies, ASourceThatStartsLateIsMovedToTheFirstPicture) {
  const test_support::TempFolder folder;
  const media::MuxPlan plan = dubbing(folder, makeSource(folder, "in.mkv"), "out.mkv", 250);
  ASSERT_TRUE(media::mux(plan, {}, {}));
  expectCopies(plan.output, 0.25);
}

TEST(Copies, CoverArtIsKept) {
  for (const std::string ending : {"mkv", "mp4"}) {
    SCOPED_TRACE(ending);
    const test_support::TempFolder folder;
    const media::MuxPlan plan = dubbing(folder, makeSource(folder, "in." + ending), "out." + ending);
    ASSERT_TRUE(media::mux(plan, {}, {}));
    int covers = 0;
    const auto all = probeFile(plan.output);
    for (const auto& stream : all["streams"]) covers += stream["disposition"]["attached_pic"].get<int>();
    EXPECT_EQ(covers, 1);
  }
}

TEST(Copies, WhatTheContainerRefusesIsLeftOut) {
  const test_support::TempFolder folder;
  for (const char* name : {"out.avi", "out.ts", "out.webm", "out.mov"}) {
    const media::MuxPlan plan = dubbing(folder, makeSource(folder, "in.mkv"), name);
    ASSERT_TRUE(media::mux(plan, {}, {})) << name;
    EXPECT_EQ(probePackets(plan.output, "v:0").size(), static_cast<std::size_t>(kFrames)) << name;
  }
}

TEST(Copies, NothingIsCopiedWhenTheTimelineDiffers) {
  const test_support::TempFolder folder;
  media::MuxPlan plan = dubbing(folder, makeSource(folder, "in.mkv"), "out.mkv");
  plan.copySourceStreams = false;
  ASSERT_TRUE(media::mux(plan, {}, {}));
  EXPECT_TRUE(probeFile(plan.output)["chapters"].empty());
  EXPECT_TRUE(firstStream(plan.output, "subtitle").empty());
}

TEST(Copies, ASubtitleOnScreenAtTheFirstPictureStaysUntilItsEnd) {
  const test_support::TempFolder folder;
  const media::MuxPlan plan = dubbing(folder, makeSource(folder, "in.mkv"), "out.mkv", 700);
  ASSERT_TRUE(media::mux(plan, {}, {}));
  const auto packets = probePackets(plan.output, "s:0");
  ASSERT_EQ(packets.size(), 2u);
  EXPECT_EQ(packets[0]["pts"], 0);
  EXPECT_EQ(packets[0]["duration"], 300);
}
