#pragma once
#include <future>
#include <stop_token>

namespace cli {

// Ctrl-C asks the work to stop. What has not `ended` soon after that ends with the program, and leaves what a
// crash leaves. Once, before other threads are started. `program`: its name, for the last word.
std::stop_token stopOnInterrupt(const char* program, const std::shared_future<void>& ended);

}  // namespace cli
