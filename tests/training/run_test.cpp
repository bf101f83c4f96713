#include "models/training/run.h"

#include <gtest/gtest.h>
#include <torch/types.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "core/base/file.h"
#include "models/training/run_folder.h"
#include "tests/support/small_disk.h"
#include "tests/support/temp_folder.h"
#include "tests/training/run_support.h"

namespace {

namespace fs = std::filesystem;
using base::Fault;
using nlohmann::json;
using test_support::expectAsUninterrupted;
using test_support::logOf;
using test_support::problemOf;
using test_support::TempFolder;
using test_support::textOf;
using test_support::toyTask;
using test_support::train;
using training::RunEnd;
using training::RunSettings;
using training::State;
using training::StepResult;
using training::Task;

std::vector<json> linesOf(const std::string& text) {
  std::vector<json> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(json::parse(line));
  return lines;
}

std::vector<std::int64_t> keptSteps(const fs::path& folder) {
  std::vector<std::int64_t> steps;
  for (const fs::path& path : training::checkpointsIn(folder))
    steps.push_back(training::readState(path).step);
  return steps;
}

// The toy with something done before each step.
Task withBefore(std::function<void(State&)> before) {
  Task task = toyTask();
  task.step = [before = std::move(before), step = task.step](State& state) {
    before(state);
    return step(state);
  };
  return task;
}

Task withAfter(std::function<void(State&, StepResult&)> after) {
  Task task = toyTask();
  task.step = [after = std::move(after), step = task.step](State& state) {
    StepResult result = step(state);
    after(state, result);
    return result;
  };
  return task;
}

RunEnd trainUpTo(const RunSettings& settings, const Task& task, std::int64_t step) {
  std::stop_source stop;
  Task stopping = task;
  stopping.step = [&](State& state) {
    if (state.step + 1 == step) stop.request_stop();
    return task.step(state);
  };
  return train(settings, stopping, stop.get_token());
}

TEST(Run, LeavesLogCheckpointsAndTheBest) {
  const TempFolder folder;
  EXPECT_EQ(train(folder / "run", 22), RunEnd::done);
  EXPECT_EQ(keptSteps(folder / "run"), (std::vector<std::int64_t>{22, 20, 16}));
  const State best = training::readState(training::bestPath(folder / "run"));
  EXPECT_EQ(best.step, 10);
  EXPECT_EQ(numberOf(best, "best step"), 10);
  const std::vector<json> log = linesOf(logOf(folder / "run"));
  ASSERT_EQ(log.size(), 25U);  // and three validations
  EXPECT_EQ(log[0]["step"], 1);
  EXPECT_GT(log[0]["losses"]["distance"], log[24 - 1]["losses"]["distance"]);
  EXPECT_EQ(log[10]["event"], "validation");
  EXPECT_TRUE(log[10]["isBest"]);
  EXPECT_TRUE(fs::exists(folder / "run" / log[10]["samples"][0]["made"].get<std::string>()));
}

TEST(Run, IsDoneWhenTheValidationSaysSo) {
  const TempFolder folder;
  Task task = toyTask();
  task.validate = [](State& state) { return training::Validation{.isDone = state.step == 20}; };
  EXPECT_EQ(train(toy::settings(folder / "run", 0), task), RunEnd::done);
  EXPECT_EQ(keptSteps(folder / "run").front(), 20);
  EXPECT_EQ(train(toy::settings(folder / "run", 0), task), RunEnd::done);
  EXPECT_EQ(keptSteps(folder / "run").front(), 20);
}

TEST(Run, WritesTheModelOfTheBestStateElseOfTheLast) {
  const TempFolder folder;
  std::vector<std::int64_t> written;
  Task task = toyTask();
  task.writeModel = [&](const State& state, const fs::path& path) {
    EXPECT_EQ(path, folder / "run" / "models");
    EXPECT_TRUE(fs::is_directory(path));
    written.push_back(state.step);
  };
  task.validate = [](State& state) { return training::Validation{.isBest = state.step == 10}; };
  train(toy::settings(folder / "run", 25), task);
  EXPECT_EQ(written, std::vector<std::int64_t>{10});
  task.validate = {};
  written.clear();
  fs::remove_all(folder / "run");
  train(toy::settings(folder / "run", 25), task);
  EXPECT_EQ(written, std::vector<std::int64_t>{25});
}

TEST(Run, GoesOnWhereItWasStopped) {
  const TempFolder folder;
  for (const std::int64_t step : {1, 3, 4, 10, 19})
    EXPECT_EQ(trainUpTo(toy::settings(folder / "run", 22), toyTask(), step), RunEnd::stopped);
  EXPECT_EQ(train(folder / "run", 22), RunEnd::done);
  expectAsUninterrupted(folder / "run", 22);
}

TEST(Run, GoesOnFromAnOlderCheckpointWhenTheNewestIsCutShort) {
  const TempFolder folder;
  trainUpTo(toy::settings(folder / "run", 22), toyTask(), 12);
  const fs::path newest = training::checkpointsIn(folder / "run").front();
  EXPECT_EQ(newest, training::checkpointPath(folder / "run", 12));
  fs::resize_file(newest, fs::file_size(newest) / 2);
  train(folder / "run", 22);
  expectAsUninterrupted(folder / "run", 22);
}

TEST(Run, GoesOnFromTheLastCheckpointWhenWhereItStoppedIsCutShort) {
  const TempFolder folder;
  trainUpTo(toy::settings(folder / "run", 22), toyTask(), 14);
  fs::resize_file(training::stopPath(folder / "run"), 1000);
  train(folder / "run", 22);
  expectAsUninterrupted(folder / "run", 22);
}

TEST(Run, SaysThatNoCheckpointIsWhole) {
  const TempFolder folder;
  train(folder / "run", 22);
  for (const fs::path& path : training::checkpointsIn(folder / "run")) fs::resize_file(path, 100);
  EXPECT_EQ(problemOf([&] { train(folder / "run", 22); }).fault, Fault::runDamaged);
  EXPECT_EQ(training::checkpointsIn(folder / "run").size(), 3U);
}

TEST(Run, RefusesAnotherConfigurationAndSaysWhatDiffers) {
  const TempFolder folder;
  train(folder / "run", 4);
  RunSettings settings = toy::settings(folder / "run", 8);
  settings.configuration = {{"rate", "0.1"}, {"batch", settings.configuration["batch"]}, {"width", "3"}};
  base::Problem problem = problemOf([&] { train(settings, toyTask()); });
  EXPECT_EQ(problem.fault, Fault::runForeign);
  EXPECT_EQ(textOf(problem, "differs"), "rate, width");
  problem = problemOf([&] {
    State other = toy::first(1);
    other.networks.at("toy").weights["out.bias"] = torch::zeros({7});
    training::run(toy::settings(folder / "run", 8), other, toyTask(), *training::alone());
  });
  EXPECT_EQ(problem.fault, Fault::runForeign);
  EXPECT_EQ(textOf(problem, "differs"), "toy");
}

TEST(Run, EndsWithTheNamesOfABatchWhoseLossIsNoNumber) {
  const TempFolder folder;
  const Task task = withAfter([](State& state, StepResult& result) {
    if (state.step == 13) result.losses["contrast"] = std::nan("");
  });
  const base::Problem problem = problemOf([&] { train(toy::settings(folder / "run", 22), task); });
  EXPECT_EQ(problem.fault, Fault::lossNotFinite);
  EXPECT_EQ(textOf(problem, "step"), "14");
  EXPECT_EQ(textOf(problem, "clips").substr(0, 20), "clip 13.0, clip 13.1");
  EXPECT_EQ(keptSteps(folder / "run").front(), 12);
  train(folder / "run", 22);
  expectAsUninterrupted(folder / "run", 22);
}

TEST(Run, KeepsNoWeightsThatAnUpdateHasSpoiled) {
  const TempFolder folder;
  const Task task = withAfter([](State& state, StepResult&) {
    if (state.step == 15) state.networks.at("toy").weights.at("out.bias").detach()[2] = INFINITY;
  });
  const base::Problem problem = problemOf([&] { train(toy::settings(folder / "run", 22), task); });
  EXPECT_EQ(problem.fault, Fault::lossNotFinite);
  EXPECT_EQ(textOf(problem, "step"), "16");
  EXPECT_EQ(keptSteps(folder / "run").front(), 12);
  train(folder / "run", 22);
  expectAsUninterrupted(folder / "run", 22);
}

// Diverges in step 15 unless the draws are other ones.
Task divergingOnce() {
  Task task = withAfter([](State& state, StepResult& result) {
    result.losses["diverges"] = state.step == 14 && numberOf(state, "rollBacks") == 0;
  });
  task.hasDiverged = [](const StepResult& result) { return result.losses.at("diverges") != 0; };
  return task;
}

TEST(Run, ReturnsToTheLastGoodCheckpointWithOtherDraws) {
  const TempFolder folder;
  EXPECT_EQ(train(toy::settings(folder / "run", 22), divergingOnce()), RunEnd::done);
  const std::vector<json> log = linesOf(logOf(folder / "run"));
  const auto event = std::ranges::find(log, "rollBack", [](const json& line) { return line["event"]; });
  ASSERT_NE(event, log.end());
  EXPECT_EQ((*event)["step"], 15);
  EXPECT_EQ((*event)["to"], 12);
  const json &again = event[1], &before = *(event - 3);  // both are step 13
  EXPECT_EQ(again["step"], before["step"]);
  EXPECT_NE(again["losses"], before["losses"]);
  EXPECT_EQ(log.back()["step"], 22);
}

TEST(Run, GoesOnAfterAReturnAsOneThatWasNotStopped) {
  const TempFolder folder;
  train(toy::settings(folder / "whole", 22), divergingOnce());
  RunSettings settings = toy::settings(folder / "run", 22);
  for (const std::int64_t step : {13, 14, 15}) trainUpTo(settings, divergingOnce(), step);
  trainUpTo(settings, divergingOnce(), 18);
  train(settings, divergingOnce());
  EXPECT_EQ(logOf(folder / "run"), logOf(folder / "whole"));
}

TEST(Run, GivesUpWhatDivergesAlways) {
  const TempFolder folder;
  std::vector<std::int64_t> began;
  Task task = withBefore([&, before = std::int64_t{-1}](State& state) mutable {
    if (state.step <= before) began.push_back(state.step);
    before = state.step;
  });
  task.hasDiverged = [](const StepResult& result) { return result.clips.front() == "clip 14.0"; };
  RunSettings settings = toy::settings(folder / "run", 22);
  settings.rollBacks = 4;
  const base::Problem problem = problemOf([&] { train(settings, task); });
  EXPECT_EQ(problem.fault, Fault::divergesAlways);
  EXPECT_EQ(textOf(problem, "step"), "15");
  EXPECT_EQ(textOf(problem, "times"), "4");
  EXPECT_EQ(began, (std::vector<std::int64_t>{12, 10, 10, 10}));
}

TEST(Run, EndsWhenItsTimeIsUp) {
  const TempFolder folder;
  RunSettings settings = toy::settings(folder / "run", 0);
  settings.minutes = 1e-9;  // one step takes longer
  std::int64_t steps = 0;
  const Task task = withBefore([&](State&) { ++steps; });
  for (int i = 0; i < 2; ++i) {  // once and for all
    EXPECT_EQ(train(settings, task), RunEnd::done);
    EXPECT_EQ(steps, 1);
  }
  EXPECT_EQ(linesOf(logOf(folder / "run")).back()["event"], "validation");
  // The time of all goes together.
  settings.folder = folder / "later";
  settings.steps = 2;
  settings.minutes = 1e6;
  train(settings, task);
  const State state = training::readState(training::checkpointPath(settings.folder, 2));
  EXPECT_GT(numberOf(state, "seconds"), 0);
  settings.steps = 0;
  settings.minutes = numberOf(state, "seconds") / 60;
  train(settings, task);
  EXPECT_EQ(steps, 4);
}

// More memory than any machine has.
void exhaust() { torch::empty({std::int64_t{1} << 50}, torch::kByte); }

TEST(Run, SplitsBatchesThatDoNotFitIntoMemory) {
  const TempFolder folder;
  const Task task = withBefore([](State& state) {
    if (state.step >= 6 && numberOf(state, "splits", 1) < 4) exhaust();
  });
  EXPECT_EQ(train(toy::settings(folder / "run", 22), task), RunEnd::done);
  const std::vector<json> log = linesOf(logOf(folder / "run"));
  EXPECT_EQ(log[4], json::parse(R"({"event":"split","step":4,"splits":2})"));
  EXPECT_EQ(log[5], json::parse(R"({"event":"split","step":4,"splits":4})"));
  EXPECT_EQ(log[6]["step"], 5);
  EXPECT_EQ(numberOf(training::readState(training::checkpointPath(folder / "run", 22)), "splits"), 4);
}

TEST(Run, RedoesAStepThatHasFailedHalfWay) {
  const TempFolder folder;
  const Task task = withAfter([](State& state, StepResult&) {  // updated, and then there is no memory
    if (state.step == 6 && numberOf(state, "splits", 1) == 1) throw std::bad_alloc();
  });
  train(toy::settings(folder / "run", 22), task);
  train(folder / "whole", 22);
  std::string log = logOf(folder / "run");
  const std::string event = "{\"event\":\"split\",\"step\":4,\"splits\":2}\n";
  ASSERT_NE(log.find(event), std::string::npos);
  EXPECT_EQ(log.erase(log.find(event), event.size()), logOf(folder / "whole"));
}

TEST(Run, SaysThatOneClipDoesNotFitIntoMemory) {
  const TempFolder folder;
  RunSettings settings = toy::settings(folder / "run", 22);
  settings.clips = 6;
  int tries = 0;
  const Task task = withBefore([&](State&) {
    ++tries;
    exhaust();
  });
  const base::Problem problem = problemOf([&] { train(settings, task); });
  EXPECT_EQ(problem.fault, Fault::memoryTooSmall);
  EXPECT_EQ(textOf(problem, "clips"), "1");
  EXPECT_NE(problem.detail.find("memory"), std::string::npos);
  EXPECT_EQ(tries, 4);  // in 1, 2, 4 and 6 pieces
}

TEST(Run, OtherErrorsOfAStepEndIt) {
  const TempFolder folder;
  const Task task = withBefore([](State&) { TORCH_CHECK(false, "shapes"); });
  EXPECT_THROW(train(toy::settings(folder / "run", 22), task), c10::Error);
}

TEST(Run, AFullDiskLeavesTheOlderCheckpointsWhole) {
  const TempFolder folder;
  const test_support::SmallDisk disk(folder / "disk", "size=1m");
  if (!disk.isMounted()) GTEST_SKIP() << "1 skipped: " << disk.reason();
  const Task task = withBefore([&](State& state) {
    if (state.step == 13) disk.fill();
  });
  const base::Problem problem = problemOf([&] { train(toy::settings(disk / "run", 22), task); });
  EXPECT_EQ(problem.fault, Fault::diskFull);
  EXPECT_EQ(keptSteps(disk / "run"), (std::vector<std::int64_t>{12, 10, 8}));
  fs::remove(disk / "filler");
  train(disk / "run", 22);
  expectAsUninterrupted(disk / "run", 22);
}

TEST(Run, ACheckpointThatMayNotBeWrittenLeavesTheOlderOnesWhole) {
  const TempFolder folder;
  train(folder / "run", 12);
  const auto bytes = static_cast<rlim_t>(fs::file_size(training::checkpointPath(folder / "run", 12)));
  const base::Problem problem = problemOf([&] {
    const test_support::FileSizeLimit limit(bytes / 2);
    train(folder / "run", 22);
  });
  EXPECT_EQ(problem.fault, Fault::diskFull);
  EXPECT_EQ(keptSteps(folder / "run").front(), 12);
}

TEST(Run, TellsProgramsInLinesOfJson) {
  const TempFolder folder;
  RunSettings settings = toy::settings(folder / "run", 11);
  settings.isJson = true;
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  train(settings, toyTask());
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
  const std::vector<json> lines = linesOf(testing::internal::GetCapturedStdout());
  ASSERT_EQ(lines.size(), 15U);  // start, 11 steps, 2 validations, end
  EXPECT_EQ(lines[0]["event"], "start");
  EXPECT_EQ(lines[3]["step"], 3);
  EXPECT_EQ(lines[3]["steps"], 11);
  EXPECT_GT(lines[3]["clipsPerSec"], 0.0);
  EXPECT_GT(lines[3]["etaSec"], 0.0);
  EXPECT_TRUE(lines[3]["losses"].contains("contrast"));
  EXPECT_EQ(lines[11]["event"], "validation");
  EXPECT_EQ(lines[14], json::parse(R"({"event":"done","step":11})"));
}

}  // namespace
