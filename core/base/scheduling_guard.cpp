#include "core/base/scheduling_guard.h"

#include <pthread.h>

namespace base {

SchedulingGuard::SchedulingGuard() { pthread_getschedparam(pthread_self(), &policy_, &priority_); }

SchedulingGuard::~SchedulingGuard() { pthread_setschedparam(pthread_self(), policy_, &priority_); }

}  // namespace base
