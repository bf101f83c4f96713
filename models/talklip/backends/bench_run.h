#pragma once
#include "models/talklip/bench.h"

namespace talklip {

// What benchModels does, in the library of networks.
void runBench(double secondsEach, const std::function<void(const BenchRow&)>& tell);

}  // namespace talklip
