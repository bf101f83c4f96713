#include "ui/exporting/export_queue.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QEventLoop>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>
#include <QUrl>
#include <latch>

#include "core/base/detached.h"
#include "tests/support/temp_folder.h"
#include "tests/ui/accessible.h"
#include "tests/ui/screenshot.h"
#include "ui/exporting/export_words.h"
#include "ui/exporting/report_card.h"
#include "ui/theme/theme.h"

namespace {

namespace fs = std::filesystem;

dub::Report goodReport() {
  dub::Report report;
  report.framesOut = 250;
  report.framesDubbed = 240;
  report.outputSec = 10;
  report.verdict.findings = {{"frames", true, "250 of 250"},
                             {"timestamps", true, "largest difference 0.00 ms"},
                             {"sound", true, "offset +0.3 ms, correlation with the mix 0.998"},
                             {"picture outside the mask", true, "PSNR 48.1 dB on average"}};
  return report;
}

dub::Report badReport() {
  dub::Report report = goodReport();
  report.verdict.findings[2] = {"sound", false, "offset +84.0 ms, correlation with the mix 0.412"};
  return report;
}

void waitUntilStopped(std::stop_token stop) {
  std::mutex mutex;
  std::condition_variable_any never;
  std::unique_lock lock(mutex);
  never.wait(lock, stop, [] { return false; });
}

// A queue whose work is what the test says, by the output's name.
class ExportQueueTest : public testing::Test {
 protected:
  ExportQueueTest() { queue.resize(420, 640); }
  std::optional<dub::Report> work(const fs::path& output, const fs::path& workFolder,
                                  const base::OnProgress& report, std::stop_token stop) {
    {
      const std::lock_guard lock(mutex);
      begun << QString::fromStdString(output.stem().string());
      workFolders.push_back(workFolder);
    }
    report({base::Stage::render, 125, 250, 31.5, 95});
    if (output.stem() == "broken") throw base::Error(base::Fault::diskFull, {}, output, "ENOSPC");
    if (output.stem() == "endless") {
      waitUntilStopped(stop);
      return std::nullopt;
    }
    return output.stem() == "bad" ? badReport() : goodReport();
  }
  void add(const std::string& name) {
    queue.add({}, dub::ExportPreset{}, folder.path() / (name + ".mp4"), {});
  }
  void runAll() {
    QEventLoop loop;
    QObject::connect(&queue, &ui::ExportQueue::jobsChanged, &loop, [&](int jobs) {
      if (jobs == 0) loop.quit();
    });
    if (queue.jobs() > 0) loop.exec();
  }
  // Until the export of this name, which has shown none yet, shows how far it is.
  void waitForProgress(const std::string& name) {
    QEventLoop loop;
    for (ui::ExportRow* row : queue.findChildren<ui::ExportRow*>())
      if (row->output().stem() == name)
        QObject::connect(&row->job(), &ui::Job::progressed, &loop, &QEventLoop::quit);
    loop.exec();
  }
  QString shown() const {
    QStringList texts;
    for (const QLabel* label : queue.findChildren<QLabel*>())
      if (label->isVisibleTo(&queue)) texts << label->text();
    return texts.join('|');
  }
  template <class Button>
  Button& button(const QString& name) const {
    for (Button* each : queue.findChildren<Button*>())
      if (each->accessibleName() == name) return *each;
    throw std::runtime_error("no button is called " + name.toStdString());
  }

  test_support::TempFolder folder;
  std::mutex mutex;
  QStringList begun;                  // by mutex
  std::vector<fs::path> workFolders;  // by mutex
  struct Settled {                    // the queue's work uses what stands above
    ~Settled() { base::waitForDetached(base::Worth::throwAway, std::chrono::minutes(1)); }
  } settled;
  ui::ExportQueue queue{
      nullptr, [this](const dub::Project&, const dub::ExportPreset&, const fs::path& output,
                      const fs::path& workFolder, const dub::RenderOptions&, const base::OnProgress& report,
                      std::stop_token stop) { return work(output, workFolder, report, stop); }};
};

TEST_F(ExportQueueTest, RunsOneAfterTheOtherInTheOrderTheyWereAdded) {
  QSignalSpy finished(&queue, &ui::ExportQueue::finished), started(&queue, &ui::ExportQueue::started);
  for (const char* name : {"one", "two", "three"}) add(name);
  EXPECT_EQ(queue.jobs(), 3);
  EXPECT_EQ(started.count(), 1) << "the others wait";
  runAll();
  EXPECT_EQ(begun, (QStringList{"one", "two", "three"}));
  ASSERT_EQ(finished.count(), 3);
  EXPECT_EQ(finished[1][0].toString().toStdString(), (folder.path() / "two.mp4").string());
  EXPECT_TRUE(finished[1][1].toBool());
  EXPECT_EQ(started.count(), 3);
}

TEST_F(ExportQueueTest, AFailedExportFindsTheSameWorkFolderWhenItIsTriedAgain) {
  for (const char* name : {"broken", "broken"}) add(name);
  runAll();
  ASSERT_EQ(workFolders.size(), 2u);
  EXPECT_EQ(workFolders[0], workFolders[1]);
  EXPECT_TRUE(fs::is_directory(workFolders[0]));
}

TEST_F(ExportQueueTest, ARunningExportShowsItsStageAndStopsWhenItIsCancelled) {
  QSignalSpy finished(&queue, &ui::ExportQueue::finished), failed(&queue, &ui::ExportQueue::failed);
  add("endless");
  waitForProgress("endless");
  EXPECT_TRUE(shown().contains("Painting and encoding: 32 pictures/s, about 2 min left"))
      << shown().toStdString();
  button<QToolButton>("Cancel the export of endless.mp4").click();
  runAll();
  EXPECT_TRUE(shown().contains("Cancelled"));
  EXPECT_EQ(finished.count() + failed.count(), 0) << "cancelled is neither";
}

TEST_F(ExportQueueTest, OneThatWaitsCanBeCancelledAndNeverBegins) {
  add("endless");
  add("two");
  add("three");
  waitForProgress("endless");
  button<QToolButton>("Cancel the export of two.mp4").click();
  EXPECT_EQ(queue.jobs(), 2);
  button<QToolButton>("Cancel the export of endless.mp4").click();
  runAll();
  EXPECT_EQ(begun, (QStringList{"endless", "three"}));
}

TEST_F(ExportQueueTest, CancellingAllStartsNoneOfThoseThatWait) {
  for (const char* name : {"endless", "two", "three"}) add(name);
  waitForProgress("endless");
  queue.cancelAll();
  runAll();
  EXPECT_EQ(begun, QStringList{"endless"});
}

TEST_F(ExportQueueTest, AFailureSaysWhatHappenedAndWhatToDoAndTheNextOneRuns) {
  QSignalSpy failed(&queue, &ui::ExportQueue::failed);
  add("broken");
  add("one");
  runAll();
  ASSERT_EQ(failed.count(), 1);
  EXPECT_EQ(failed[0][1].value<base::Problem>().fault, base::Fault::diskFull);
  EXPECT_TRUE(shown().contains("Failed: The disk is full")) << shown().toStdString();
  EXPECT_TRUE(shown().contains("Free some space"));
  EXPECT_EQ(begun, (QStringList{"broken", "one"}));
}

TEST_F(ExportQueueTest, WhatDidNotPassTheCheckIsToldAsBad) {
  QSignalSpy finished(&queue, &ui::ExportQueue::finished);
  add("bad");
  runAll();
  ASSERT_EQ(finished.count(), 1);
  EXPECT_FALSE(finished[0][1].toBool());
}

TEST_F(ExportQueueTest, DeletingTheQueueStopsWhatRuns) {
  std::latch began(1);
  bool isOver = false;
  auto other =
      std::make_unique<ui::ExportQueue>(nullptr, [&](const auto&, const auto&, const auto&, const auto&,
                                                     const auto&, const auto&, std::stop_token stop) {
        began.count_down();
        waitUntilStopped(stop);
        isOver = true;
        return std::optional<dub::Report>();
      });
  other->add({}, {}, folder.path() / "out.mp4", {});
  began.wait();
  other.reset();
  ASSERT_TRUE(base::waitForDetached(base::Worth::throwAway, std::chrono::minutes(1)));
  EXPECT_TRUE(isOver);
}

// Takes the place of the desktop.
class Desktop : public QObject {
  Q_OBJECT
 public:
  Desktop() { QDesktopServices::setUrlHandler("file", this, "open"); }
  ~Desktop() override { QDesktopServices::unsetUrlHandler("file"); }
  QStringList opened;
  Q_INVOKABLE void open(const QUrl& url) { opened << url.toLocalFile(); }
};

TEST_F(ExportQueueTest, TheFinishedFileAndItsFolderCanBeOpenedAndTheRowRemoved) {
  const Desktop desktop;
  add("one");
  runAll();
  button<QPushButton>("Open one.mp4").click();
  button<QPushButton>("Show one.mp4 in its folder").click();
  const QString place = QString::fromStdString(folder.path().string());
  EXPECT_EQ(desktop.opened, (QStringList{place + "/one.mp4", place}));
  button<QToolButton>("Remove one.mp4 from the list").click();
  QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
  EXPECT_TRUE(queue.findChildren<ui::ExportRow*>().isEmpty());
}

TEST_F(ExportQueueTest, EveryControlHasANameAndCanBeReached) {
  for (const char* name : {"one", "bad", "broken"}) add(name);
  runAll();
  expectAccessible(queue);
}

TEST_F(ExportQueueTest, IsDrawnInLightAndDark) {
  for (const char* name : {"one", "bad", "broken", "endless", "later"}) add(name);
  waitForProgress("endless");
  for (const theme::Scheme scheme : {theme::Scheme::dark, theme::Scheme::light}) {
    theme::apply(*qApp, scheme);
    EXPECT_TRUE(saveScreenshot(queue, "export-queue"));
  }
}

// Words of labels and names of marks.
QString textOf(const QWidget& card) {
  QStringList texts;
  for (const QWidget* part : card.findChildren<QWidget*>()) {
    const auto* label = qobject_cast<const QLabel*>(part);
    if (part->isVisibleTo(&card)) texts << (label == nullptr ? part->accessibleName() : label->text());
  }
  return texts.join('|');
}

QToolButton& buttonOf(const QWidget& widget, const QString& name) {
  for (QToolButton* each : widget.findChildren<QToolButton*>())
    if (each->accessibleName() == name) return *each;
  throw std::runtime_error("no button is called " + name.toStdString());
}

TEST(ReportCard, TellsInWordsThatAllIsGoodAndShowsTheNumbersWhenAsked) {
  const ui::ReportCard card(goodReport());
  EXPECT_TRUE(textOf(card).contains("everything is as it should be"));
  EXPECT_TRUE(textOf(card).contains("10.0 s, 250 pictures, 240 of them dubbed"));
  EXPECT_FALSE(textOf(card).contains("0.998"));
  buttonOf(card, "Details").click();
  EXPECT_TRUE(textOf(card).contains("Number of pictures: 250 of 250"));
  EXPECT_TRUE(textOf(card).contains("Sound together with the picture: offset +0.3 ms"));
}

TEST(ReportCard, AFindingThatIsBadIsOpenFromTheStartAndSaysSoInWords) {
  const ui::ReportCard card(badReport());
  EXPECT_TRUE(textOf(card).contains("not everything is as it should be"));
  EXPECT_TRUE(textOf(card).contains("Bad"));
  EXPECT_TRUE(textOf(card).contains("offset +84.0 ms"));
}

TEST(ReportCard, AFileThatWasNotCheckedIsNotCalledGood) {
  dub::Report report;
  report.outputSec = 2;
  const ui::ReportCard card(report);
  EXPECT_TRUE(textOf(card).contains("was not checked"));
  EXPECT_FALSE(textOf(card).contains("Good"));
}

TEST(ReportCard, TheWholeReportCanBeCopied) {
  const ui::ReportCard card(badReport());
  buttonOf(card, "Copy report").click();
  EXPECT_EQ(QGuiApplication::clipboard()->text().toStdString(), dub::toJson(badReport()));
}

TEST(ExportWords, EveryFindingOfTheCheckHasAName) {
  for (const char* what : {"frames", "timestamps", "sound", "picture outside the mask", "picture size"})
    EXPECT_NE(ui::findingName(what), what);
}

}  // namespace

#include "export_queue_test.moc"
