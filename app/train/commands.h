#pragma once
#include <CLI/CLI.hpp>
#include <filesystem>
#include <stop_token>

#include "models/training/compute.h"
#include "models/training/run.h"

namespace train {

// What every command gets.
struct Context {
  std::stop_token stop;  // Ctrl-C
};

// What every training takes from the command line.
struct RunOptions {
  std::filesystem::path set;  // prepared
  training::RunSettings run;
  int threads = 1;
  std::string device = "auto", precision = "fp32";
};
void addRunOptions(CLI::App& command, RunOptions& options);
training::Compute computeOf(const RunOptions& options);
// Trains, and ends with the exit code.
int train(RunOptions options, training::State first, const training::Task& task,
          const training::Compute& compute, const training::Communicator& processes,
          const std::stop_token& stop);

// A command adds its options to `app` and sets its own callback to run; the exit code goes to `exitCode`.
void addTalkLip(CLI::App& app, Context& context, int& exitCode);
void addReport(CLI::App& app, Context& context, int& exitCode);
void addSpeech(CLI::App& app, Context& context, int& exitCode);
void addPrepare(CLI::App& app, Context& context, int& exitCode);
void addExpert(CLI::App& app, Context& context, int& exitCode);
void addEvaluate(CLI::App& app, Context& context, int& exitCode);
void addRead(CLI::App& app, Context& context, int& exitCode);
void addReader(CLI::App& app, Context& context, int& exitCode);

}  // namespace train
