// redub-train evaluate and read, as people call them.
#include <ATen/ATen.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <nlohmann/json.hpp>
#include <opencv2/imgcodecs.hpp>
#include <sstream>

#include "core/base/file.h"
#include "core/media/encode/wave_file.h"
#include "models/dataset/clip_video.h"
#include "tests/dataset/talkers.h"
#include "tests/judging/clips.h"
#include "tests/support/process.h"
#include "tests/support/wait_until.h"

namespace {

namespace fs = std::filesystem;
using judging_tests::second;
using testing::HasSubstr;
using testing::Not;

class ACommand : public testing::Test {
 protected:
  // Videos of all four clips by somebody else: each shows the other half of the talker.
  static const fs::path& foreign() {
    static const test_support::TempFolder made;
    static const fs::path path = [] {
      media::writeWave(made / "sound.wav", second(0, 0).sound, 16000);
      for (unsigned who = 0; who < 2; ++who)
        for (unsigned half = 0; half < 2; ++half) {
          const fs::path video = made / "videos" / (second(who, half).info.name + ".mp4");
          fs::create_directories(video.parent_path());
          dataset::writeVideo(second(who, 1 - half).view(), made / "sound.wav", dataset::commonVideo(),
                              video);
        }
      judging_tests::writeReader(made / "reader.safetensors", 1);
      judging_tests::writeReader(made / "second.safetensors", 2);
      return made.path();
    }();
    return path;
  }
  static std::vector<std::string> evaluating(const fs::path& out, std::vector<std::string> more = {}) {
    std::vector<std::string> command{REDUB_TRAIN,
                                     "evaluate",
                                     judging_tests::talkers().string(),
                                     "--out",
                                     out.string(),
                                     "--sync",
                                     "none",
                                     "--threads",
                                     "1",
                                     "--reader",
                                     (foreign() / "reader.safetensors").string()};
    command.insert(command.end(), more.begin(), more.end());
    return command;
  }
  static std::vector<std::string> systems() {
    return {"--system", "real", "--system", "theirs=" + (foreign() / "videos").string()};
  }
  std::string run(const std::vector<std::string>& arguments, int exitCode = 0,
                  const std::map<std::string, std::string>& environment = {}) {
    test_support::Process process(arguments, environment, folder / "printed");
    EXPECT_EQ(process.wait(), exitCode) << process.printed();
    return process.printed();
  }
  static std::size_t lines(const std::string& text) {
    return static_cast<std::size_t>(std::ranges::count(text, '\n'));
  }
  const test_support::TempFolder folder;
  const fs::path out = folder / "judged";
};

TEST_F(ACommand, JudgesAWholePart) {
  const std::string printed = run(evaluating(out, systems()));
  EXPECT_THAT(printed, HasSubstr("4 clips of speakers ann 2, bob 2"));
  EXPECT_THAT(printed, HasSubstr("SSIM"));
  const auto table = nlohmann::json::parse(base::readFile(out / "table.json"));
  const auto& real = table["systems"][0]["values"];
  EXPECT_EQ(real["ssim"]["mean"], 1.0);
  EXPECT_EQ(real["mouth"]["mean"], 0.0);
  EXPECT_EQ(real["ssim"]["clips"], 4);
  const auto& theirs = table["systems"][1]["values"];
  EXPECT_LT(theirs["ssim"]["mean"], 0.99);
  EXPECT_GT(theirs["mouth"]["mean"], 1.0);
  EXPECT_EQ(table["speakers"].size(), 4U);
  EXPECT_EQ(lines(base::readFile(out / "clips.csv")), 9U);
  const cv::Mat sheet = cv::imread((out / "strips/theirs.png").string());
  EXPECT_EQ(sheet.cols, 12 * 96);
  EXPECT_EQ(sheet.rows, 4 * (20 + 2 * 96 + 8)) << "all four, though there are two of each kind";
  EXPECT_FALSE(fs::exists(out / "strips/real.png"));
  EXPECT_THAT(base::readFile(out / "strips/theirs.txt"), HasSubstr("worst: "));
}

TEST_F(ACommand, GoesOnAfterItWasKilledAsIfItHadNotBeen) {
  const std::string whole = run(evaluating(folder / "whole", systems()));
  const fs::path results = out / "results.jsonl";
  {
    test_support::Process killed(evaluating(out, systems()), {}, folder / "killed");
    ASSERT_TRUE(
        test_support::waitUntil([&] { return fs::exists(results) && lines(base::readFile(results)) > 1; },
                                std::chrono::seconds(300)));
    killed.signal(SIGKILL);
    EXPECT_EQ(killed.wait(), 128 + SIGKILL);
  }
  const std::string before = base::readFile(results);
  run(evaluating(out, systems()));
  EXPECT_TRUE(base::readFile(results).starts_with(before.substr(0, before.rfind('\n'))));
  for (const char* file : {"results.jsonl", "table.csv", "table.json", "table.tex", "table.txt",
                           "speakers.csv", "clips.csv", "strips/theirs.png"})
    EXPECT_EQ(base::readFile(out / file), base::readFile(folder / "whole" / file)) << file;
}

TEST_F(ACommand, AddsASystemToWhatWasJudged) {
  run(evaluating(out, {"--system", "real", "--sheet", "0"}));
  const std::string before = base::readFile(out / "results.jsonl");
  run(evaluating(out, systems()));
  const std::string after = base::readFile(out / "results.jsonl");
  EXPECT_TRUE(after.starts_with(before));
  EXPECT_EQ(lines(after), 8U);
  std::vector<std::string> other = evaluating(out, systems());
  other.insert(other.end(), {"--speech", "other"});
  EXPECT_THAT(run(other, 1), HasSubstr("speech")) << "another kind of evaluation";
}

TEST_F(ACommand, CountsAndTellsWhatIsMissing) {
  fs::create_directories(folder / "some/ann");
  fs::copy_file(foreign() / "videos/ann/1.mp4", folder / "some/ann/1.mp4");
  const std::string some = "some=" + (folder / "some").string();
  EXPECT_THAT(run(evaluating(out, {"--system", some})),
              HasSubstr("some: 3 clips are missing: ann/2 (no video), bob/1 (no video), bob/2 (no video)"));
  const auto table = nlohmann::json::parse(base::readFile(out / "table.json"));
  EXPECT_EQ(table["systems"][0]["missing"], 3);
  EXPECT_EQ(table["systems"][0]["clips"], 1);
  fs::copy(foreign() / "videos/bob", folder / "some/bob");
  EXPECT_THAT(run(evaluating(out, {"--system", some})), HasSubstr("some: 1 clips are missing: ann/2"));
}

TEST_F(ACommand, RefusesASystemWithoutAnyPicture) {
  fs::create_directories(folder / "none");
  const std::string printed =
      run(evaluating(out, {"--system", "real", "--system", "none=" + (folder / "none").string()}), 1);
  EXPECT_THAT(printed, HasSubstr("none has no picture for any clip"));
  EXPECT_FALSE(fs::exists(out / "results.jsonl")) << "before the work";
}

TEST_F(ACommand, ReadsTheWordsOfAnothersSpeech) {
  run(evaluating(out, {"--system", "real", "--speech", "other", "--reader",
                       "b=" + (foreign() / "second.safetensors").string()}));
  const auto values = nlohmann::json::parse(base::readFile(out / "table.json"))["systems"][0]["values"];
  EXPECT_FALSE(values.contains("ssim"));
  for (const char* key : {"words:reader", "words:b", "leak:reader", "leak:b", "wer:reader", "wer:b"})
    EXPECT_TRUE(values.contains(key)) << key;
  EXPECT_EQ(base::readFile(out / "speeches.csv"),
            "clip,speech\nann/1,ann/2\nann/2,ann/1\nbob/1,bob/2\nbob/2,bob/1\n");
  EXPECT_THAT(base::readFile(out / "clips.csv"), HasSubstr("papa opens barns"));
}

TEST_F(ACommand, JudgesSomeSpeakersAndKnowsTheOthers) {
  EXPECT_THAT(run(evaluating(out, {"--system", "real", "--speakers", "bob"})),
              HasSubstr("2 clips of speakers bob 2"));
  EXPECT_THAT(run(evaluating(out, {"--system", "real", "--speakers", "eve"}), 2), HasSubstr("ann, bob"));
  EXPECT_THAT(run(evaluating(out, {"--system", "real", "--part", "train"}), 2),
              HasSubstr("holds no clip to judge"));
  EXPECT_THAT(run(evaluating(out, {"--system", "real", "--worst-by", "beauty"}), 2), HasSubstr("ssim"));
}

class ReadingAClip : public ACommand {
 protected:
  std::vector<std::string> reading(std::vector<std::string> more = {}) const {
    std::vector<std::string> command{REDUB_TRAIN, "read", dataset_tests::talker(0).video.string()};
    command.insert(command.end(), more.begin(), more.end());
    return command;
  }
  const std::string reader = (foreign() / "reader.safetensors").string();
};

TEST_F(ReadingAClip, TellsWordByWordWhatIsReadAtKnownTimes) {
  base::writeFile(folder / "said.align",
                  "0 4000 sil\n4000 12000 bob\n12000 22000 opens\n22000 30000 gates\n");
  const std::string printed = run(reading({"--reader", reader, "--align", (folder / "said.align").string()}));
  EXPECT_THAT(printed, HasSubstr("reader, freely: "));
  EXPECT_THAT(printed, testing::ContainsRegex("at known times: [0-2] of 2 words right"));
  EXPECT_THAT(printed, HasSubstr("0.16 -  0.48 s"));
  EXPECT_THAT(printed, HasSubstr("1 words are not among those that it can read"));
}

TEST_F(ReadingAClip, ReadsFreelyWithoutTimesAndCountsErrors) {
  const std::string printed = run(reading({"--reader", reader, "--text", "Bob opens doors."}));
  EXPECT_THAT(printed, HasSubstr(" errors in 3 words"));
  EXPECT_THAT(printed, Not(HasSubstr("known times")));
}

TEST_F(ReadingAClip, TellsProgramsInJson) {
  base::writeFile(folder / "said.txt",
                  "Text:  BOB OPENS\n\nWORD START END\nBOB 0.16 0.48\nOPENS 0.48 0.88\n");
  const auto json = nlohmann::json::parse(
      run(reading({"--reader", "one=" + reader, "--json", "--align", (folder / "said.txt").string()})));
  EXPECT_EQ(json["said"], "bob opens");
  const auto& read = json["read"][0];
  EXPECT_EQ(read["reader"], "one");
  EXPECT_EQ(read["words"], 2);
  ASSERT_EQ(read["aligned"].size(), 2U);
  EXPECT_EQ(read["aligned"][1]["said"], "opens");
  EXPECT_NEAR(read["aligned"][1]["beginSec"].get<double>(), 0.48, 1e-9);
  EXPECT_GT(read["aligned"][1]["score"], 0);
}

TEST_F(ReadingAClip, TakesTheReaderThatComesWithRedub) {
  fs::create_directories(folder / "resources/training");
  fs::copy_file(reader, folder / "resources/training/word_reader.safetensors");
  EXPECT_THAT(run(reading(), 0, {{"REDUB_RESOURCES", (folder / "resources").string()}}),
              HasSubstr("word_reader, freely: "));
}

TEST_F(ReadingAClip, SaysInOneLineWhatItCannotDo) {
  const auto refused = [&](const std::vector<std::string>& arguments, int exitCode = 1) {
    const std::string printed = run(arguments, exitCode);
    EXPECT_EQ(lines(printed), 1U) << printed;
    return printed;
  };
  EXPECT_THAT(refused(reading({"--reader", (folder / "none.safetensors").string()})),
              HasSubstr("none.safetensors"));
  base::writeFile(folder / "text.mp4", "no video");
  EXPECT_THAT(refused({REDUB_TRAIN, "read", (folder / "text.mp4").string(), "--reader", reader}),
              HasSubstr("text.mp4"));
}

}  // namespace
