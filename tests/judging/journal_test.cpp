#include "models/judging/journal.h"

#include <gtest/gtest.h>

#include <fstream>

#include "core/base/error.h"
#include "core/base/file.h"
#include "tests/support/temp_folder.h"

namespace {

namespace fs = std::filesystem;
using base::Fault;
using judging::Journal;
using judging::Result;

Result result(const char* clip) {
  return {.system = "a \"system\"",
          .version = "1\n2",
          .clip = clip,
          .speaker = "s1",
          .speechOf = "other",
          .said = "bin blue",
          .scores = {{"ssim", {0.1 + 0.2, 75}}, {"wer:r", {1, 3}}},
          .read = {{"r", "lay blue"}},
          .isPrepared = true,
          .missing = ""};
}

std::optional<Fault> faultOf(const fs::path& folder, const std::map<std::string, std::string>& settings) {
  try {
    const Journal journal(folder, settings);
  } catch (const base::Error& e) {
    return e.fault();
  }
  return std::nullopt;
}

class AJournal : public testing::Test {
 protected:
  const test_support::TempFolder folder;
  const fs::path path = folder / "judged";
  const std::map<std::string, std::string> settings{{"set", "1"}, {"speech", "own"}};
};

TEST_F(AJournal, GivesBackEveryDigit) {
  const Result whole = result("c");
  EXPECT_EQ(judging::fromLine(judging::toLine(whole)), whole);
  Result missing{.system = "s",
                 .version = "",
                 .clip = "c",
                 .speaker = "",
                 .speechOf = "",
                 .said = "",
                 .scores = {},
                 .read = {},
                 .missing = "no video"};
  EXPECT_EQ(judging::fromLine(judging::toLine(missing)), missing);
  EXPECT_FALSE(judging::fromLine(R"({"system":"a"})"));
}

TEST_F(AJournal, GoesOnAndLosesAHalfLineAlone) {
  Journal(path, settings).add(result("1"));
  Journal(path, settings).add(result("2"));
  const std::string whole = base::readFile(path / "results.jsonl");
  std::ofstream(path / "results.jsonl", std::ios::app) << judging::toLine(result("3")).substr(0, 40);
  Journal journal(path, settings);
  ASSERT_NE(journal.find("a \"system\"", "1\n2", "1"), nullptr);
  EXPECT_EQ(*journal.find("a \"system\"", "1\n2", "2"), result("2"));
  EXPECT_EQ(journal.find("a \"system\"", "1\n2", "3"), nullptr);
  EXPECT_EQ(journal.find("a \"system\"", "another version", "1"), nullptr);
  EXPECT_EQ(base::readFile(path / "results.jsonl"), whole);
}

TEST_F(AJournal, IsForOneEvaluation) {
  { const Journal journal(path, settings); }
  EXPECT_EQ(faultOf(path, settings), std::nullopt);
  EXPECT_EQ(faultOf(path, {{"set", "1"}, {"speech", "other"}}), Fault::runForeign);
  fs::create_directories(folder / "mine");
  base::writeFile(folder / "mine/letter.txt", "dear ...");
  EXPECT_EQ(faultOf(folder / "mine", settings), Fault::fileExists);
}

TEST_F(AJournal, IsForOneProcessAtATime) {
  const Journal journal(path, settings);
  EXPECT_EQ(faultOf(path, settings), Fault::runBusy);
}

}  // namespace
