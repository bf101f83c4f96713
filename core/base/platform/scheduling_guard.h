#pragma once
#include <sched.h>

namespace platform {

// Gives the calling thread its scheduling back at the end of the scope. Libraries may raise the thread that
// calls them to real time, and all threads that it starts later would inherit that.
class SchedulingGuard {
 public:
  SchedulingGuard();
  ~SchedulingGuard();
  SchedulingGuard(const SchedulingGuard&) = delete;
  SchedulingGuard& operator=(const SchedulingGuard&) = delete;

 private:
  int policy_ = SCHED_OTHER;
  sched_param priority_{};
};

}  // namespace platform
