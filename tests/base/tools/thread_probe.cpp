// thread-probe [gone | core]: what a program sees of itself under the thread policy, then the environment of
// a program that it starts. `gone`: its file is deleted first, so that it cannot start itself again. `core`:
// only the kernels that OpenBLAS has chosen, empty where another BLAS is there.
#include <dlfcn.h>
#include <omp.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <opencv2/core/utility.hpp>
#include <string>
#include <thread>

#include "core/base/thread_policy.h"

int main(int argc, char** argv) {
  if (argc > 1 && std::string(argv[1]) == "gone")
    std::filesystem::remove(std::filesystem::read_symlink("/proc/self/exe"));
  base::limitLibraryThreads(argv);
  if (argc > 1 && std::string(argv[1]) == "core") {
    const auto core = reinterpret_cast<char* (*)()>(dlsym(RTLD_DEFAULT, "openblas_get_corename"));
    std::printf("core %s\n", core != nullptr ? core() : "");
    return 0;
  }
  char name[16] = {};
  prctl(PR_GET_NAME, name);
  int elsewhere = 0;
  std::jthread([&] { elsewhere = omp_get_max_threads(); }).join();
  std::printf("name %s\narguments %d\nhere %d\nelsewhere %d\nopencv %d\n", name, argc, omp_get_max_threads(),
              elsewhere, cv::getNumThreads());
  std::fflush(stdout);
  execlp("env", "env", nullptr);
  return 1;
}
