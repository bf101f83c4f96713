// Real processes: killed, stopped, and several that train together.
#include <gtest/gtest.h>
#include <torch/types.h>

#include <csignal>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>

#include "core/base/file.h"
#include "models/training/process_group.h"
#include "models/training/run_folder.h"
#include "tests/support/environment.h"
#include "tests/support/free_port.h"
#include "tests/support/process.h"
#include "tests/support/temp_folder.h"
#include "tests/support/wait_until.h"
#include "tests/training/run_support.h"

namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using test_support::Environment;
using test_support::expectAsUninterrupted;
using test_support::freePort;
using test_support::linesIn;
using test_support::logOf;
using test_support::Process;
using test_support::TempFolder;
using test_support::waitUntil;

constexpr int kKilled = 128 + SIGKILL;

std::vector<std::string> toyCommand(const fs::path& folder, std::int64_t steps) {
  return {REDUB_TRAIN_TOY, folder.string(), std::to_string(steps)};
}

using Variables = std::map<std::string, std::string>;

// The processes of one training; `ofLast` is the environment of the last one alone.
struct Group {
  Group(const TempFolder& folder, int size, std::int64_t steps, const Variables& ofLast = {},
        const std::string& timeout = "60")
      : run(folder / "run") {
    Variables environment{{"WORLD_SIZE", std::to_string(size)},
                          {"MASTER_PORT", std::to_string(freePort())},
                          {"REDUB_PROCESS_TIMEOUT", timeout}};
    for (int rank = 0; rank < size; ++rank) {
      const std::string number = std::to_string(rank);
      environment["RANK"] = number;
      if (rank == size - 1) environment.insert(ofLast.begin(), ofLast.end());
      all.push_back(
          std::make_unique<Process>(toyCommand(run, steps), environment, folder / (number + ".txt")));
    }
  }
  bool waitForLog(std::size_t lines) const {
    return waitUntil([&] { return linesIn(training::logPath(run)) >= lines; });
  }
  void expectEnd(int code) const {
    for (const auto& process : all) EXPECT_EQ(process->wait(), code) << process->printed();
  }
  Process& operator[](std::size_t rank) const { return *all[rank]; }
  fs::path run;
  std::vector<std::unique_ptr<Process>> all;
};

std::vector<json> stepsOf(const fs::path& run) {
  std::vector<json> lines;
  std::istringstream in(logOf(run));
  for (std::string line; std::getline(in, line);)
    if (json object = json::parse(line); object["event"] == "step") lines.push_back(std::move(object));
  return lines;
}

constexpr const char* kLost =
    "train-toy: another process of this training has ended: start all of them again, they go on from the "
    "last "
    "checkpoint\n";

TEST(Processes, AKilledRunGoesOnAsIfItHadNotBeen) {
  const TempFolder folder;
  constexpr std::int64_t kSteps = 150;
  const fs::path log = training::logPath(folder / "run");
  for (const std::size_t lines : {1, 5, 11, 17, 40, 45, 71, 120}) {
    Process process(toyCommand(folder / "run", kSteps), {}, folder / "output.txt");
    ASSERT_TRUE(waitUntil([&] { return linesIn(log) >= lines || !process.isRunning(); }));
    process.signal(SIGKILL);
    EXPECT_EQ(process.wait(), kKilled) << process.printed();
  }
  Process last(toyCommand(folder / "run", kSteps), {}, folder / "output.txt");
  EXPECT_EQ(last.wait(), 0) << last.printed();
  expectAsUninterrupted(folder / "run", kSteps);
}

TEST(Processes, ARequestToEndKeepsWhatWasLearnt) {
  const TempFolder folder;
  Process process(toyCommand(folder / "run", 0), {}, folder / "output.txt");
  ASSERT_TRUE(waitUntil([&] { return linesIn(training::logPath(folder / "run")) > 20; }));
  process.signal(SIGTERM);
  EXPECT_EQ(process.wait(), 0) << process.printed();
  const std::vector<json> steps = stepsOf(folder / "run");
  const std::int64_t last = steps.back()["step"];
  EXPECT_EQ(training::readState(training::newestState(folder / "run").value()).step, last);
  EXPECT_NE(process.printed().find("stopped at step " + std::to_string(last)), std::string::npos);
  test_support::train(folder / "run", last + 30);
  expectAsUninterrupted(folder / "run", last + 30);
}

TEST(Processes, OneFolderIsForOneTraining) {
  const TempFolder folder;
  Process process(toyCommand(folder / "run", 0), {}, folder / "output.txt");
  ASSERT_TRUE(waitUntil([&] { return linesIn(training::logPath(folder / "run")) > 0; }));
  EXPECT_EQ(test_support::problemOf([&] { test_support::train(folder / "run", 10); }).fault,
            base::Fault::runBusy);
  Process other(toyCommand(folder / "run", 0), {}, folder / "other.txt");
  EXPECT_EQ(other.wait(), 1);
  EXPECT_EQ(other.printed(), "train-toy: another process works in '" + (folder / "run").string() + "'\n");
  EXPECT_TRUE(process.isRunning());
}

TEST(Processes, WritesOneLineAnewOnATerminal) {
  const TempFolder folder;
  const auto shown = test_support::shell(
      "script -qec " + test_support::quoted(REDUB_TRAIN_TOY " " + (folder / "run").string() + " 400") +
      " /dev/null");
  EXPECT_EQ(shown.exitCode, 0) << shown.output;
  EXPECT_NE(shown.output.find("\r\033[K\033[?7lstep 1/400  contrast 1."), std::string::npos) << shown.output;
  EXPECT_NE(shown.output.find("\033[?7h\r\033[Kstep 10/400  norm"), std::string::npos) << shown.output;
  EXPECT_TRUE(shown.output.ends_with("done at step 400\r\n")) << shown.output;
}

// In all, BatchNorm sees the whole batch, every clip is compared with all others, and the shares differ in
// size.
TEST(Processes, SeveralWithSharesOfTheBatchLearnAsOneWithTheWhole) {
  const TempFolder one;
  test_support::train(one / "run", 20);
  const std::vector<json> alone = stepsOf(one / "run");
  const auto weightsOf = [](const fs::path& run) {
    return training::readState(training::checkpointPath(run, 20)).networks.at("toy").weights;
  };
  for (const int size : {2, 3}) {
    const TempFolder folder;
    const Group group(folder, size, 20);
    group.expectEnd(0);
    const std::vector<json> together = stepsOf(group.run);
    ASSERT_EQ(together.size(), 20U);
    for (std::size_t i = 0; i < 20; ++i)
      for (const char* loss : {"contrast", "distance"})
        EXPECT_NEAR(together[i]["losses"][loss].get<double>(), alone[i]["losses"][loss].get<double>(), 1e-4)
            << size << " processes, step " << i + 1;
    const networks::Weights ofAll = weightsOf(group.run);
    for (const auto& [name, weight] : weightsOf(one / "run"))
      EXPECT_LT((weight - ofAll.at(name)).abs().max().item<double>(), 1e-4) << name;
  }
}

TEST(Processes, AKilledOneEndsTheOthersWithOneLineAndTheRunGoesOn) {
  const TempFolder folder;
  {
    const Group group(folder, 2, 0);
    ASSERT_TRUE(group.waitForLog(30)) << group[0].printed() << group[1].printed();
    group[1].signal(SIGKILL);
    EXPECT_EQ(group[0].wait(), 1);
    EXPECT_TRUE(group[0].printed().ends_with(kLost)) << group[0].printed();
  }
  {
    const Group group(folder, 2, 0);
    ASSERT_TRUE(group.waitForLog(80)) << group[0].printed() << group[1].printed();
    group[0].signal(SIGKILL);
    EXPECT_EQ(group[1].wait(), 1);
    EXPECT_EQ(group[1].printed(), kLost);
  }
  const std::int64_t steps = 10 * (stepsOf(folder / "run").back()["step"].get<std::int64_t>() / 10) + 30;
  Group(folder, 2, steps).expectEnd(0);
  const TempFolder other;
  Group(other, 2, steps).expectEnd(0);
  EXPECT_EQ(logOf(folder / "run"), logOf(other / "run"));
}

TEST(Processes, OneThatAnswersNoMoreIsLost) {
  const TempFolder folder;
  const Group group(folder, 2, 0, {}, "2");
  ASSERT_TRUE(group.waitForLog(10)) << group[0].printed() << group[1].printed();
  group[1].signal(SIGSTOP);
  EXPECT_EQ(group[0].wait(), 1);
  EXPECT_TRUE(group[0].printed().ends_with(kLost)) << group[0].printed();
  group[1].signal(SIGKILL);
}

TEST(Processes, AllNameTheClipsOfALossThatIsNoNumberInOne) {
  const TempFolder folder;
  const Group group(folder, 2, 20, {{"TOY_NO_NUMBER", "7"}});
  group.expectEnd(1);
  for (const auto& process : group.all)
    EXPECT_TRUE(
        process->printed().ends_with("step 7: a loss is no number; the batch held clip 6.0, clip 6.1, clip "
                                     "6.2, clip 6.3, clip 6.4, clip 6.5, "
                                     "clip 6.6\n"))
        << process->printed();
}

TEST(Processes, AllReturnWhenOneDiverges) {
  const TempFolder folder;
  const Group group(folder, 2, 20, {{"TOY_DIVERGES", "7"}});
  group.expectEnd(0);
  EXPECT_NE(logOf(group.run).find(R"({"event":"rollBack","step":7,"to":4})"), std::string::npos);
  EXPECT_EQ(stepsOf(group.run).size(), 23U);
}

TEST(Processes, OneWithoutMemoryEndsAll) {
  const TempFolder folder;
  const Group group(folder, 2, 20, {{"TOY_EXHAUSTS", "7"}});
  group.expectEnd(1);
  EXPECT_TRUE(group[0].printed().ends_with(kLost)) << group[0].printed();
  EXPECT_NE(group[1].printed().find("memory"), std::string::npos) << group[1].printed();
}

TEST(Processes, OneThatNeverComesIsLost) {
  const TempFolder folder;
  Process process(toyCommand(folder / "run", 10),
                  {{"RANK", "0"},
                   {"WORLD_SIZE", "2"},
                   {"MASTER_PORT", std::to_string(freePort())},
                   {"REDUB_PROCESS_TIMEOUT", "1"}},
                  folder / "output.txt");
  EXPECT_EQ(process.wait(), 1);
  EXPECT_TRUE(process.printed().ends_with(kLost)) << process.printed();
}

TEST(Processes, ARequestToOneEndsAllAtTheSameStep) {
  const TempFolder folder;
  const Group group(folder, 2, 0);
  ASSERT_TRUE(group.waitForLog(10)) << group[0].printed() << group[1].printed();
  group[1].signal(SIGTERM);
  group.expectEnd(0);
  const std::int64_t last = stepsOf(group.run).back()["step"];
  EXPECT_EQ(training::readState(training::newestState(group.run).value()).step, last);
}

struct NoVariables {
  Environment rank{"RANK", nullptr}, size{"WORLD_SIZE", nullptr}, card{"LOCAL_RANK", nullptr},
      address{"MASTER_ADDR", nullptr}, port{"MASTER_PORT", nullptr}, mpiRank{"OMPI_COMM_WORLD_RANK", nullptr},
      mpiSize{"OMPI_COMM_WORLD_SIZE", nullptr}, mpiCard{"OMPI_COMM_WORLD_LOCAL_RANK", nullptr},
      slurmRank{"SLURM_PROCID", nullptr}, slurmSize{"SLURM_NTASKS", nullptr},
      slurmStep{"SLURM_STEP_ID", nullptr};
};

TEST(Place, IsAloneWhereTheEnvironmentSaysNothing) {
  const NoVariables none;
  EXPECT_EQ(training::placeInEnvironment().size, 1);
  EXPECT_EQ(training::joinProcesses(at::kCPU)->size(), 1);
  EXPECT_EQ(training::cardOfProcess(), 0);
}

TEST(Place, IsWhatTorchrunSays) {
  const NoVariables none;
  const Environment rank("RANK", "5"), size("WORLD_SIZE", "8"), card("LOCAL_RANK", "1"),
      address("MASTER_ADDR", "node7"), port("MASTER_PORT", "1234"), mpi("OMPI_COMM_WORLD_RANK", "9");
  const training::Place place = training::placeInEnvironment();
  EXPECT_EQ(place.rank, 5);
  EXPECT_EQ(place.size, 8);
  EXPECT_EQ(place.host, "node7");
  EXPECT_EQ(place.port, 1234);
  EXPECT_EQ(training::cardOfProcess(), 1);
}

TEST(Place, IsWhatMpirunSays) {
  const NoVariables none;
  const Environment rank("OMPI_COMM_WORLD_RANK", "2"), size("OMPI_COMM_WORLD_SIZE", "3"),
      card("OMPI_COMM_WORLD_LOCAL_RANK", "2");
  EXPECT_EQ(training::placeInEnvironment().rank, 2);
  EXPECT_EQ(training::placeInEnvironment().size, 3);
  EXPECT_EQ(training::cardOfProcess(), 2);
}

TEST(Place, IsWhatSrunSaysButNotABatchScript) {
  const NoVariables none;
  const Environment rank("SLURM_PROCID", "0"), size("SLURM_NTASKS", "4");
  EXPECT_EQ(training::placeInEnvironment().size, 1);
  const Environment step("SLURM_STEP_ID", "0");
  EXPECT_EQ(training::placeInEnvironment().size, 4);
}

TEST(Place, ContradictionsAreRefused) {
  const NoVariables none;
  const Environment size("WORLD_SIZE", "2");
  for (const char* text : {"2", "-1", "one"}) {
    const Environment rank("RANK", text);
    EXPECT_EQ(test_support::problemOf([] { training::placeInEnvironment(); }).fault,
              base::Fault::processesUnsupported)
        << text;
  }
}

}  // namespace
