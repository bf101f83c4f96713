#include "ui/jobs/job_bar.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QEventLoop>
#include <QLabel>
#include <QProgressBar>
#include <QSignalSpy>
#include <QToolButton>

#include "tests/ui/accessible.h"
#include "tests/ui/screenshot.h"
#include "ui/jobs/job_words.h"
#include "ui/theme/theme.h"

namespace {

using base::Outcome;
using ui::Job;

// Reports once and goes on until it is stopped.
class Busy {
 public:
  Busy(const QString& title, base::Progress progress)
      : job(
            title,
            [progress](const base::OnProgress& report, std::stop_token stop) {
              report(progress);
              std::mutex mutex;
              std::condition_variable_any never;
              std::unique_lock lock(mutex);
              never.wait(lock, stop, [] { return false; });
              return Outcome::cancelled;
            },
            nullptr) {}
  void startAndReport() {
    QEventLoop loop;
    QObject::connect(&job, &Job::progressed, &loop, &QEventLoop::quit);
    job.start();
    loop.exec();
  }
  Job job;
};

void waitForEnd(Job& job) {
  QEventLoop loop;
  QObject::connect(&job, &Job::finished, &loop, &QEventLoop::quit);
  loop.exec();
}

QString allText(const QWidget& widget) {
  QStringList texts;
  for (const QLabel* label : widget.findChildren<QLabel*>())
    if (label->isVisibleTo(&widget)) texts << label->text();
  return texts.join('|');
}

QToolButton* button(const QWidget& widget, const QString& name) {
  for (QToolButton* b : widget.findChildren<QToolButton*>())
    if (b->accessibleName() == name) return b;
  return nullptr;
}

TEST(JobBar, ShowsWhatTheJobDoesHowFarItIsAndHowLongItWillTake) {
  ui::JobBar bar;
  EXPECT_TRUE(bar.isHidden());
  Busy busy("Export talk.mp4", {base::Stage::render, 250, 1000, 38.2, 118.0});
  bar.watch(&busy.job);
  busy.startAndReport();
  EXPECT_FALSE(bar.isHidden());
  EXPECT_EQ(allText(bar), "Export talk.mp4: Painting and encoding|38 pictures/s, about 2 min left");
  EXPECT_EQ(bar.findChild<QProgressBar*>()->value(), 250);
}

TEST(JobBar, PausesAndGoesOnAndCancels) {
  ui::JobBar bar;
  Busy busy("Dub", {base::Stage::dub, 1, 2, 0, std::nullopt});
  bar.watch(&busy.job);
  busy.startAndReport();
  ASSERT_NE(button(bar, "Pause"), nullptr);
  button(bar, "Pause")->click();
  EXPECT_TRUE(busy.job.isPaused());
  EXPECT_TRUE(allText(bar).contains("paused"));
  ASSERT_NE(button(bar, "Go on"), nullptr);
  button(bar, "Go on")->click();
  EXPECT_FALSE(busy.job.isPaused());
  button(bar, "Cancel")->click();
  EXPECT_FALSE(button(bar, "Cancel")->isEnabled()) << "once is enough";
  waitForEnd(busy.job);
  EXPECT_TRUE(bar.isHidden());
}

TEST(JobBar, ShowsTheNewestOfSeveralJobsAndHowManyMoreThereAre) {
  ui::JobBar bar;
  auto first = std::make_unique<Busy>("First", base::Progress{base::Stage::analyse, 0, 0, 0, std::nullopt});
  Busy second("Second", {base::Stage::dub, 1, 2, 0, std::nullopt}),
      third("Third", {base::Stage::dub, 1, 2, 0, std::nullopt});
  for (Busy* busy : {first.get(), &second, &third}) bar.watch(&busy->job);
  EXPECT_EQ(allText(bar), "Third||+2");
  first.reset();
  EXPECT_EQ(allText(bar), "Third||+1") << "a job that is deleted leaves the bar";
  third.startAndReport();
  third.job.cancel();
  waitForEnd(third.job);
  EXPECT_EQ(allText(bar), "Second|");
}

TEST(JobBar, IsDrawnInLightAndDarkWithANameForEveryControl) {
  ui::JobBar bar;
  Busy first("Faces of talk.mp4", {base::Stage::analyse, 1, 2, 0, std::nullopt}),
      second("Export", {base::Stage::render, 1, 3, 38, 118.0});
  bar.watch(&first.job);
  bar.watch(&second.job);
  second.startAndReport();
  expectAccessible(bar);
  for (const theme::Scheme scheme : {theme::Scheme::dark, theme::Scheme::light}) {
    theme::apply(*qApp, scheme);
    bar.adjustSize();
    EXPECT_TRUE(saveScreenshot(bar, "job-bar"));
  }
}

TEST(JobBar, AStageOfUnknownLengthHasABusyBar) {
  ui::JobBar bar;
  Busy busy("Model", {base::Stage::learnFace, 0, 0, 0, std::nullopt});
  bar.watch(&busy.job);
  busy.startAndReport();
  EXPECT_EQ(bar.findChild<QProgressBar*>()->maximum(), 0);
}

TEST(JobWords, EveryStageHasAName) {
  using enum base::Stage;
  for (const base::Stage stage : {analyse, learnFace, setSpeech, dub, render, write, verify, importModel})
    EXPECT_NE(ui::stageName(stage), "") << base::name(stage);
  EXPECT_EQ(ui::stageName(none), "");
}

TEST(JobWords, TimeLeftIsAsRoughAsItIsCertain) {
  EXPECT_EQ(ui::timeLeft(4), "a few seconds left");
  EXPECT_EQ(ui::timeLeft(37), "about 40 s left");
  EXPECT_EQ(ui::timeLeft(57), "about 1 min left");
  EXPECT_EQ(ui::timeLeft(118), "about 2 min left");
  EXPECT_EQ(ui::timeLeft(7900), "about 2 h 12 min left");
}

TEST(JobWords, ThousandthsOfAStageAreNotCalledPictures) {
  EXPECT_EQ(ui::paceOf({base::Stage::write, 500, 1000, 120, 4.0}), "a few seconds left");
  EXPECT_EQ(ui::paceOf({base::Stage::dub, 5, 10, 7.5, std::nullopt}), "7.5 pictures/s");
  EXPECT_EQ(ui::paceOf({base::Stage::dub, 5, 10, 0, std::nullopt}), "");
}

}  // namespace
