// Trains the toy in FOLDER, as one of several processes when the environment says so; without STEPS only
// makes the report again.
#include <ATen/ATen.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <stop_token>
#include <string>

#include "app/cli/error_words.h"
#include "core/base/error.h"
#include "core/base/platform/process.h"
#include "core/base/thread_policy.h"
#include "models/training/report.h"
#include "tests/training/toy.h"

// What a test lets happen in this process at the step that a variable of the environment names.
static bool isTime(const char* variable, std::int64_t step) {
  const char* text = std::getenv(variable);
  return text != nullptr && std::atoll(text) == step;
}

static training::Task withTrouble(training::Task task) {
  task.step = [step = task.step](training::State& state) {
    const std::int64_t number = state.step + 1;
    training::StepResult result = step(state);
    if (isTime("TOY_NO_NUMBER", number)) result.losses["contrast"] = std::nan("");
    if (isTime("TOY_DIVERGES", number) && numberOf(state, "rollBacks") == 0) result.losses["distance"] = 100;
    if (isTime("TOY_EXHAUSTS", number)) at::empty({std::int64_t{1} << 50}, at::kByte);
    return result;
  };
  task.hasDiverged = [](const training::StepResult& result) { return result.losses.at("distance") >= 100; };
  return task;
}

int main(int argc, char** argv) {
  base::limitLibraryThreads(argv);
  if (argc < 2) return std::fputs("train-toy FOLDER [STEPS [--json]]\n", stderr), 2;
  std::stop_source stop;
  platform::onInterrupt([&stop] { stop.request_stop(); });
  try {
    if (argc == 2) return training::writeReport(argv[1]), 0;
    const auto processes = training::joinProcesses(at::kCPU);
    training::RunSettings settings = toy::settings(argv[1], std::atoll(argv[2]));
    settings.isJson = argc > 3 && argv[3] == std::string("--json");
    training::run(settings, toy::first(1), withTrouble(toy::task(1, *processes)), *processes,
                  stop.get_token());
  } catch (...) {
    std::fprintf(stderr, "train-toy: %s\n", cli::words(base::caughtProblem()).c_str());
    return 1;
  }
  return 0;
}
