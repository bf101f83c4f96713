#include "core/base/corridor.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <numeric>

#include "core/base/error.h"

namespace {

std::function<std::optional<int>()> count(int n) {
  return [i = 0, n]() mutable { return i < n ? std::optional(i++) : std::nullopt; };
}

TEST(Corridor, KeepsOrderWithSeveralWorkers) {
  std::vector<int> seen;
  base::Corridor<int> corridor(64, [](const int&) { return 8; });
  corridor.source("count", count(500))
      .stage(
          "square", [](int& x) { x *= x; }, 4)
      .stage(
          "add", [](int& x) { x += 1; }, 2)
      .sink("collect", [&](int&& x) { seen.push_back(x); });
  EXPECT_EQ(corridor.run({}), base::Outcome::done);
  ASSERT_EQ(seen.size(), 500u);
  for (int i = 0; i < 500; ++i) EXPECT_EQ(seen[static_cast<std::size_t>(i)], i * i + 1);
  EXPECT_EQ(corridor.times().size(), 4u);
  EXPECT_EQ(corridor.times()[1].items, 500);
}

TEST(Corridor, NeverHoldsMoreBytesThanItsQueuesMay) {
  std::atomic<int> alive = 0;
  int most = 0;
  struct Item {
    std::shared_ptr<int> token;
  };
  base::Corridor<Item> corridor(30, [](const Item&) { return 10; });
  corridor
      .source("make",
              [&, i = 0]() mutable -> std::optional<Item> {
                if (i++ == 200) return std::nullopt;
                ++alive;
                return Item{std::shared_ptr<int>(new int(0), [&](int* p) {
                  --alive;
                  delete p;
                })};
              })
      .stage("pass", [](Item&) {})
      .sink("drop", [&](Item&& item) {
        most = std::max(most, alive.load());
        item.token.reset();
      });
  EXPECT_EQ(corridor.run({}), base::Outcome::done);
  // two queues of three items, and one in the hands of each of the three threads
  EXPECT_LE(most, 9);
  EXPECT_EQ(alive.load(), 0);
}

TEST(Corridor, RethrowsTheFirstExceptionOfAnyStage) {
  for (int where = 0; where < 3; ++where) {
    base::Corridor<int> corridor(8, [](const int&) { return 8; });
    const auto failAt = [where](int stage, int x) {
      if (stage == where && x == 20) throw std::runtime_error("stage " + std::to_string(stage));
    };
    corridor.source("count", [&, next = count(100)]() mutable {
      auto x = next();
      if (x) failAt(0, *x);
      return x;
    });
    corridor
        .stage(
            "work", [&](int& x) { failAt(1, x); }, 3)
        .sink("end", [&](int&& x) { failAt(2, x); });
    try {
      corridor.run({});
      FAIL() << "nothing thrown by stage " << where;
    } catch (const std::runtime_error& e) {
      EXPECT_EQ(e.what(), "stage " + std::to_string(where));
    }
  }
}

TEST(Corridor, StopsWhileEveryThreadWaits) {
  std::stop_source stop;
  base::Corridor<int> corridor(8, [](const int&) { return 8; });
  int taken = 0;
  corridor.source("endless", [i = 0]() mutable { return std::optional(i++); })
      .stage(
          "pass", [](int&) {}, 2)
      .sink("stopper", [&](int&&) {
        if (++taken == 50) stop.request_stop();
      });
  EXPECT_EQ(corridor.run(stop.get_token()), base::Outcome::cancelled);
  EXPECT_EQ(taken, 50);
}

// One source, five workers and the sink on the calling thread.
base::Outcome runOnSixThreads() {
  base::Corridor<int> corridor(16, [](const int&) { return 8; });
  corridor.source("count", count(200))
      .stage(
          "pass", [](int&) {}, 3)
      .stage(
          "pass on", [](int&) {}, 2)
      .sink("drop", [](int&&) {});
  return corridor.run({});
}

// In a process of a user of its own, who may have so many threads beside the first. Its exit code; 128 +
// SIGALRM when it hangs. Of our own user nobody knows how many there are: for those 0 is none.
int exitCodeWithThreads(rlim_t threads) {
  const pid_t child = fork();
  if (child == 0) {
    alarm(60);
    const rlimit limit{threads + 1, threads + 1};
    const uid_t user = 1'000'000'000 + static_cast<uid_t>(getpid());
    if (setrlimit(RLIMIT_NPROC, &limit) != 0 || (geteuid() == 0 && setuid(user) != 0)) _exit(100);
    try {
      _exit(runOnSixThreads() == base::Outcome::done ? 0 : 101);
    } catch (const base::Error& e) {
      _exit(e.code() == base::Code::unsupported ? 1 : 102);
    } catch (...) {
      _exit(103);
    }
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

TEST(Corridor, IsOneErrorWhereTheSystemGivesNoThread) {
  EXPECT_EQ(exitCodeWithThreads(0), 1);
  if (geteuid() != 0) return;
  for (rlim_t threads = 1; threads < 6; ++threads) EXPECT_EQ(exitCodeWithThreads(threads), 1) << threads;
  EXPECT_EQ(exitCodeWithThreads(6), 0);
}

TEST(Queue, LetsAnOversizedItemPassWhenEmpty) {
  base::Queue<int> queue(10);
  EXPECT_TRUE(queue.push(1, 1000, {}));
  EXPECT_EQ(queue.pop({}), 1);
  queue.close();
  EXPECT_EQ(queue.pop({}), std::nullopt);
  EXPECT_FALSE(queue.push(2, 1, {}));
}

}  // namespace
