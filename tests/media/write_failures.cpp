#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/media/encode/chunk_encoder.h"
#include "tests/media/write_support.h"
#include "tests/support/small_disk.h"

using namespace write_support;
using test_support::FileSizeLimit;
using test_support::SmallDisk;
namespace fs = std::filesystem;

namespace {

std::string contents(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

template <typename Work>
base::Error failureOf(Work work) {
  try {
    work();
  } catch (const base::Error& error) {
    return error;
  }
  return base::Error(base::Fault::defect, {}, {}, "nothing was thrown");
}

const media::EncodeSettings kLossless{.codec = "ffv1", .threads = 1};

Clip bigClip() { return makeClip({.width = 320, .height = 240, .frames = 60}); }

void expectNothingLeft(const fs::path& output) {
  EXPECT_FALSE(fs::exists(output));
  if (!fs::exists(output.parent_path())) return;
  for (const auto& entry : fs::directory_iterator(output.parent_path()))
    EXPECT_FALSE(base::isUnfinishedName(entry.path())) << entry.path();
}

}  // namespace

TEST(Failures, ADiskThatFillsWhileJoiningLeavesChunksAloneAndNoOutput) {
  const test_support::TempFolder folder;
  const SmallDisk disk(folder / "disk", "size=8M");
  if (!disk.isMounted()) GTEST_SKIP() << "cannot mount a small disk: " << disk.reason();
  const Clip clip = bigClip();
  const auto chunks = writeChunks(clip, kLossless, {20}, folder.path());
  const std::string before = contents(chunks[0]) + contents(chunks[1]);
  ASSERT_LT(before.size(), 7'000'000u);
  const media::MuxPlan plan = muxPlan(clip, chunks, disk / "out.mkv");
  const auto fillOnce = [&, isFilled = false](double) mutable {
    if (!isFilled) disk.fill();
    isFilled = true;
  };
  const base::Error error = failureOf([&] { media::mux(plan, fillOnce, {}); });
  EXPECT_EQ(error.code(), base::Code::diskFull) << error.what();
  expectNothingLeft(plan.output);
  EXPECT_EQ(contents(chunks[0]) + contents(chunks[1]), before);
  fs::remove(disk / "filler");
  EXPECT_TRUE(media::mux(plan, {}, {})) << "the same chunks join when there is room";
}

TEST(Failures, TooLittleSpaceIsToldBeforeAnythingIsWritten) {
  const test_support::TempFolder folder;
  const SmallDisk disk(folder / "disk", "size=512k");
  if (!disk.isMounted()) GTEST_SKIP() << "cannot mount a small disk: " << disk.reason();
  const Clip clip = bigClip();
  const media::MuxPlan plan =
      muxPlan(clip, writeChunks(clip, kLossless, {}, folder.path()), disk / "out.mkv");
  const base::Error error = failureOf([&] { media::mux(plan, {}, {}); });
  ASSERT_EQ(error.fault(), base::Fault::diskTooSmall) << error.what();
  EXPECT_GT(std::get<std::int64_t>(error.problem().fact("neededMb")->value),
            std::get<std::int64_t>(error.problem().fact("freeMb")->value));
  expectNothingLeft(plan.output);
}

TEST(Failures, AWriteThatFailsInTheMiddleOrAtTheEndOfJoiningIsNotLost) {
  const test_support::TempFolder folder;
  const Clip clip = bigClip();
  for (const auto& [name, codec] : std::vector<std::pair<std::string, std::string>>{
           {"out.mkv", "ffv1"}, {"out.mov", "prores"}, {"out.ts", "h264"}, {"out.avi", "ffv1"}}) {
    const auto chunks = writeChunks(clip, {.codec = codec, .threads = 1}, {}, folder.path());
    media::MuxPlan plan = muxPlan(clip, chunks, folder / name);
    ASSERT_TRUE(media::mux(plan, {}, {}));
    const auto whole = static_cast<rlim_t>(fs::file_size(plan.output));
    fs::remove(plan.output);
    for (const rlim_t limit : {rlim_t{1}, rlim_t{1000}, whole / 2, whole - 1}) {
      SCOPED_TRACE(name + " limited to " + std::to_string(limit));
      const FileSizeLimit limited(limit);
      EXPECT_EQ(failureOf([&] { media::mux(plan, {}, {}); }).code(), base::Code::diskFull);
      expectNothingLeft(plan.output);
    }
  }
}

TEST(Failures, ADiskThatFillsWhileEncodingLeavesNoChunk) {
  const test_support::TempFolder folder;
  const SmallDisk disk(folder / "disk", "size=1M");
  if (!disk.isMounted()) GTEST_SKIP() << "cannot mount a small disk: " << disk.reason();
  const base::Error error = failureOf([&] { writeChunks(bigClip(), kLossless, {}, folder / "disk"); });
  EXPECT_EQ(error.code(), base::Code::diskFull) << error.what();
  expectNothingLeft(disk / "chunk0");
}

TEST(Failures, AnEncoderThatIsDroppedLeavesNothing) {
  const test_support::TempFolder folder;
  const Clip clip = makeClip({});
  {
    media::ChunkEncoder encoder(kLossless, clip.info, folder / "chunk");
    encoder.write(picture(clip, 0));
    EXPECT_FALSE(fs::exists(folder / "chunk"));
  }
  EXPECT_TRUE(fs::is_empty(folder.path()));
}

TEST(Failures, StoppingLeavesNoOutput) {
  const test_support::TempFolder folder;
  const Clip clip = bigClip();
  const media::MuxPlan plan =
      muxPlan(clip, writeChunks(clip, kLossless, {}, folder.path()), folder / "out.mkv");
  std::stop_source stop;
  EXPECT_FALSE(media::mux(
      plan, [&](double) { stop.request_stop(); }, stop.get_token()));
  expectNothingLeft(plan.output);
  EXPECT_FALSE(media::mux(plan, {}, stop.get_token())) << "stopped before it began";
  expectNothingLeft(plan.output);
}

TEST(Failures, ChunksOfOtherSettingsOrderOrCompletenessAreRefused) {
  const test_support::TempFolder a, b;
  const Clip clip = makeClip({.frames = 20}), other = makeClip({.width = 32, .frames = 20});
  const auto chunks = writeChunks(clip, kLossless, {10}, a.path());
  const auto others = writeChunks(other, kLossless, {10}, b.path());
  const auto code = [&](const std::vector<fs::path>& list) {
    return failureOf([&] { media::mux(muxPlan(clip, list, a / "out.mkv"), {}, {}); }).code();
  };
  EXPECT_EQ(code({chunks[0], others[1]}), base::Code::usage);
  EXPECT_EQ(code({chunks[1], chunks[0]}), base::Code::usage);
  EXPECT_EQ(code({chunks[0], chunks[0]}), base::Code::usage);
  EXPECT_EQ(code({}), base::Code::usage);
  EXPECT_EQ(code({a / "missing"}), base::Code::notFound);
  expectNothingLeft(a / "out.mkv");
}

TEST(Failures, EveryDamageOfAChunkIsNoticed) {
  const test_support::TempFolder folder;
  const Clip clip = makeClip({.width = 16, .height = 16, .frames = 3});
  const auto chunk = writeChunks(clip, kLossless, {}, folder.path())[0];
  const std::string whole = contents(chunk);
  const auto code = [&](const std::string& bytes) {
    std::ofstream(folder / "broken", std::ios::binary) << bytes;
    return failureOf([&] { media::mux(muxPlan(clip, {folder / "broken"}, folder / "out.mkv"), {}, {}); })
        .code();
  };
  for (std::size_t i = 0; i < whole.size(); i += 7) {
    std::string flipped = whole;
    flipped[i] = static_cast<char>(flipped[i] ^ 0x41);
    EXPECT_EQ(code(flipped), base::Code::unreadable) << "byte " << i << " of " << whole.size();
    EXPECT_EQ(code(whole.substr(0, i)), base::Code::unreadable) << "cut at " << i;
  }
  expectNothingLeft(folder / "out.mkv");
}

TEST(Failures, TheSourceIsNeverOverwritten) {
  const test_support::TempFolder folder;
  const Clip clip = makeClip({.frames = 5});
  media::MuxPlan plan = muxPlan(clip, writeChunks(clip, kLossless, {}, folder.path()), folder / "out.mkv");
  std::ofstream(folder / "out.mkv") << "the source";
  fs::create_symlink(folder / "out.mkv", folder / "link.mkv");
  plan.source = folder / "link.mkv";
  EXPECT_EQ(failureOf([&] { media::mux(plan, {}, {}); }).code(), base::Code::exists);
  EXPECT_EQ(contents(folder / "out.mkv"), "the source");
}

TEST(Failures, OutputsThatCannotBeWrittenAreOneClearError) {
  const test_support::TempFolder folder;
  const Clip clip = makeClip({.frames = 5});
  const auto chunks = writeChunks(clip, kLossless, {}, folder.path());
  const auto code = [&](const fs::path& output) {
    return failureOf([&] { media::mux(muxPlan(clip, chunks, output), {}, {}); }).code();
  };
  fs::create_directory(folder / "folder.mkv");
  EXPECT_EQ(code(folder / "folder.mkv"), base::Code::io);
  EXPECT_EQ(code(folder / "missing/out.mkv"), base::Code::io);
  for (const char* name : {"out", "out.txt", "out.png", "out.wav", ".mp4"})
    EXPECT_EQ(code(folder / name), base::Code::unsupported) << name;
  EXPECT_EQ(code(folder / "out.webm"), base::Code::unsupported) << "ffv1 in webm";
}

TEST(Failures, WhatJoiningWouldRefuseIsKnownBeforeTheWork) {
  const test_support::TempFolder folder;
  const auto encoder = media::chooseEncoder(kLossless, makeClip({}).info);
  const auto code = [&](const fs::path& output, const std::string& sound) {
    return failureOf([&] { media::checkOutput(output, encoder, sound); }).code();
  };
  EXPECT_NO_THROW(media::checkOutput(folder / "out.mkv", encoder, ""));
  EXPECT_TRUE(fs::is_empty(folder.path()));
  EXPECT_EQ(code(folder / "out.mp4", ""), base::Code::unsupported) << "ffv1 in mp4";
  EXPECT_EQ(code(folder / "out.txt", ""), base::Code::unsupported);
  EXPECT_EQ(code(folder / "out.mkv", "no such codec"), base::Code::unsupported);
  EXPECT_EQ(code(folder / "missing/out.mkv", ""), base::Code::io);
}

TEST(Failures, NamesWithSpacesQuotesColonsAndOtherLettersWork) {
  const test_support::TempFolder folder;
  const Clip clip = makeClip({.frames = 5});
  fs::create_directory(folder / "a 'b\" %d é");
  const auto chunks = writeChunks(clip, kLossless, {}, folder / "a 'b\" %d é");
  for (const char* name : {"a b.mkv", "-x.mkv", "http:x.mkv", "'\"`$.mkv", "%05d.mkv", "日本語.mkv"}) {
    const fs::path out = folder / "a 'b\" %d é" / name;
    EXPECT_TRUE(media::mux(muxPlan(clip, chunks, out), {}, {}));
    EXPECT_TRUE(fs::exists(out)) << name;
  }
}
