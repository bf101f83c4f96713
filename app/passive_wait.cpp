#include "app/passive_wait.h"

#include <unistd.h>

#include <cstdlib>

namespace app {

void waitPassively(char** argv) {
  setenv("OPENCV_FOR_THREADS_NUM", "1",
         0);  // the corridor's stages are the threads; more would be in their way
  if (std::getenv("OMP_WAIT_POLICY") != nullptr) return;
  setenv("OMP_WAIT_POLICY", "PASSIVE", 1);
  execv("/proc/self/exe", argv);
}

}  // namespace app
