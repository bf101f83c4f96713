#include "ui/jobs/job.h"

#include <gtest/gtest.h>

#include <QEventLoop>
#include <QSignalSpy>
#include <QThread>
#include <atomic>
#include <latch>
#include <memory>
#include <mutex>
#include <set>
#include <thread>

#include "core/base/error.h"
#include "ui/jobs/error_words.h"

namespace {

using base::Outcome;
using ui::Job;

// Starts the job and returns when it has ended.
void runToEnd(Job& job) {
  QEventLoop loop;
  QObject::connect(&job, &Job::finished, &loop, &QEventLoop::quit);
  QObject::connect(&job, &Job::failed, &loop, &QEventLoop::quit);
  job.start();
  loop.exec();
}

base::Progress step(std::int64_t done) { return {base::Stage::render, done, 100, 0, std::nullopt}; }

Outcome untilStopped(std::stop_token stop) {
  std::mutex mutex;
  std::condition_variable_any never;
  std::unique_lock lock(mutex);
  never.wait(lock, stop, [] { return false; });
  return Outcome::cancelled;
}

TEST(Job, EndsOnceAndOnTheThreadOfTheWindow) {
  QThread* const gui = QThread::currentThread();
  QThread* worker = nullptr;
  Job job(
      "t",
      [&](const base::OnProgress&, std::stop_token) {
        worker = QThread::currentThread();
        return Outcome::done;
      },
      nullptr);
  QThread* heardOn = nullptr;
  QObject::connect(
      &job, &Job::finished, &job, [&] { heardOn = QThread::currentThread(); }, Qt::DirectConnection);
  QSignalSpy finished(&job, &Job::finished), failed(&job, &Job::failed);
  runToEnd(job);
  job.start();
  EXPECT_EQ(finished.count(), 1);
  EXPECT_EQ(failed.count(), 0);
  EXPECT_EQ(finished[0][0].value<Outcome>(), Outcome::done);
  EXPECT_EQ(heardOn, gui);
  EXPECT_NE(worker, gui);
  EXPECT_FALSE(job.isRunning());
}

TEST(Job, ManyReportsBecomeFewAndTheLastComesBeforeTheEnd) {
  Job job(
      "t",
      [](const base::OnProgress& report, std::stop_token) {
        for (int i = 1; i <= 100; ++i) report(step(i));
        return Outcome::done;
      },
      nullptr);
  std::int64_t lastSeen = 0, seenAtEnd = 0;
  QObject::connect(&job, &Job::progressed, [&] { lastSeen = job.progress().done; });
  QObject::connect(&job, &Job::finished, [&] { seenAtEnd = lastSeen; });
  QSignalSpy progressed(&job, &Job::progressed);
  runToEnd(job);
  EXPECT_EQ(seenAtEnd, 100);
  EXPECT_LE(progressed.count(), 20) << "100 reports in a burst";
}

TEST(Job, AnErrorArrivesAsItsProblem) {
  Job job(
      "t",
      [](const base::OnProgress&, std::stop_token) -> Outcome {
        throw base::Error(base::Fault::diskFull, {}, "/x", "ENOSPC");
      },
      nullptr);
  QSignalSpy finished(&job, &Job::finished), failed(&job, &Job::failed);
  runToEnd(job);
  ASSERT_EQ(failed.count(), 1);
  EXPECT_EQ(failed[0][0].value<base::Problem>(), (base::Problem{base::Fault::diskFull, {}, "/x", "ENOSPC"}));
  EXPECT_EQ(finished.count(), 0);
}

TEST(Job, ExceptionsOfOthersBecomeOneClearLine) {
  Job memory(
      "t", [](const base::OnProgress&, std::stop_token) -> Outcome { throw std::bad_alloc(); }, nullptr);
  Job library(
      "t", [](const base::OnProgress&, std::stop_token) -> Outcome { throw std::out_of_range("map::at"); },
      nullptr);
  Job number(
      "t", [](const base::OnProgress&, std::stop_token) -> Outcome { throw 7; }, nullptr);
  for (Job* job : {&memory, &library, &number}) {
    QSignalSpy failed(job, &Job::failed);
    runToEnd(*job);
    ASSERT_EQ(failed.count(), 1);
    const QString words = ui::words(failed[0][0].value<base::Problem>());
    EXPECT_GT(words.size(), 20);
    EXPECT_FALSE(words.contains('\n'));
    EXPECT_FALSE(words.contains("map::at"));
  }
}

TEST(Job, CancellingIsNotAnError) {
  Job job(
      "t", [](const base::OnProgress&, std::stop_token stop) { return untilStopped(stop); }, nullptr);
  QSignalSpy finished(&job, &Job::finished);
  QMetaObject::invokeMethod(&job, &Job::cancel, Qt::QueuedConnection);
  runToEnd(job);
  ASSERT_EQ(finished.count(), 1);
  EXPECT_EQ(finished[0][0].value<Outcome>(), Outcome::cancelled);
}

TEST(Job, DeletingARunningJobStopsItsThreadAndNothingIsSaidAnyMore) {
  std::atomic<bool> isOver = false;
  int signalsAfter = 0;
  {
    std::latch began(1);
    auto job = std::make_unique<Job>(
        "t",
        [&](const base::OnProgress& report, std::stop_token stop) {
          report(step(1));
          began.count_down();
          untilStopped(stop);
          report(step(2));
          isOver = true;
          return Outcome::cancelled;
        },
        nullptr);
    QObject::connect(job.get(), &Job::finished, [&] { ++signalsAfter; });
    QObject::connect(job.get(), &Job::progressed, [&] { ++signalsAfter; });
    job->start();
    began.wait();
  }
  ASSERT_TRUE(base::waitForDetached(base::Worth::throwAway, std::chrono::minutes(1)));
  EXPECT_TRUE(isOver);
  QCoreApplication::sendPostedEvents();
  EXPECT_EQ(signalsAfter, 0);
}

TEST(Job, DeletingOneThatDoesNotStopWaitsForNothing) {
  std::latch began(1), mayEnd(1);
  std::atomic<bool> isOver = false;
  {
    Job job(
        "t",
        [&](const base::OnProgress&, std::stop_token) {
          began.count_down();
          mayEnd.wait();
          isOver = true;
          return Outcome::done;
        },
        nullptr);
    job.start();
    began.wait();
  }
  EXPECT_FALSE(isOver);
  mayEnd.count_down();
  EXPECT_TRUE(base::waitForDetached(base::Worth::throwAway, std::chrono::minutes(1)));
}

TEST(Job, DeletingOneWhoseWorkIsKeptLetsItGoToItsEnd) {
  std::latch began(1), mayEnd(1);
  std::atomic<bool> wasStopped = true;
  {
    Job job(
        "t",
        [&](const base::OnProgress&, std::stop_token stop) {
          began.count_down();
          mayEnd.wait();
          wasStopped = stop.stop_requested();
          return Outcome::done;
        },
        nullptr, base::Worth::keep);
    job.start();
    began.wait();
  }
  EXPECT_TRUE(base::waitForDetached(base::Worth::throwAway, std::chrono::minutes(1)));
  EXPECT_FALSE(base::waitForDetached(base::Worth::keep, std::chrono::milliseconds(0)));
  mayEnd.count_down();
  ASSERT_TRUE(base::waitForDetached(base::Worth::keep, std::chrono::minutes(1)));
  EXPECT_FALSE(wasStopped);
}

TEST(Job, WhatItsWorkHoldsEndsOnItsThread) {
  struct Held {
    std::thread::id& endedOn;
    ~Held() { endedOn = std::this_thread::get_id(); }
  };
  std::thread::id endedOn;
  Job job(
      "t",
      [held = std::make_shared<Held>(endedOn)](const base::OnProgress&, std::stop_token) {
        return Outcome::done;
      },
      nullptr);
  runToEnd(job);
  EXPECT_NE(endedOn, std::thread::id());
  EXPECT_NE(endedOn, std::this_thread::get_id());
}

TEST(Job, APausedJobWaitsAtItsNextReportUntilItGoesOn) {
  std::atomic<int> steps = 0;
  Job job(
      "t",
      [&](const base::OnProgress& report, std::stop_token) {
        report(step(1));
        steps = 1;
        report(step(2));
        steps = 2;
        return Outcome::done;
      },
      nullptr);
  job.setPaused(true);
  int stepsWhilePaused = -1;
  QObject::connect(&job, &Job::progressed, [&] {
    if (!job.isPaused() || stepsWhilePaused >= 0) return;
    stepsWhilePaused = steps;
    job.setPaused(false);
  });
  runToEnd(job);
  EXPECT_EQ(stepsWhilePaused, 0);
  EXPECT_EQ(steps, 2);
}

TEST(Job, APausedJobCanBeCancelled) {
  Job job(
      "t",
      [](const base::OnProgress& report, std::stop_token stop) {
        report(step(1));
        return stop.stop_requested() ? Outcome::cancelled : Outcome::done;
      },
      nullptr);
  job.setPaused(true);
  QSignalSpy finished(&job, &Job::finished);
  QMetaObject::invokeMethod(&job, &Job::cancel, Qt::QueuedConnection);
  runToEnd(job);
  EXPECT_EQ(finished[0][0].value<Outcome>(), Outcome::cancelled);
}

}  // namespace
