#include "core/base/platform/scheduling_guard.h"

#include <gtest/gtest.h>
#include <pthread.h>

#include <thread>

namespace {

int policy() {
  int now = -1;
  sched_param priority{};
  pthread_getschedparam(pthread_self(), &now, &priority);
  return now;
}

int policyOfANewThread() {
  int seen = -1;
  std::jthread([&] { seen = policy(); }).join();
  return seen;
}

}  // namespace

TEST(SchedulingGuard, GivesTheThreadItsSchedulingBack) {
  ASSERT_EQ(policy(), SCHED_OTHER);
  {
    const platform::SchedulingGuard guard;
    const sched_param priority{};
    ASSERT_EQ(pthread_setschedparam(pthread_self(), SCHED_BATCH, &priority), 0);  // what anyone may take
    EXPECT_EQ(policyOfANewThread(), SCHED_BATCH);
  }
  EXPECT_EQ(policy(), SCHED_OTHER);
  EXPECT_EQ(policyOfANewThread(), SCHED_OTHER);
}
