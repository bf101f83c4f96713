#include "core/base/thread_policy.h"

#include <omp.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <string>
#if __has_include(<opencv2/core/utility.hpp>)
#include <opencv2/core/utility.hpp>
#endif

namespace base {
namespace {

// Names, one a line, of the variables that the first start has set and the second takes away again.
constexpr const char* kMarker = "REDUB_THREAD_POLICY";

struct Setting {
  const char *name, *value;
};
constexpr std::array<Setting, 2> kReadBeforeMain = {
    {{"OMP_NUM_THREADS", "1"}, {"OMP_WAIT_POLICY", "PASSIVE"}}};

std::string setWhereUnset() {
  std::string names;
  for (const auto& [name, value] : kReadBeforeMain)
    if (std::getenv(name) == nullptr && setenv(name, value, 1) == 0) names += std::string(name) + "\n";
  return names;
}

void unset(const std::string& names) {
  std::istringstream lines(names);
  for (std::string name; std::getline(lines, name);) unsetenv(name.c_str());
  unsetenv(kMarker);
}

// Under the file's own path: the process would be called "exe" after its link.
void startAgain(char** argv) {
  std::error_code failed;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", failed);
  if (!failed) execv(program.c_str(), argv);
}

void limitOpenMp(char** argv) {
  if (const char* names = std::getenv(kMarker)) return unset(names);
  const std::string names = setWhereUnset();
  if (names.empty()) return;
  setenv(kMarker, names.c_str(), 1);
  startAgain(argv);
  unset(names);
  omp_set_num_threads(1);  // of this thread, better than nothing
}

// With TBB, as in Debian, OpenCV does not read this variable; it is there for the user.
void limitOpenCv() {
#if __has_include(<opencv2/core/utility.hpp>)
  const char* wanted = std::getenv("OPENCV_FOR_THREADS_NUM");
  cv::setNumThreads(wanted != nullptr ? std::atoi(wanted) : 1);
#endif
}

}  // namespace

void limitLibraryThreads(char** argv) {
  limitOpenMp(argv);
  limitOpenCv();
  // SVT-AV1 prints by itself, listens to nothing but its environment and reads it whenever an encoder opens.
  setenv("SVT_LOG", "0", 0);
}

}  // namespace base
