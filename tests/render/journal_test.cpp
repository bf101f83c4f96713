#include "core/render/journal.h"

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/base/file.h"
#include "tests/support/temp_folder.h"

namespace {

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

}  // namespace
