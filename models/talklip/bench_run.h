#pragma once
#include "models/talklip/bench.h"

namespace talklip {

// What benchModels does, on this side of the door to LibTorch.
void runBench(double secondsEach, const std::function<void(const BenchRow&)>& tell);

}  // namespace talklip
