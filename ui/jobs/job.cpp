#include "ui/jobs/job.h"

#include <new>
#include <utility>

namespace ui {

static constexpr int kDeliveryMs = 100;

Job::Job(const QString& title, Work work, QObject* parent)
    : QObject(parent), title_(title), work_(std::move(work)) {
  pace_.setSingleShot(true);
  connect(&pace_, &QTimer::timeout, this, &Job::deliver);
}

Job::~Job() {
  cancel();
  if (thread_.joinable()) thread_.join();
}

void Job::start() {
  if (thread_.joinable()) return;
  isRunning_ = true;
  thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

void Job::cancel() { thread_.request_stop(); }

void Job::setPaused(bool isPaused) {
  {
    const std::lock_guard lock(mutex_);
    if (isPaused_ == isPaused) return;
    isPaused_ = isPaused;
  }
  resumed_.notify_all();
  Q_EMIT progressed();
}

bool Job::isPaused() const {
  const std::lock_guard lock(mutex_);
  return isPaused_;
}

void Job::waitWhilePaused(std::stop_token stop) {
  std::unique_lock lock(mutex_);
  resumed_.wait(lock, std::move(stop), [this] { return !isPaused_; });
}

// On the job's thread.
void Job::run(const std::stop_token& stop) {
  base::Outcome outcome = base::Outcome::cancelled;
  const std::optional<Failure> failure = failureOf(stop, outcome);
  QMetaObject::invokeMethod(
      this, [this, outcome, failure] { end(outcome, failure); }, Qt::QueuedConnection);
}

std::optional<Job::Failure> Job::failureOf(const std::stop_token& stop, base::Outcome& outcome) {
  try {
    outcome = work_([&](const base::Progress& progress) { report(progress, stop); }, stop);
    return std::nullopt;
  } catch (const base::Error& error) {
    return Failure{error.code(), QString::fromUtf8(error.what()), QString::fromStdString(error.detail())};
  } catch (const std::bad_alloc&) {
    return Failure{base::Code::internal,
                   tr("There is not enough memory for this: close other programs and try again"),
                   {}};
  } catch (const std::exception& error) {
    return Failure{base::Code::internal, tr("Something went wrong inside Redub: please try again"),
                   QString::fromUtf8(error.what())};
  } catch (...) {
    return Failure{base::Code::internal, tr("Something went wrong inside Redub: please try again"), {}};
  }
}

void Job::report(const base::Progress& progress, const std::stop_token& stop) {
  bool isFirst = false;
  {
    const std::lock_guard lock(mutex_);
    isFirst = !newest_;
    newest_ = progress;
  }
  if (isFirst) QMetaObject::invokeMethod(this, &Job::deliverSoon, Qt::QueuedConnection);
  waitWhilePaused(stop);
}

// On the GUI thread from here on.
void Job::deliverSoon() {
  const qint64 waitMs = sinceDelivery_.isValid() ? kDeliveryMs - sinceDelivery_.elapsed() : 0;
  if (waitMs <= 0) return deliver();
  if (!pace_.isActive()) pace_.start(static_cast<int>(waitMs));
}

void Job::deliver() {
  {
    const std::lock_guard lock(mutex_);
    if (!newest_) return;
    progress_ = *std::exchange(newest_, std::nullopt);
  }
  sinceDelivery_.start();
  Q_EMIT progressed();
}

void Job::end(base::Outcome outcome, const std::optional<Failure>& failure) {
  pace_.stop();
  deliver();
  isRunning_ = false;
  if (!failure) {
    Q_EMIT finished(outcome);
    return;
  }
  errorCode_ = failure->code;
  Q_EMIT failed(failure->message, failure->detail);
}

}  // namespace ui
