#include "core/base/thread_policy.h"

#include <omp.h>

#include <array>
#include <cstdlib>
#include <sstream>
#include <string>
#if __has_include(<opencv2/core/utility.hpp>)
#include <opencv2/core/utility.hpp>
#endif

#include "core/base/platform/folders.h"
#include "core/base/platform/process.h"

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
    if (platform::environment(name).empty() && platform::setEnvironment(name, value))
      names += std::string(name) + "\n";
  return names;
}

void unset(const std::string& names) {
  std::istringstream lines(names);
  for (std::string name; std::getline(lines, name);) platform::setEnvironment(name.c_str(), nullptr);
  platform::setEnvironment(kMarker, nullptr);
}

void limitOpenMp(char** argv) {
  if (const std::string names = platform::environment(kMarker); !names.empty()) return unset(names);
  const std::string names = setWhereUnset();
  if (names.empty()) return;
  platform::setEnvironment(kMarker, names.c_str());
  platform::startAgain(argv);
  unset(names);
  omp_set_num_threads(1);  // of this thread, better than nothing
}

// With TBB, as in Debian, OpenCV does not read this variable; it is there for the user.
void limitOpenCv() {
#if __has_include(<opencv2/core/utility.hpp>)
  const std::string wanted = platform::environment("OPENCV_FOR_THREADS_NUM");
  cv::setNumThreads(wanted.empty() ? 1 : std::atoi(wanted.c_str()));
#endif
}

}  // namespace

void limitLibraryThreads(char** argv) {
  limitOpenMp(argv);
  limitOpenCv();
  // SVT-AV1 prints by itself, listens to nothing but its environment and reads it whenever an encoder opens.
  if (platform::environment("SVT_LOG").empty()) platform::setEnvironment("SVT_LOG", "0");
}

}  // namespace base
