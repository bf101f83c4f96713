#include "tests/ui/stall_watch.h"

#include <QElapsedTimer>
#include <ctime>

static double threadCpuMs() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

bool WatchedApplication::notify(QObject* receiver, QEvent* event) {
  if (watch == nullptr || depth_ > 0) return QApplication::notify(receiver, event);
  // The receiver may be gone afterwards.
  const std::string name =
      std::string(receiver->metaObject()->className()) + " event " + std::to_string(event->type());
  QElapsedTimer wall;
  wall.start();
  const double cpu = threadCpuMs();
  ++depth_;
  const bool isHandled = QApplication::notify(receiver, event);
  --depth_;
  const StallWatch::Stall stall{static_cast<double>(wall.nsecsElapsed()) * 1e-6, threadCpuMs() - cpu, name};
  ++watch->events;
  if (stall.wallMs > watch->longest.wallMs) watch->longest = stall;
  if (stall.cpuMs > watch->longestComputing.cpuMs) watch->longestComputing = stall;
  return isHandled;
}
