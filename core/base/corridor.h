#pragma once
#include <cstdint>
#include <exception>
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

#include "core/base/error.h"
#include "core/base/outcome.h"
#include "core/base/queue.h"
#include "core/base/stopwatch.h"

namespace base {

// How long one stage worked. `cpuSec` counts the stage's own threads, not those of the libraries it calls.
struct StageTime {
  std::string name;
  double busySec = 0, cpuSec = 0;
  std::int64_t items = 0;
};

// source -> stage -> stage -> sink: each on threads of its own, joined by queues bounded in bytes. Order is
// kept, also by stages with several workers. The first exception stops all and is rethrown by run(), as
// Error(unsupported) where the system gives no thread.
template <class T>
class Corridor {
 public:
  // `bytes` tells what an item weighs; each queue holds at most `maxBytes`.
  Corridor(std::size_t maxBytes, std::function<std::size_t(const T&)> bytes)
      : maxBytes_(maxBytes), bytes_(std::move(bytes)) {}

  // Gives the next item; nullopt ends the run. Called from one thread.
  Corridor& source(std::string name, std::function<std::optional<T>()> give) {
    give_ = std::move(give);
    times_.push_back({std::move(name)});
    return *this;
  }
  // Changes an item in place. With several workers `work` must be safe to call at once.
  Corridor& stage(std::string name, std::function<void(T&)> work, int workers = 1) {
    stages_.push_back({std::move(work), workers});
    times_.push_back({std::move(name)});
    return *this;
  }
  // Takes the items in order. Called from the thread that called run().
  Corridor& sink(std::string name, std::function<void(T&&)> take) {
    take_ = std::move(take);
    times_.push_back({std::move(name)});
    return *this;
  }

  // Blocks until the source has ended and the sink has taken all, the token stops, or something throws.
  Outcome run(const std::stop_token& stop) {
    std::stop_source halt;
    const std::stop_callback forward(stop, [&] { halt.request_stop(); });
    std::list<Queue<Numbered>> queues;
    for (std::size_t i = 0; i <= stages_.size(); ++i) queues.emplace_back(maxBytes_);
    std::list<Turn> turns;
    for (const Stage& stage : stages_) turns.emplace_back(stage.workers);
    {
      std::vector<std::jthread> threads;  // gone before what they use
      guard(halt, [&] { startThreads(threads, queues, turns, halt); });
      guard(halt, [&] { runSink(queues.back(), halt.get_token()); });
    }
    if (failure_) std::rethrow_exception(failure_);
    return stop.stop_requested() ? Outcome::cancelled : Outcome::done;
  }

  // After run(): source, stages, sink.
  const std::vector<StageTime>& times() const { return times_; }

 private:
  struct Numbered {
    T item;
    std::uint64_t number = 0;
  };
  struct Stage {
    std::function<void(T&)> work;
    int workers = 1;
  };
  // Lets the workers of one stage hand on their items in the order in which they came.
  struct Turn {
    explicit Turn(int workers) : working(workers) {}
    std::mutex mutex;  // guards next, working
    std::condition_variable_any changed;
    std::uint64_t next = 0;
    int working;
  };

  template <class Body>
  void guard(std::stop_source& halt, Body body) {
    try {
      body();
    } catch (...) {
      {
        const std::lock_guard lock(mutex_);
        if (!failure_) failure_ = std::current_exception();
      }
      halt.request_stop();
    }
  }

  void startThreads(std::vector<std::jthread>& threads, std::list<Queue<Numbered>>& queues,
                    std::list<Turn>& turns, std::stop_source& halt) {
    auto queue = queues.begin();
    start(threads, halt, [this, &halt, out = &*queue] { runSource(*out, halt.get_token()); });
    auto turn = turns.begin();
    for (std::size_t i = 0; i < stages_.size(); ++i, ++turn) {
      Queue<Numbered>* in = &*queue++;
      Queue<Numbered>* out = &*queue;
      for (int w = 0; w < stages_[i].workers; ++w)
        start(threads, halt,
              [this, &halt, i, in, out, t = &*turn] { runStage(i, *in, *out, *t, halt.get_token()); });
    }
  }

  template <class Body>
  void start(std::vector<std::jthread>& threads, std::stop_source& halt, Body body) {
    try {
      threads.emplace_back([this, &halt, body] { guard(halt, body); });
    } catch (const std::system_error& e) {
      throw Error(Fault::outOfThreads, {}, {}, e.what());
    }
  }

  void addTime(std::size_t index, const Stopwatch& watch) {
    const std::lock_guard lock(mutex_);
    times_[index].busySec += watch.wallSec();
    times_[index].cpuSec += watch.threadCpuSec();
    ++times_[index].items;
  }

  void runSource(Queue<Numbered>& out, const std::stop_token& stop) {
    for (std::uint64_t number = 0; !stop.stop_requested(); ++number) {
      const Stopwatch watch;
      std::optional<T> item = give_();
      addTime(0, watch);
      if (!item) break;
      const std::size_t weight = bytes_(*item);
      if (!out.push({std::move(*item), number}, weight, stop)) break;
    }
    out.close();
  }

  void runStage(std::size_t index, Queue<Numbered>& in, Queue<Numbered>& out, Turn& turn,
                const std::stop_token& stop) {
    while (std::optional<Numbered> next = in.pop(stop)) {
      const Stopwatch watch;
      stages_[index].work(next->item);
      addTime(index + 1, watch);
      std::unique_lock lock(turn.mutex);
      if (!turn.changed.wait(lock, stop, [&] { return turn.next == next->number; })) return;
      const std::size_t weight = bytes_(next->item);
      if (!out.push(std::move(*next), weight, stop)) return;
      ++turn.next;
      turn.changed.notify_all();
    }
    const std::lock_guard lock(turn.mutex);
    if (--turn.working == 0) out.close();
  }

  void runSink(Queue<Numbered>& in, const std::stop_token& stop) {
    while (std::optional<Numbered> next = in.pop(stop)) {
      const Stopwatch watch;
      take_(std::move(next->item));
      addTime(times_.size() - 1, watch);
    }
  }

  const std::size_t maxBytes_;
  std::function<std::size_t(const T&)> bytes_;
  std::function<std::optional<T>()> give_;
  std::function<void(T&&)> take_;
  std::vector<Stage> stages_;
  std::mutex mutex_;  // guards times_ and failure_ while running
  std::vector<StageTime> times_;
  std::exception_ptr failure_;
};

}  // namespace base
