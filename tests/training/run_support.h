#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "tests/training/toy.h"

namespace test_support {

// Trains the toy in this process.
training::RunEnd train(const std::filesystem::path& folder, std::int64_t steps);
training::RunEnd train(const training::RunSettings& settings, const training::Task& task,
                       std::stop_token stop = {});
training::Task toyTask();

std::string logOf(const std::filesystem::path& folder);
std::size_t linesIn(const std::filesystem::path& file);
// The problem that `work` throws.
template <class Work>
base::Problem problemOf(Work work) {
  try {
    work();
  } catch (const base::Error& error) {
    return error.problem();
  }
  return {.detail = "nothing was thrown"};
}
std::string textOf(const base::Problem& problem, const char* fact);

// The folder of a run holds the same log and the same last checkpoint as one that nothing has interrupted.
void expectAsUninterrupted(const std::filesystem::path& folder, std::int64_t steps);

}  // namespace test_support
