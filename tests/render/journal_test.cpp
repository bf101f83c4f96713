#include "core/render/journal.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "core/base/error.h"
#include "core/base/file.h"
#include "tests/support/temp_folder.h"

namespace {

namespace fs = std::filesystem;

const dub::Journal kJournal{"0123abcd", 250, 1001};

TEST(Journal, SurvivesWritingAndReading) {
  EXPECT_EQ(dub::parseJournal(dub::writeJournal(kJournal)), kJournal);
  EXPECT_EQ(kJournal.chunks(), 5);
}

TEST(Journal, RefusesAnythingElse) {
  for (const char* bad : {"", "{", "[]", "null", "{}", R"({"redubJournal":2})",
                          R"({"redubJournal":3,"fingerprint":"a","chunkFrames":1,"frames":1})",
                          R"({"redubJournal":2,"fingerprint":"a","chunkFrames":0,"frames":1})",
                          R"({"redubJournal":2,"fingerprint":"a","chunkFrames":1,"frames":1e55})",
                          R"({"redubJournal":1e99,"fingerprint":"a","chunkFrames":1,"frames":1})",
                          R"({"redubJournal":2,"fingerprint":"a","chunkFrames":1,"frames":-5})",
                          R"({"redubJournal":2,"fingerprint":7,"chunkFrames":1,"frames":1})",
                          R"({"redubJournal":2,"fingerprint":"a","chunkFrames":1,"frames":99999999999999})"})
    EXPECT_THROW(dub::parseJournal(bad), base::Error) << bad;
}

TEST(WorkFolder, KnowsWhatAnEarlierRunFinished) {
  const test_support::TempFolder folder;
  {
    dub::WorkFolder work(folder / "out.mp4");
    EXPECT_FALSE(work.unfinished().has_value());
    work.begin(kJournal);
    base::writeFile(work.chunk(0), "x");
    base::writeFile(work.chunk(1), "x");
    base::writeFile(work.chunk(3), "x");
  }
  dub::WorkFolder work(folder / "out.mp4");
  EXPECT_EQ(work.unfinished(), kJournal);
  EXPECT_EQ(work.finishedChunks(), 2);
  work.begin(kJournal);
  EXPECT_EQ(work.finishedChunks(), 0);
  work.remove();
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(WorkFolder, LeavesNothingWhenNoChunkWasFinished) {
  const test_support::TempFolder folder;
  { dub::WorkFolder(folder / "out.mp4").begin(kJournal); }
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(WorkFolder, IsUsedByOneRenderAtATime) {
  const test_support::TempFolder folder;
  const dub::WorkFolder work(folder / "out.mp4");
  try {
    const dub::WorkFolder second(folder / "out.mp4");
    FAIL() << "no error";
  } catch (const base::Error& e) {
    EXPECT_EQ(e.code(), base::Code::exists);
  }
}

TEST(WorkFolder, TreatsADamagedJournalAsNone) {
  const test_support::TempFolder folder;
  std::filesystem::create_directory(folder / "out.mp4.redub-work");
  base::writeFile(folder / "out.mp4.redub-work" / "journal.json", "{\"redubJou");
  EXPECT_FALSE(dub::WorkFolder(folder / "out.mp4").unfinished().has_value());
}

base::Code codeOf(const std::function<void()>& action) {
  try {
    action();
  } catch (const base::Error& e) {
    return e.code();
  }
  return base::Code::internal;
}

TEST(WorkFolder, WhatIsNotOfARenderIsRefusedAndStays) {
  const test_support::TempFolder folder;
  const fs::path work = folder / "out.mp4.redub-work";
  const auto isRefused = [&] {
    return codeOf([&] { dub::WorkFolder(folder / "out.mp4").begin(kJournal); }) == base::Code::exists;
  };
  fs::create_directory(folder / "photos");
  base::writeFile(folder / "photos/chunk-000000", "dear");
  fs::create_directory_symlink(folder / "photos", work);
  EXPECT_TRUE(isRefused()) << "a link";
  fs::remove(work);
  base::writeFile(work, "dear");
  EXPECT_TRUE(isRefused()) << "a file";
  EXPECT_EQ(base::readFile(work), "dear");
  fs::remove(work);
  fs::create_directory(work);
  base::writeFile(work / "journal.json", "{}");
  base::writeFile(work / "chunk-000000.txt", "dear");
  EXPECT_TRUE(isRefused()) << "a folder with something else";
  EXPECT_EQ(base::readFile(work / "chunk-000000.txt"), "dear");
  EXPECT_EQ(std::distance(fs::directory_iterator(work), {}), 2) << "not even a lock was made";
  EXPECT_EQ(base::readFile(folder / "photos/chunk-000000"), "dear");
}

TEST(WorkFolder, FollowsNoLinkInIt) {
  const test_support::TempFolder folder;
  fs::create_directory(folder / "out.mp4.redub-work");
  fs::create_symlink(folder / "made", folder / "out.mp4.redub-work/lock");
  EXPECT_EQ(codeOf([&] { dub::WorkFolder work(folder / "out.mp4"); }), base::Code::io);
  EXPECT_FALSE(fs::exists(folder / "made"));
}

TEST(WorkFolder, WhatComesIntoItDuringARenderStays) {
  const test_support::TempFolder folder;
  dub::WorkFolder work(folder / "out.mp4");
  work.begin(kJournal);
  base::writeFile(work.path() / "notes.txt", "dear");
  work.begin(kJournal);
  work.remove();
  EXPECT_EQ(base::readFile(folder / "out.mp4.redub-work/notes.txt"), "dear");
  EXPECT_EQ(std::distance(fs::directory_iterator(folder / "out.mp4.redub-work"), {}), 1);
}

TEST(WorkFolder, CleansWhatAKilledRenderLeft) {
  const test_support::TempFolder folder;
  fs::create_directory(folder / "out.mp4.redub-work");
  base::writeFile(folder / "redub-0123456789abcdef.part", "half an output");
  base::writeFile(folder / "out.mp4.redub-work/redub-0123456789abcdef.part", "half a chunk");
  { const dub::WorkFolder work(folder / "out.mp4"); }
  EXPECT_TRUE(fs::is_empty(folder.path()));
}

// Two at once would remove each other's chunks.
TEST(WorkFolder, IsHeldByOneOnlyThoughOthersRemoveIt) {
  const test_support::TempFolder folder;
  std::atomic<int> holders = 0, most = 0, held = 0;
  const auto render = [&] {
    for (int i = 0; i < 300; ++i) try {
        dub::WorkFolder work(folder / "out.mp4");
        const int now = ++holders;
        if (now > most) most = now;
        ++held;
        work.begin(kJournal);
        --holders;
        work.remove();
      } catch (const base::Error& e) {
        EXPECT_EQ(e.code(), base::Code::exists) << e.what();
      }
  };
  { const std::jthread a(render), b(render), c(render); }
  EXPECT_EQ(most, 1);
  EXPECT_GT(held, 0);
  EXPECT_TRUE(fs::is_empty(folder.path()));
}

}  // namespace
