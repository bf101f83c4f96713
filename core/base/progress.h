#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace base {

// What a running job tells whoever watches it.
struct Progress {
  std::string stage;                 // "analyse", "study", "render", "write", "verify"
  std::int64_t done = 0, total = 0;  // frames, or thousandths where a stage has no frames
  double framesPerSec = 0;           // 0 = not known yet
  std::optional<double> etaSec;      // of this stage, only after a few seconds
};
using OnProgress = std::function<void(const Progress&)>;

// Turns 'so many are done' into at most ten reports a second; the last one is always delivered. One thread.
class ProgressReporter {
 public:
  ProgressReporter(std::string stage, std::int64_t total, OnProgress report);
  void update(std::int64_t done);

 private:
  using Clock = std::chrono::steady_clock;
  std::string stage_;
  std::int64_t total_;
  OnProgress report_;
  Clock::time_point start_ = Clock::now(), last_{};
  std::int64_t first_ = -1;  // what was done before this run, e.g. by a run that was resumed
};

}  // namespace base
