#pragma once
#include <chrono>

namespace base {

// Wall time and CPU time of the calling thread since construction.
class Stopwatch {
 public:
  Stopwatch();
  double wallSec() const;
  double threadCpuSec() const;  // only meaningful on the thread that constructed it

 private:
  std::chrono::steady_clock::time_point wall_;
  double cpu_;
};

}  // namespace base
