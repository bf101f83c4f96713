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
// OpenBLAS (0.3.21) takes a processor that is newer than itself for one of 2004: products are then four times
// slower. It is told which of its kernels this one can run; null = it knows by itself.
const char* openBlasCore() {
#if defined(__x86_64__) && defined(__GNUC__)
  const bool hasAvx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                         __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
                         __builtin_cpu_supports("avx512cd");
  if (hasAvx512) return "SkylakeX";
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return "Haswell";
#endif
  return nullptr;
}

const std::array<Setting, 3> kReadBeforeMain = {
    {{"OMP_NUM_THREADS", "1"}, {"OMP_WAIT_POLICY", "PASSIVE"}, {"OPENBLAS_CORETYPE", openBlasCore()}}};

std::string setWhereUnset() {
  std::string names;
  for (const auto& [name, value] : kReadBeforeMain)
    if (value != nullptr && platform::environment(name).empty() && platform::setEnvironment(name, value))
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
