#pragma once
#include <QApplication>
#include <string>

// How long the handling of single events keeps the GUI thread from the next one.
struct StallWatch {
  struct Stall {
    double wallMs = 0;
    double cpuMs = 0;   // of the GUI thread: what other programs on a busy machine do not add to
    std::string event;  // receiver and type
  };
  Stall longest;           // by the clock
  Stall longestComputing;  // by processor time
  int events = 0;
};

// The application of the window's tests: measures every event while it has a watch.
class WatchedApplication final : public QApplication {
 public:
  using QApplication::QApplication;
  bool notify(QObject* receiver, QEvent* event) override;
  StallWatch* watch = nullptr;

 private:
  int depth_ = 0;  // events within events belong to the outermost
};
