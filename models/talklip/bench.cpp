#include "models/talklip/bench.h"

#include "models/network_library.h"
#include "models/plugin/network_api.h"

namespace talklip {

void benchModels(double secondsEach, const std::function<void(const BenchRow&)>& tell) {
  models::networks().benchModels(secondsEach, tell);
}

}  // namespace talklip
