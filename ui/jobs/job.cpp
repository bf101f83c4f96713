#include "ui/jobs/job.h"

#include <condition_variable>
#include <mutex>
#include <utility>

#include "core/base/error.h"
#include "core/base/log.h"

namespace ui {

static constexpr int kDeliveryMs = 100;

struct Job::Shared {
  std::stop_source stop;
  Postbox::Post post;
  std::function<void()> tellSoon;  // posted when a progress waits

  std::mutex mutex;  // guards the next two
  bool isPaused = false;
  std::optional<base::Progress> newest;  // not delivered yet
  std::condition_variable_any resumed;

  void report(const base::Progress& progress);
};

Job::Job(const QString& title, Work work, QObject* parent, base::Worth worth)
    : QObject(parent),
      title_(title),
      worth_(worth),
      work_(std::move(work)),
      shared_(std::make_shared<Shared>()) {
  shared_->post = postbox_.post();
  shared_->tellSoon = [this] { deliverSoon(); };
  pace_.setSingleShot(true);
  connect(&pace_, &QTimer::timeout, this, &Job::deliver);
}

Job::~Job() {
  if (worth_ == base::Worth::throwAway) cancel();
}

void Job::start() {
  if (!work_) return;
  isRunning_ = true;
  base::runDetached(
      [job = this, work = std::exchange(work_, nullptr), shared = shared_]() mutable {
        base::Outcome outcome = base::Outcome::cancelled;
        const std::optional<base::Problem> problem = problemOf(work, shared, outcome);
        work = nullptr;
        shared->post([job, outcome, problem] { job->end(outcome, problem); });
      },
      worth_);
}

void Job::cancel() { shared_->stop.request_stop(); }

bool Job::isCancelled() const { return shared_->stop.stop_requested(); }

void Job::setPaused(bool isPaused) {
  {
    const std::lock_guard lock(shared_->mutex);
    if (shared_->isPaused == isPaused) return;
    shared_->isPaused = isPaused;
  }
  shared_->resumed.notify_all();
  Q_EMIT progressed();
}

bool Job::isPaused() const {
  const std::lock_guard lock(shared_->mutex);
  return shared_->isPaused;
}

// On the job's thread, like the next one.
void Job::Shared::report(const base::Progress& progress) {
  std::unique_lock lock(mutex);
  if (!std::exchange(newest, progress)) post(tellSoon);
  resumed.wait(lock, stop.get_token(), [this] { return !isPaused; });
}

std::optional<base::Problem> Job::problemOf(const Work& work, const std::shared_ptr<Shared>& shared,
                                            base::Outcome& outcome) {
  try {
    outcome =
        work([&](const base::Progress& progress) { shared->report(progress); }, shared->stop.get_token());
    return std::nullopt;
  } catch (...) {
    return base::caughtProblem();
  }
}

// On the GUI thread from here on.
void Job::deliverSoon() {
  const qint64 waitMs = sinceDelivery_.isValid() ? kDeliveryMs - sinceDelivery_.elapsed() : 0;
  if (waitMs <= 0) return deliver();
  if (!pace_.isActive()) pace_.start(static_cast<int>(waitMs));
}

void Job::deliver() {
  {
    const std::lock_guard lock(shared_->mutex);
    if (!shared_->newest) return;
    progress_ = *std::exchange(shared_->newest, std::nullopt);
  }
  sinceDelivery_.start();
  Q_EMIT progressed();
}

void Job::end(base::Outcome outcome, const std::optional<base::Problem>& problem) {
  pace_.stop();
  deliver();
  isRunning_ = false;
  if (!problem) {
    Q_EMIT finished(outcome);
    return;
  }
  base::logWarning(line(*problem));
  Q_EMIT failed(*problem);
}

}  // namespace ui
