#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

namespace base {

// What a running job is at. `none`: it has told nothing yet.
enum class Stage { none, analyse, learnFace, setSpeech, dub, render, write, verify, importModel };

std::string_view name(Stage stage);  // as the command line and its JSON spell it; empty for `none`
bool countsFrames(Stage stage);      // what is done is counted in frames, not in thousandths or pieces

// What a running job tells whoever watches it.
struct Progress {
  Stage stage = Stage::none;
  std::int64_t done = 0, total = 0;  // frames, thousandths or pieces
  double framesPerSec = 0;           // 0 = not known yet
  std::optional<double> etaSec;      // of this stage, only after a few seconds
};
using OnProgress = std::function<void(const Progress&)>;

// Turns 'so many are done' into at most ten reports a second; the last one is always delivered. One thread.
class ProgressReporter {
 public:
  ProgressReporter(Stage stage, std::int64_t total, OnProgress report);
  void update(std::int64_t done);

 private:
  using Clock = std::chrono::steady_clock;
  Stage stage_;
  std::int64_t total_;
  OnProgress report_;
  Clock::time_point start_ = Clock::now(), last_{};
  std::int64_t first_ = -1;  // what was done before this run, e.g. by a run that was resumed
};

}  // namespace base
