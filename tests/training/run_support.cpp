#include "tests/training/run_support.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/base/file.h"
#include "models/training/run_folder.h"
#include "tests/support/temp_folder.h"

namespace test_support {

namespace fs = std::filesystem;

training::Task toyTask() {
  static const auto alone = training::alone();
  return toy::task(1, *alone);
}

training::RunEnd train(const training::RunSettings& settings, const training::Task& task,
                       std::stop_token stop) {
  return training::run(settings, toy::first(1), task, *training::alone(), std::move(stop));
}

training::RunEnd train(const fs::path& folder, std::int64_t steps) {
  return train(toy::settings(folder, steps), toyTask());
}

std::string logOf(const fs::path& folder) { return base::readFile(training::logPath(folder)); }

std::size_t linesIn(const fs::path& file) {
  if (!fs::exists(file)) return 0;
  const std::string text = base::readFile(file);
  return static_cast<std::size_t>(std::ranges::count(text, '\n'));
}

std::string textOf(const base::Problem& problem, const char* fact) {
  const base::Fact* found = problem.fact(fact);
  if (found == nullptr) return "none";
  if (const auto* number = std::get_if<std::int64_t>(&found->value)) return std::to_string(*number);
  return std::get<std::string>(found->value);
}

void expectAsUninterrupted(const fs::path& folder, std::int64_t steps) {
  const TempFolder other;
  train(other / "run", steps);
  EXPECT_EQ(logOf(folder), logOf(other / "run"));
  for (const fs::path& file : {training::checkpointPath("", steps), training::bestPath("")})
    EXPECT_EQ(base::readFile(folder / file), base::readFile(other / "run" / file)) << file;
}

}  // namespace test_support
