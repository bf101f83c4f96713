#pragma once
#include <CLI/CLI.hpp>
#include <stop_token>
#include <string>

#include "core/base/progress.h"

namespace cli {

// Where a command's words go: people read lines, programs read one JSON object a line (--json, on stdout).
class Console {
 public:
  bool isJson = false;
  bool isQuiet = false;

  // A bar on the terminal, a line a stage elsewhere, an object under --json.
  void progress(const base::Progress& progress);
  void line(const std::string& text);    // to people, on stdout
  void json(const std::string& object);  // to programs, on stdout
  void endProgress();                    // ends an unfinished bar

 private:
  base::Stage stage_ = base::Stage::none;
  bool isBarOpen_ = false;
};

// Seconds, or [hours:]minutes:seconds. Throws CLI::ValidationError.
double parseTime(const std::string& text);
// "12.3 s", "1:02:03"
std::string duration(double seconds);

// What every command gets.
struct Context {
  Console console;
  std::stop_token stop;
};

// A command adds its options to `app` and sets `app`'s callback to run; the exit code goes to `exitCode`.
void addDub(CLI::App& app, Context& context, int& exitCode);
void addInspect(CLI::App& app, Context& context, int& exitCode);
void addVerify(CLI::App& app, Context& context, int& exitCode);
void addSample(CLI::App& app, Context& context, int& exitCode);
void addModels(CLI::App& app, Context& context, int& exitCode);
void addBench(CLI::App& app, Context& context, int& exitCode);
void addMeasure(CLI::App& app, Context& context, int& exitCode);

inline constexpr int kDone = 0, kError = 1, kUsage = 2, kCancelled = 130;

}  // namespace cli
