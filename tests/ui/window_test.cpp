#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QDropEvent>
#include <QLabel>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTest>
#include <QTimer>
#include <QUrl>
#include <algorithm>
#include <filesystem>

#include "core/project/edit.h"
#include "tests/ui/accessible.h"
#include "tests/ui/screenshot.h"
#include "tests/ui/window_stage.h"
#include "ui/dialogs/models_dialog.h"
#include "ui/exporting/export_queue.h"
#include "ui/preview/preview.h"
#include "ui/timeline/timeline.h"
#include "ui/window/notice_bar.h"

namespace {

using dub::FrameState;

QUrl urlOf(const std::filesystem::path& file) {
  return QUrl::fromLocalFile(QString::fromStdString(file.string()));
}

QImage grabbed(ui::Preview& preview) { return preview.grab().toImage(); }

TEST(Window, TheEmptyOneOffersWhatToDoAndLeavesTheRestDisabled) {
  WindowStage stage;
  EXPECT_FALSE(stage.window().actions()["dub"]->isEnabled());
  EXPECT_FALSE(stage.window().actions()["export"]->isEnabled());
  EXPECT_TRUE(stage.window().actions()["open"]->isEnabled());
  EXPECT_FALSE(stage.window().timeline().isVisible());
}

TEST(Window, FilesDroppedOnItAreAnnouncedAndThenUsed) {
  WindowStage stage;
  QMimeData data;
  data.setUrls({urlOf(stage.film()), urlOf(stage.speech())});
  QWidget& window = stage.window();
  QDragEnterEvent enter({200, 200}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QCoreApplication::sendEvent(&window, &enter);
  ASSERT_TRUE(enter.isAccepted());
  const auto announcement = [&] {
    for (const QLabel* label : window.findChildren<QLabel*>())
      if (label->text().contains("becomes the picture") && label->text().contains("becomes the speech"))
        return true;
    return false;
  };
  ASSERT_TRUE(waitFor(announcement));
  QDropEvent drop({200, 200}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QCoreApplication::sendEvent(&window, &drop);
  EXPECT_FALSE(announcement());
  EXPECT_EQ(stage.project().video, stage.film());
  ASSERT_EQ(stage.project().clips.size(), 1u);
  ASSERT_TRUE(waitFor([&] { return stage.workspace().clip().analysis() != nullptr; }));
  EXPECT_TRUE(stage.window().timeline().isVisible());
}

TEST(Window, WhatCannotBeUsedIsRefusedWithAReasonBeforeItIsLetGo) {
  WindowStage stage;
  const auto text = stage.folder() / "notes.txt";
  QFile file(QString::fromStdString(text.string()));
  ASSERT_TRUE(file.open(QIODevice::WriteOnly));
  file.write("words");
  file.close();
  QMimeData data;
  data.setUrls({urlOf(text)});
  QDragEnterEvent enter({200, 200}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QCoreApplication::sendEvent(&stage.window(), &enter);
  const auto isRefused = [&] {
    QDragMoveEvent move({210, 210}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&stage.window(), &move);
    return !move.isAccepted();
  };
  EXPECT_TRUE(waitFor(isRefused));
  EXPECT_TRUE(stage.project().video.empty());
}

TEST(Window, AModelThatIsNotThereIsToldWithAButtonThatOpensTheModels) {
  WindowStage stage(true);
  ASSERT_TRUE(stage.load());
  stage.workspace().document().edit("model", [](dub::Project& p) { p.settings.model = "gone"; });
  stage.trigger("dub");
  ui::NoticeBar& notices = stage.window().notices();
  ASSERT_TRUE(waitFor([&] { return notices.text().startsWith("There is no model gone."); }))
      << qPrintable(notices.text());
  auto* button = notices.findChild<QPushButton*>();
  EXPECT_EQ(button->text(), "Models");
  EXPECT_EQ(stage.window().findChild<ui::ModelsDialog*>(), nullptr);
  button->click();
  ASSERT_NE(stage.window().findChild<ui::ModelsDialog*>(), nullptr);
  EXPECT_TRUE(stage.window().findChild<ui::ModelsDialog*>()->isVisible());
  EXPECT_EQ(notices.text(), "");
}

TEST(Window, AnExportThatFailsOffersAnotherPlace) {
  WindowStage stage;
  Q_EMIT stage.window().exports().failed("/out/talk.mp4", {.fault = base::Fault::diskFull});
  auto* button = stage.window().notices().findChild<QPushButton*>();
  EXPECT_EQ(button->text(), "Export");
  QSignalSpy exported(stage.window().actions()["export"], &QAction::triggered);
  stage.window().actions()["export"]->setEnabled(true);  // without a video it does nothing
  button->click();
  EXPECT_EQ(exported.count(), 1);
}

TEST(Window, FindsNoFileMissingWhereNoneIs) {
  WindowStage stage;
  stage.trigger("find-missing");
  EXPECT_EQ(stage.window().statusBar()->currentMessage(), "Every file of the project is there.");
}

TEST(Window, CopiedFilesCanBePasted) {
  WindowStage stage;
  auto* data = new QMimeData;
  data->setUrls({urlOf(stage.speech())});
  QGuiApplication::clipboard()->setMimeData(data);
  stage.trigger("paste-files");
  EXPECT_TRUE(waitFor([&] { return stage.project().clips.size() == 1; }));
}

TEST(Window, DubsWithTheBuiltInModelAndShowsTheNewMouthBeforeAnyExport) {
  WindowStage stage(true);
  ASSERT_TRUE(stage.load());
  ui::Preview& preview = stage.window().preview();
  ui::DubSession& dubbing = stage.workspace().dubbing();
  EXPECT_EQ(dubbing.count(FrameState::done), 0);
  EXPECT_GT(dubbing.count(FrameState::todo), 60);
  stage.workspace().transport().seek(20);
  QSignalSpy finished(&dubbing, &ui::DubSession::finished);
  stage.trigger("dub");
  EXPECT_TRUE(stage.window().actions()["cancel-dub"]->isEnabled());
  ASSERT_TRUE(waitFor([&] { return finished.count() == 1; })) << qPrintable(stage.window().notices().text());
  EXPECT_EQ(dubbing.count(FrameState::todo), 0);
  QImage dubbed;
  QObject::connect(&stage.workspace().transport(), &ui::Transport::shown, &preview,
                   [&](media::FrameNo, const QImage&, const QImage& picture, bool) { dubbed = picture; });
  stage.workspace().transport().refresh();
  ASSERT_TRUE(waitFor([&] { return !dubbed.isNull(); }));
  stage.trigger("view-dubbed");
  const QImage after = grabbed(preview);
  stage.trigger("view-original");
  EXPECT_NE(grabbed(preview), after);
}

TEST(Window, AnEditLeavesOnlyItsOwnPicturesToDo) {
  WindowStage stage;
  ASSERT_TRUE(stage.load());
  stage.workspace().document().edit("Keep the mouth in pauses", [](dub::Project& p) {
    p.settings.silence = dub::Silence::keep;
    p.clips[0].outSec = 0.5;
    dub::addClip(p, p.clips[0].take, 0, 1.8, 0, 0.5);
  });
  ui::DubSession& dubbing = stage.workspace().dubbing();
  QSignalSpy finished(&dubbing, &ui::DubSession::finished);
  stage.trigger("dub");
  ASSERT_TRUE(waitFor([&] { return finished.count() == 1; }));
  const int done = dubbing.count(FrameState::done);
  ASSERT_GT(done, 0);
  QSignalSpy planned(&dubbing, &ui::DubSession::statesChanged);
  stage.workspace().document().edit("Louder", [](dub::Project& p) { p.clips[1].gainDb = -6; });
  ASSERT_TRUE(waitFor([&] { return dubbing.count(FrameState::stale) > 0; }));
  EXPECT_GT(dubbing.count(FrameState::done), 0);  // those of the first line
  EXPECT_LT(dubbing.count(FrameState::stale), done);
  stage.trigger("undo");
  EXPECT_TRUE(waitFor([&] { return dubbing.count(FrameState::done) == done; }));
}

TEST(Window, CancelledDubbingKeepsWhatIsMade) {
  WindowStage stage(true);
  ASSERT_TRUE(stage.load());
  ui::DubSession& dubbing = stage.workspace().dubbing();
  stage.trigger("dub");
  ASSERT_TRUE(waitFor([&] { return dubbing.count(FrameState::done) > 0; }));
  stage.trigger("cancel-dub");
  ASSERT_TRUE(waitFor([&] { return !dubbing.isDubbing(); }));
  EXPECT_GT(dubbing.count(FrameState::done), 0);
}

TEST(Window, AnExportIsCheckedAndACancelledOneLeavesNoFile) {
  WindowStage stage(true);
  ASSERT_TRUE(stage.load());
  ui::ExportQueue& exports = stage.window().exports();
  const auto output = stage.folder() / "out.mp4";
  QSignalSpy finished(&exports, &ui::ExportQueue::finished);
  exports.add(stage.project(), dub::exportPreset("h264-small"), output, stage.workspace().renderOptions());
  ASSERT_TRUE(waitFor([&] { return finished.count() == 1; }));
  EXPECT_TRUE(finished[0][1].toBool());
  EXPECT_TRUE(std::filesystem::exists(output));

  const auto other = stage.folder() / "cancelled.mp4";
  exports.add(stage.project(), dub::exportPreset("h264-high"), other, stage.workspace().renderOptions());
  ASSERT_TRUE(waitFor([&] { return exports.jobs() == 1; }));
  exports.cancelAll();
  ASSERT_TRUE(waitFor([&] { return exports.jobs() == 0; }));
  for (const auto& entry : std::filesystem::directory_iterator(stage.folder().path()))
    EXPECT_EQ(entry.path(), output) << "left behind";
}

TEST(Window, KeysMoveThroughTheFilm) {
  WindowStage stage;
  ASSERT_TRUE(stage.load());
  ui::Transport& transport = stage.workspace().transport();
  ui::MainWindow& window = stage.window();
  window.activateWindow();
  const auto press = [&](Qt::Key key, Qt::KeyboardModifiers with = {}) {
    QTest::keyClick(&window, key, with);
  };
  press(Qt::Key_Right);
  press(Qt::Key_Right);
  EXPECT_EQ(transport.frame(), 2);
  press(Qt::Key_Right, Qt::ShiftModifier);
  EXPECT_EQ(transport.frame(), 27);
  press(Qt::Key_Left);
  EXPECT_EQ(transport.frame(), 26);
  press(Qt::Key_I);
  press(Qt::Key_End);
  EXPECT_EQ(transport.frame(), transport.frames() - 1);
  press(Qt::Key_O);
  ASSERT_TRUE(stage.project().inSec && stage.project().outSec);
  EXPECT_NEAR(*stage.project().inSec, 26 / 25.0, 1e-6);
  EXPECT_NEAR(*stage.project().outSec, transport.duration(), 1e-6);
  EXPECT_EQ(stage.workspace().range(), std::make_pair(media::FrameNo{26}, transport.frames() - 1));
  press(Qt::Key_Home);
  EXPECT_EQ(transport.frame(), 0);
  press(Qt::Key_M);
  EXPECT_EQ(stage.project().markers.size(), 1u);
  press(Qt::Key_Space);
  EXPECT_TRUE(transport.isPlaying());
  EXPECT_TRUE(waitFor([&] { return transport.frame() > 5; }));
  press(Qt::Key_K);
  EXPECT_FALSE(transport.isPlaying());
}

TEST(Window, PlaybackStopsAtTheEndAndBeginsAnewFromThere) {
  WindowStage stage;
  ASSERT_TRUE(stage.load());
  ui::Transport& transport = stage.workspace().transport();
  transport.seek(transport.frames() - 8);
  transport.play();
  ASSERT_TRUE(waitFor([&] { return !transport.isPlaying(); }));
  EXPECT_EQ(transport.frame(), transport.frames() - 1);
  transport.play();
  EXPECT_TRUE(waitFor([&] { return transport.frame() > 0 && transport.frame() < 40; }));
}

TEST(Window, AClickOnAFaceGivesItTheLines) {
  WindowStage stage;
  ASSERT_TRUE(stage.load());
  Q_EMIT stage.window().preview().faceClicked(1);
  EXPECT_EQ(stage.project().voices[0].face.id, 1);
  stage.trigger("undo");
  EXPECT_EQ(stage.project().voices[0].face.id, 0);
}

TEST(Window, SettingsAreCopiedFromProjectToProject) {
  WindowStage stage;
  stage.workspace().document().edit("Set", [](dub::Project& p) { p.settings.lips.strength = 0.7F; });
  stage.trigger("copy-settings");
  stage.workspace().document().reset({}, {});
  EXPECT_EQ(stage.project().settings.lips.strength, 1.0F);
  stage.trigger("paste-settings");
  EXPECT_FLOAT_EQ(stage.project().settings.lips.strength, 0.7F);
}

TEST(Window, AVideoThatIsNoLongerThereIsTold) {
  WindowStage stage;
  dub::Project project;
  project.video = stage.folder() / "gone.mp4";
  stage.workspace().document().reset(project, {});
  EXPECT_TRUE(waitFor([&] { return stage.window().notices().text().contains("gone.mp4"); }));
}

// Presses a button of the next question that comes up, and remembers its words.
class Answer {
 public:
  explicit Answer(QMessageBox::StandardButton button) {
    QObject::connect(&timer_, &QTimer::timeout, &timer_, [this, button] {
      auto* question = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
      if (question == nullptr) return;
      timer_.stop();
      asked_ = question->text();
      question->button(button)->click();
    });
    timer_.start(5);
  }
  const QString& asked() const { return asked_; }

 private:
  QTimer timer_;
  QString asked_;
};

TEST(Window, ClosingWithUnsavedWorkAsksAndCanBeTakenBack) {
  WindowStage stage;
  stage.workspace().document().edit("Set", [](dub::Project& p) { p.settings.lips.strength = 0.7F; });
  const Answer stay(QMessageBox::Cancel);
  EXPECT_FALSE(stage.window().close());
  EXPECT_TRUE(stay.asked().contains("unsaved"));
  const Answer discard(QMessageBox::Discard);
  EXPECT_TRUE(stage.window().close());
}

TEST(Window, ClosingWhileItWorksAsks) {
  WindowStage stage(true);
  ASSERT_TRUE(stage.load());
  stage.workspace().document().history().setClean();
  stage.trigger("dub");
  ASSERT_TRUE(stage.workspace().dubbing().isDubbing());
  const Answer stay(QMessageBox::Cancel);
  EXPECT_FALSE(stage.window().close());
  EXPECT_TRUE(stay.asked().contains("dubbing"));
  EXPECT_TRUE(stage.workspace().dubbing().isDubbing());
}

TEST(Window, ItsLayoutIsRemembered) {
  {
    WindowStage stage;
    stage.window().resize(1333, 801);
    EXPECT_TRUE(stage.window().close());
  }
  WindowStage stage;
  EXPECT_EQ(stage.window().size(), QSize(1333, 801));
}

TEST(Window, ThePreferencesOfTheProcessorReachTheModel) {
  base::Device device;
  ui::Workspace::Options options;
  options.isSilent = true;
  options.preferences.processingDevice = base::parseDevice("cpu");
  options.makeModel = [&](const std::string&, const dub::LipSettings& settings) {
    device = settings.device;
    return std::unique_ptr<dub::LipModel>();
  };
  ui::Workspace workspace(options);
  const auto make = workspace.renderOptions().makeModel;
  make("builtin", {});
  EXPECT_EQ(name(device), "cpu");
  options.preferences.processingDevice = base::parseDevice("cuda:1");
  workspace.apply(options.preferences);
  make("builtin", {});
  EXPECT_EQ(name(device), "cuda:1");
  dub::LipSettings own;
  own.device = base::parseDevice("cpu");  // the project's own choice stands
  make("builtin", own);
  EXPECT_EQ(name(device), "cpu");
}

TEST(Window, EveryControlHasANameAndIsReachable) {
  WindowStage stage;
  ASSERT_TRUE(stage.load());
  expectAccessible(stage.window());
}

}  // namespace
