#pragma once
#include <CLI/CLI.hpp>
#include <stop_token>

namespace train {

// What every command gets.
struct Context {
  std::stop_token stop;  // Ctrl-C
};

// A command adds its options to `app` and sets its own callback to run; the exit code goes to `exitCode`.
void addSpeech(CLI::App& app, Context& context, int& exitCode);
void addPrepare(CLI::App& app, Context& context, int& exitCode);

}  // namespace train
