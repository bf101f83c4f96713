#include "app/cli/interrupt.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "app/cli/console.h"
#include "core/base/platform/process.h"

namespace cli {

// Work that looks at its stop token ends in a moment. Libraries do not: one that is being loaded on a busy
// machine may take many times as long.
static constexpr std::chrono::seconds kPatience(1);

std::stop_token stopOnInterrupt(const char* program, const std::shared_future<void>& ended) {
  std::stop_source stop;
  platform::onInterrupt([program, stop, ended]() mutable {
    stop.request_stop();
    if (ended.wait_for(kPatience) == std::future_status::ready) return;
    std::fprintf(stderr, "%s: cancelled\n", program);
    std::_Exit(kCancelled);
  });
  return stop.get_token();
}

}  // namespace cli
