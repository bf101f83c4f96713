#include "core/base/platform/process.h"

#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include <ctime>
#include <fstream>
#include <thread>

#include "core/base/platform/folders.h"

namespace platform {

static double clockSec(clockid_t clock) {
  timespec t{};
  clock_gettime(clock, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

double threadCpuSec() { return clockSec(CLOCK_THREAD_CPUTIME_ID); }

double processCpuSec() { return clockSec(CLOCK_PROCESS_CPUTIME_ID); }

std::uint64_t residentBytes() {
  std::ifstream in("/proc/self/statm");
  std::uint64_t pages = 0, resident = 0;
  in >> pages >> resident;
  return resident * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

std::uint64_t peakResidentBytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
}

std::string processorName() {
  std::ifstream in("/proc/cpuinfo");
  for (std::string line; std::getline(in, line);)
    if (const std::size_t at = line.find(": "); line.starts_with("model name") && at != std::string::npos)
      return line.substr(at + 2);
  return {};
}

// Under the file's own path: the process would be called "exe" after its link.
void startAgain(char** argv) {
  if (const std::filesystem::path program = programFile(); !program.empty()) execv(program.c_str(), argv);
}

bool isTerminal(std::FILE* file) { return isatty(fileno(file)) != 0; }

void ignoreBrokenPipes() { ::signal(SIGPIPE, SIG_IGN); }

void onInterrupt(std::function<void()> told) {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&signals, signal);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);  // in all threads that come
  std::thread([signals, told = std::move(told)] {
    for (int signal = 0; sigwait(&signals, &signal) == 0;) told();
  }).detach();
}

}  // namespace platform
