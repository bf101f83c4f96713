#include "core/base/platform/scheduling_guard.h"

#include <pthread.h>

namespace platform {

SchedulingGuard::SchedulingGuard() { pthread_getschedparam(pthread_self(), &policy_, &priority_); }

SchedulingGuard::~SchedulingGuard() { pthread_setschedparam(pthread_self(), policy_, &priority_); }

}  // namespace platform
