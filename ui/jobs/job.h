#pragma once
#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

#include "core/base/detached.h"
#include "core/base/outcome.h"
#include "core/base/problem.h"
#include "core/base/progress.h"
#include "ui/jobs/postbox.h"

namespace ui {

// Work on a thread of its own. Everything belongs to the GUI thread, where all signals are emitted, too.
// Deleting a job waits for nothing: its work is cancelled and left to itself, or goes on to its end when it
// is to be kept; no signal comes after that. So the work owns all that it uses, for as long as it takes.
class Job : public QObject {
  Q_OBJECT
 public:
  // Runs on the job's thread, ends there, too, and may throw. Reporting progress waits while the job is
  // paused.
  using Work = std::function<base::Outcome(const base::OnProgress&, std::stop_token)>;
  Job(const QString& title, Work work, QObject* parent, base::Worth worth = base::Worth::throwAway);
  ~Job() override;

  void start();  // once; further calls do nothing
  void cancel();
  void setPaused(bool isPaused);
  bool isPaused() const;
  bool isCancelled() const;
  bool isRunning() const { return isRunning_; }  // until the end signal
  QString title() const { return title_; }
  const base::Progress& progress() const { return progress_; }

 Q_SIGNALS:
  // progress() or isPaused() is another one: at most ten times a second, and the last one before the end.
  void progressed();
  // One of these, once.
  void finished(base::Outcome outcome);
  void failed(const base::Problem& problem);

 private:
  struct Shared;
  static std::optional<base::Problem> problemOf(const Work& work, const std::shared_ptr<Shared>& shared,
                                                base::Outcome& outcome);
  void deliver();
  void deliverSoon();
  void end(base::Outcome outcome, const std::optional<base::Problem>& problem);

  const QString title_;
  const base::Worth worth_;
  Work work_;  // until it starts
  base::Progress progress_;
  bool isRunning_ = false;
  QTimer pace_;
  QElapsedTimer sinceDelivery_;
  std::shared_ptr<Shared> shared_;  // with the thread
  Postbox postbox_{this};           // last: nothing comes while the rest ends
};

}  // namespace ui
