#include "core/base/detached.h"

#include <array>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

namespace base {

namespace {

// The threads of this process that nobody joins. Each holds it, so that it lasts as long as they do.
struct Threads {
  std::mutex mutex;  // guards `running`
  std::condition_variable changed;
  std::array<int, 2> running{};  // by worth
};

const std::shared_ptr<Threads>& threads() {
  static const auto all = std::make_shared<Threads>();
  return all;
}

void count(Threads& all, Worth worth, int change) {
  {
    const std::lock_guard lock(all.mutex);
    all.running[static_cast<std::size_t>(worth)] += change;
  }
  all.changed.notify_all();
}

}  // namespace

void runDetached(std::function<void()> work, Worth worth) {
  const auto all = threads();
  count(*all, worth, 1);
  try {
    std::thread([all, worth, work = std::move(work)]() mutable {
      work();
      work = nullptr;
      count(*all, worth, -1);
    }).detach();
  } catch (...) {
    count(*all, worth, -1);
    throw;
  }
}

bool waitForDetached(Worth worth, std::chrono::milliseconds most) {
  const auto all = threads();
  std::unique_lock lock(all->mutex);
  return all->changed.wait_for(lock, most,
                               [&] { return all->running[static_cast<std::size_t>(worth)] == 0; });
}

struct DetachedQueue::State {
  std::mutex mutex;  // guards the next two
  std::deque<std::function<void()>> waiting;
  bool isRunning = false;

  std::function<void()> next() {
    const std::lock_guard lock(mutex);
    isRunning = !waiting.empty();
    if (!isRunning) return nullptr;
    std::function<void()> work = std::move(waiting.front());
    waiting.pop_front();
    return work;
  }
};

DetachedQueue::DetachedQueue() : state_(std::make_shared<State>()) {}

void DetachedQueue::add(std::function<void()> work) {
  {
    const std::lock_guard lock(state_->mutex);
    state_->waiting.push_back(std::move(work));
    if (std::exchange(state_->isRunning, true)) return;
  }
  const auto run = [state = state_] {
    while (const auto next = state->next()) next();
  };
  runDetached(run, Worth::keep);
}

}  // namespace base
