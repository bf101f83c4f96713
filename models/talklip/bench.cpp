#include "models/talklip/bench.h"

#include "models/network_library.h"

namespace talklip {

void benchModels(double secondsEach, const std::function<void(const BenchRow&)>& tell) {
  using Run = void (*)(double, const std::function<void(const BenchRow&)>&);
  reinterpret_cast<Run>(models::networkSymbol("redubBenchModels"))(secondsEach, tell);
}

}  // namespace talklip
