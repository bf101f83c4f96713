// redub-train talklip as people start it: two processes, and one run after another.
#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>

#include "models/expert/expert.h"
#include "tests/support/free_port.h"
#include "tests/support/process.h"
#include "tests/support/temp_folder.h"
#include "tests/teaching/made_set.h"
#include "tests/teaching/small_networks.h"

namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using test_support::Process;

std::vector<json> lossesOf(const fs::path& run) {
  std::vector<json> all;
  std::ifstream in(run / "log.jsonl");
  for (std::string line; std::getline(in, line);)
    if (json event = json::parse(line); event.at("event") == "step") all.push_back(event.at("losses"));
  return all;
}

// The command on the folder's set with its expert, in one thread.
std::vector<std::string> talklip(const test_support::TempFolder& folder, const std::string& run,
                                 const std::vector<std::string>& options) {
  std::vector<std::string> command{REDUB_TRAIN,
                                   "talklip",
                                   "--expert",
                                   (folder / "expert").string(),
                                   "--out",
                                   (folder / run).string(),
                                   "--threads",
                                   "1",
                                   "--device",
                                   "cpu",
                                   (folder / "set").string()};
  command.insert(command.end(), options.begin(), options.end());
  return command;
}

// Three steps of a stage. What every process draws for itself, dropout, is off. At a small rate: Adam's first
// steps have the rate's size however small a gradient is, also one that is nothing but rounding (of a bias
// before BatchNorm), and these grow apart.
void train(const test_support::TempFolder& folder, const std::string& run, const std::string& stage,
           int count) {
  const bool hearsEarly = stage != "image", isGuidedEarly = stage == "guided";
  const std::vector<std::string> command =
      talklip(folder, run,
              {"--batch", "4", "--steps", "3", "--sound-at", hearsEarly ? "0" : "3", "--guided-at",
               isGuidedEarly ? "0" : "3", "--rate", "1e-5", "--reading", "1e-3", "--contrastive", "1e-2",
               "--dropout", "0"});
  const std::string port = std::to_string(test_support::freePort());
  std::vector<std::unique_ptr<Process>> processes;
  for (int rank = 0; rank < count; ++rank)
    processes.push_back(std::make_unique<Process>(
        command,
        std::map<std::string, std::string>{
            {"RANK", std::to_string(rank)}, {"WORLD_SIZE", std::to_string(count)}, {"MASTER_PORT", port}},
        folder / (run + std::to_string(rank) + ".txt")));
  for (const auto& process : processes) EXPECT_EQ(process->wait(), 0) << process->printed();
}

class TwoProcesses : public testing::TestWithParam<const char*> {};

TEST_P(TwoProcesses, WithHalfTheBatchEachLoseAsOneWithTheWhole) {
  const std::string stage = GetParam();
  const test_support::TempFolder folder;
  std::vector<dataset::Clip> clips;
  for (int i = 0; i < 4; ++i)  // of three lengths
    clips.push_back(teaching::madeClip("t" + std::to_string(i),
                                       std::vector<int>(static_cast<std::size_t>(1 + i % 3), i),
                                       dataset::Part::train, i));
  clips.push_back(teaching::madeClip("v", {1}, dataset::Part::valid));
  teaching::writeSet(folder / "set", clips);
  writeExpert(teaching::drawnExpert(), folder / "expert");
  train(folder, "one", stage, 1);
  train(folder, "two", stage, 2);
  const std::vector<json> alone = lossesOf(folder / "one"), together = lossesOf(folder / "two");
  ASSERT_EQ(alone.size(), 3U);
  ASSERT_EQ(together.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(alone[i].size(), stage == "guided" ? 6U : 4U);
    for (const auto& [name, value] : alone[i].items())  // what is read is a sum over all tokens
      EXPECT_NEAR(together[i].at(name).get<double>(), value.get<double>(),
                  1e-4 * std::max(1.0, value.get<double>()))
          << name << ", step " << i + 1;
  }
}

INSTANTIATE_TEST_SUITE_P(Stages, TwoProcesses, testing::Values("image", "sound", "guided"),
                         [](const auto& stage) { return std::string(stage.param); });

class AfterAnother : public testing::Test {
 protected:
  void SetUp() override {
    teaching::writeSet(folder_ / "set", {teaching::madeClip("t", {1, 2}, dataset::Part::train),
                                         teaching::madeClip("v", {1}, dataset::Part::valid)});
    writeExpert(teaching::drawnExpert(), folder_ / "expert");
  }
  // {exit code, what was printed}
  std::pair<int, std::string> train(const std::string& run, const std::vector<std::string>& options) {
    std::vector<std::string> all{"--sound-at", "1", "--guided-at", "100", "--batch", "1"};
    all.insert(all.end(), options.begin(), options.end());
    Process process(talklip(folder_, run, all), {}, folder_ / (run + ".txt"));
    const int code = process.wait();
    return {code, process.printed()};
  }
  test_support::TempFolder folder_;
};

TEST_F(AfterAnother, ARunGoesOnAsThatOneWouldHave) {
  ASSERT_EQ(train("whole", {"--edge", "48", "--steps", "4"}).first, 0);
  ASSERT_EQ(train("begun", {"--edge", "48", "--steps", "2"}).first, 0);
  const auto [code, printed] =
      train("after", {"--edge", "48", "--steps", "4", "--after", (folder_ / "begun").string()});
  ASSERT_EQ(code, 0) << printed;
  const std::vector<json> whole = lossesOf(folder_ / "whole"), after = lossesOf(folder_ / "after");
  ASSERT_EQ(after.size(), 2U);
  EXPECT_EQ(after[0], whole.at(2));
  EXPECT_EQ(after[1], whole.at(3));
}

TEST_F(AfterAnother, OtherNetworksAreRefused) {
  ASSERT_EQ(train("begun", {"--edge", "48", "--steps", "1"}).first, 0);
  const auto [code, printed] =
      train("after", {"--edge", "24", "--steps", "2", "--after", (folder_ / "begun").string()});
  EXPECT_NE(code, 0);
  EXPECT_NE(printed.find("(networks)"), std::string::npos) << printed;
  EXPECT_FALSE(fs::exists(folder_ / "after/log.jsonl"));
}

}  // namespace
