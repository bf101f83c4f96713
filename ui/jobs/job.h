#pragma once
#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

#include "core/base/error.h"
#include "core/base/outcome.h"
#include "core/base/progress.h"

namespace ui {

// Work on a thread of its own. Everything but waitWhilePaused() belongs to the GUI thread, where all signals
// are emitted, too. Deleting a job cancels it and waits for its thread; no signal comes after that.
class Job : public QObject {
  Q_OBJECT
 public:
  // Runs on the job's thread and may throw. Reporting progress waits while the job is paused.
  using Work = std::function<base::Outcome(const base::OnProgress&, std::stop_token)>;
  Job(const QString& title, Work work, QObject* parent);
  ~Job() override;

  void start();  // once; further calls do nothing
  void cancel();
  void setPaused(bool isPaused);
  bool isPaused() const;
  bool isCancelled() const { return thread_.get_stop_token().stop_requested(); }
  bool isRunning() const { return isRunning_; }  // until the end signal
  QString title() const { return title_; }
  const base::Progress& progress() const { return progress_; }
  base::Code errorCode() const { return errorCode_; }  // of failed(); exceptions of others are `internal`

  // For work that pauses at other places than its progress reports. Any thread; returns at once when stopped.
  void waitWhilePaused(std::stop_token stop);

 Q_SIGNALS:
  // progress() or isPaused() is another one: at most ten times a second, and the last one before the end.
  void progressed();
  // One of these, once.
  void finished(base::Outcome outcome);
  void failed(const QString& message, const QString& detail);

 private:
  struct Failure {
    base::Code code;
    QString message, detail;
  };
  void run(const std::stop_token& stop);
  void report(const base::Progress& progress, const std::stop_token& stop);
  std::optional<Failure> failureOf(const std::stop_token& stop, base::Outcome& outcome);
  void deliver();
  void deliverSoon();
  void end(base::Outcome outcome, const std::optional<Failure>& failure);

  const QString title_;
  const Work work_;
  base::Progress progress_;
  base::Code errorCode_ = base::Code::internal;
  bool isRunning_ = false;
  QTimer pace_;
  QElapsedTimer sinceDelivery_;

  mutable std::mutex mutex_;
  std::condition_variable_any resumed_;
  bool isPaused_ = false;                 // by mutex_
  std::optional<base::Progress> newest_;  // by mutex_: not delivered yet
  std::jthread thread_;                   // last: gone before what it uses
};

}  // namespace ui
