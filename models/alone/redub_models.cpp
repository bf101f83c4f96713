// redub-models [SECONDS]: measures the networks on this machine, the graphics card included, with random
// weights.
#include <cstdio>
#include <cstdlib>

#include "core/base/error.h"
#include "core/base/thread_policy.h"
#include "models/talklip/backends/bench_run.h"

int main(int argc, char** argv) {
  base::limitLibraryThreads(argv);
  try {
    std::printf(
        "network          backend   device  precision   batch threads   a second    GMAC/s  of peak\n");
    talklip::runBench(argc > 1 ? std::atof(argv[1]) : 2, [](const talklip::BenchRow& r) {
      std::printf("%-16s %-9s %-7s %-11s %5zu %7d %10.1f %9.1f %8.0f %%\n", r.network.c_str(),
                  r.backend.c_str(), r.device.c_str(), r.precision.c_str(), r.batch, r.threads, r.perSec,
                  r.gmacPerSec, 100 * r.shareOfPeak);
      std::fflush(stdout);
    });
  } catch (...) {
    std::fprintf(stderr, "redub-models: %s\n", line(base::caughtProblem()).c_str());
    return 1;
  }
  return 0;
}
