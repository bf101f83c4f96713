#include "core/base/stopwatch.h"

#include <sys/resource.h>

#include <ctime>

namespace base {

static double clockSec(clockid_t clock) {
  timespec t{};
  clock_gettime(clock, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

Stopwatch::Stopwatch() : wall_(std::chrono::steady_clock::now()), cpu_(clockSec(CLOCK_THREAD_CPUTIME_ID)) {}

double Stopwatch::wallSec() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - wall_).count();
}

double Stopwatch::threadCpuSec() const { return clockSec(CLOCK_THREAD_CPUTIME_ID) - cpu_; }

double processCpuSec() { return clockSec(CLOCK_PROCESS_CPUTIME_ID); }

std::uint64_t peakResidentBytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
}

}  // namespace base
