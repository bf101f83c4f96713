#pragma once
#include <chrono>
#include <thread>

namespace test_support {

// Waits for something that another thread or program does. False when it has not come true within the limit,
// which is only there so that a failing test ends.
template <class Condition>
bool waitUntil(Condition condition, std::chrono::seconds limit = std::chrono::seconds(60)) {
  const auto deadline = std::chrono::steady_clock::now() + limit;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return true;
}

}  // namespace test_support
