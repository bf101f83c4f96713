#include "core/base/detached.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <latch>
#include <thread>
#include <vector>

namespace {

using base::Worth;
using std::chrono::milliseconds;
using std::chrono::minutes;

TEST(Detached, WorkIsWaitedForByItsWorth) {
  std::latch mayEnd(1);
  base::runDetached([&] { mayEnd.wait(); });
  EXPECT_TRUE(base::waitForDetached(Worth::keep, minutes(1)));
  EXPECT_FALSE(base::waitForDetached(Worth::throwAway, milliseconds(0)));
  mayEnd.count_down();
  EXPECT_TRUE(base::waitForDetached(Worth::throwAway, minutes(1)));
}

TEST(Detached, AValueEndsOnAnotherThreadAndItsOwnerGoesOn) {
  struct Slow {
    std::latch& mayEnd;
    std::thread::id& endedOn;
    ~Slow() {
      mayEnd.wait();
      endedOn = std::this_thread::get_id();
    }
  };
  std::latch mayEnd(1);
  std::thread::id endedOn;
  auto held = base::endingDetached(std::unique_ptr<Slow>(new Slow{mayEnd, endedOn}));
  held.reset();  // returns before the value has ended
  mayEnd.count_down();
  ASSERT_TRUE(base::waitForDetached(Worth::throwAway, minutes(1)));
  EXPECT_NE(endedOn, std::thread::id());
  EXPECT_NE(endedOn, std::this_thread::get_id());
}

TEST(Detached, AQueueKeepsItsOrderAndItsWorkWhenItIsGone) {
  std::latch mayBegin(1);
  std::vector<int> done;
  {
    base::DetachedQueue queue;
    queue.add([&] { mayBegin.wait(); });
    for (int i = 0; i < 100; ++i) queue.add([&done, i] { done.push_back(i); });
  }
  EXPECT_FALSE(base::waitForDetached(Worth::keep, milliseconds(0)));
  mayBegin.count_down();
  ASSERT_TRUE(base::waitForDetached(Worth::keep, minutes(1)));
  ASSERT_EQ(done.size(), 100u);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(done[static_cast<std::size_t>(i)], i);
}

TEST(Detached, AProgramEndsAlthoughSomeOfItNeverDoes) {
  const pid_t child = fork();
  if (child == 0) {
    std::latch never(1);
    base::runDetached([&] { never.wait(); });
    std::_Exit(base::waitForDetached(Worth::throwAway, milliseconds(1)) ? 1 : 7);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 7);
}

}  // namespace
