#include "core/base/stopwatch.h"

#include "core/base/platform/process.h"

namespace base {

Stopwatch::Stopwatch() : wall_(std::chrono::steady_clock::now()), cpu_(platform::threadCpuSec()) {}

double Stopwatch::wallSec() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - wall_).count();
}

double Stopwatch::threadCpuSec() const { return platform::threadCpuSec() - cpu_; }

}  // namespace base
