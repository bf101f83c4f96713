#include "ui/exporting/export_dialog.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>
#include <QTimer>
#include <fstream>

#include "core/project/edit.h"
#include "tests/support/temp_folder.h"
#include "tests/ui/accessible.h"
#include "tests/ui/screenshot.h"
#include "ui/base/document.h"
#include "ui/exporting/export_problems.h"
#include "ui/exporting/export_words.h"
#include "ui/theme/theme.h"

namespace {

namespace fs = std::filesystem;

// A project of a video with one line, both of which are there as files of a few bytes.
class ExportDialogTest : public testing::Test {
 protected:
  ExportDialogTest() {
    dub::Project project;
    project.video = file("talk.mp4");
    dub::addClip(project, dub::addTake(project, file("line.wav"), 2), 0, 1);
    document.reset(project, {});
    probe.path = project.video;
    probe.durationSec = 10;
    probe.video =
        media::VideoInfo{.width = 640, .height = 360, .codec = "h264", .frames = 250, .durationSec = 10};
    probe.video->frameRate = {25, 1};
    probe.video->timeBase = {1, 25};
  }
  fs::path file(const std::string& name) const {
    std::ofstream(folder.path() / name) << "not empty";
    return folder.path() / name;
  }
  void open() {
    dialog = std::make_unique<ui::ExportDialog>(document, probe);
    dialog->show();
  }
  template <class Widget>
  Widget& control(const QString& name) const {
    for (Widget* widget : dialog->findChildren<Widget*>())
      if (widget->accessibleName() == name) return *widget;
    throw std::runtime_error("no control is called " + name.toStdString());
  }
  void name(const fs::path& path) const {
    control<QLineEdit>("File").setText(QString::fromStdString(path.string()));
  }
  bool canExport() const { return control<QPushButton>("Export").isEnabled(); }
  bool isShown(const QString& part) const {
    for (const QLabel* label : dialog->findChildren<QLabel*>())
      if (label->isVisible() && label->text().contains(part)) return true;
    return false;
  }
  // Presses the button of this text when the dialog asks something; tells whether it did.
  bool acceptAndAnswer(const QString& text) const {
    bool wasAsked = false;
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, [&] {
      const auto* question = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
      if (question == nullptr) return;
      wasAsked = true;
      for (QAbstractButton* button : question->buttons())
        if (button->text().remove('&') == text) button->click();
    });
    timer.start(0);
    dialog->accept();
    return wasAsked;
  }

  test_support::TempFolder folder;
  ui::Document document;
  media::Probe probe;
  std::unique_ptr<ui::ExportDialog> dialog;
};

TEST_F(ExportDialogTest, ProposesAFileThatCanBeWrittenAtOnce) {
  open();
  EXPECT_EQ(dialog->output().parent_path(), folder.path());
  EXPECT_NE(dialog->output(), document.project().video);
  EXPECT_TRUE(canExport());
  EXPECT_TRUE(isShown("About "));
}

TEST_F(ExportDialogTest, EnterExportsAndEscapeDoesNot) {
  open();
  QTest::keyClick(dialog.get(), Qt::Key_Return);
  EXPECT_EQ(dialog->result(), QDialog::Accepted);
  EXPECT_EQ(document.project().exporting.file, dialog->output());
  open();
  QTest::keyClick(dialog.get(), Qt::Key_Escape);
  EXPECT_FALSE(dialog->isVisible());
  EXPECT_EQ(dialog->result(), QDialog::Rejected);
}

TEST_F(ExportDialogTest, WhatCannotWorkIsSaidInWordsAndCannotBeStarted) {
  open();
  name(document.project().video);
  EXPECT_FALSE(canExport()) << "over the source";
  name(folder.path() / "no" / "such" / "folder" / "out.mp4");
  EXPECT_FALSE(canExport());
  EXPECT_TRUE(isShown("There is no folder"));
  name("");
  EXPECT_FALSE(canExport());
  EXPECT_TRUE(isShown("Give the file a name"));
  name("out.mp4");
  EXPECT_FALSE(canExport());
  EXPECT_TRUE(isShown("Choose a folder"));
  QTest::keyClick(dialog.get(), Qt::Key_Return);
  EXPECT_TRUE(dialog->isVisible()) << "Enter starts nothing that cannot work";
  name(folder.path() / "out.mp4");
  EXPECT_TRUE(canExport());
  document.edit("Delete", [](dub::Project& p) { dub::removeClip(p, p.clips[0].id); });
  EXPECT_FALSE(canExport());
  EXPECT_TRUE(isShown("There is no line yet"));
}

TEST_F(ExportDialogTest, TooLittleSpaceIsSaidWithBothSizes) {
  const fs::path output = folder.path() / "out.mp4";
  EXPECT_EQ(ui::exportProblem(document.project(), output, 1000, 1000), "");
  const QString problem = ui::exportProblem(document.project(), output, 3'000'000'000, 1'000'000);
  EXPECT_TRUE(problem.contains(ui::dataSize(3'000'000'000))) << problem.toStdString();
  EXPECT_TRUE(problem.contains(ui::dataSize(1'000'000)));
}

TEST_F(ExportDialogTest, AnotherFormatKeepsTheNameAndChangesTheEnding) {
  open();
  name(folder.path() / "mine.mp4");
  QComboBox& format = control<QComboBox>("Format");
  ASSERT_EQ(format.count(), static_cast<int>(dub::exportPresets().size()));
  format.setCurrentIndex(format.findData("prores"));
  Q_EMIT format.activated(format.currentIndex());
  EXPECT_EQ(document.project().exporting.preset, "prores");
  EXPECT_EQ(dialog->preset().id, "prores");
  EXPECT_EQ(dialog->output(), folder.path() / "mine.mov");
  EXPECT_TRUE(isShown(ui::presetAbout("prores")));
}

TEST_F(ExportDialogTest, SoundSettingsAreThoseOfTheProject) {
  open();
  document.edit("Loudness", [](dub::Project& p) { p.settings.loudnessLufs = -16; });
  EXPECT_EQ(control<QComboBox>("Loudness").currentData(), -16.0);
  QComboBox& mix = control<QComboBox>("Original sound");
  mix.setCurrentIndex(1);
  Q_EMIT mix.activated(1);
  EXPECT_EQ(document.project().settings.mix, media::Mix::over);
}

TEST_F(ExportDialogTest, ARangeCanBeChosenOnlyWhereThereIsOne) {
  open();
  EXPECT_FALSE(control<QAbstractButton>("Range only").isEnabled());
  document.edit("In", [](dub::Project& p) { p.inSec = 1; });
  ASSERT_TRUE(control<QAbstractButton>("Range only").isEnabled());
  control<QAbstractButton>("Range only").click();
  EXPECT_TRUE(document.project().exporting.rangeOnly);
}

TEST_F(ExportDialogTest, AFileIsReplacedOnlyWhenTheUserSaysSo) {
  open();
  name(file("earlier.mp4"));
  EXPECT_TRUE(canExport());
  EXPECT_TRUE(acceptAndAnswer("Cancel"));
  EXPECT_TRUE(dialog->isVisible());
  EXPECT_TRUE(acceptAndAnswer("Replace"));
  EXPECT_EQ(dialog->result(), QDialog::Accepted);
}

TEST_F(ExportDialogTest, EveryControlHasANameAndCanBeReached) {
  open();
  expectAccessible(*dialog);
}

TEST_F(ExportDialogTest, EveryPresetHasANameAndSaysWhatItIsGoodFor) {
  for (const dub::ExportPreset& preset : dub::exportPresets()) {
    EXPECT_NE(ui::presetName(preset.id), QString::fromStdString(preset.id));
    EXPECT_TRUE(ui::presetAbout(preset.id).endsWith('.')) << preset.id;
  }
}

TEST_F(ExportDialogTest, IsDrawnInLightAndDark) {
  open();
  for (const theme::Scheme scheme : {theme::Scheme::dark, theme::Scheme::light}) {
    theme::apply(*qApp, scheme);
    EXPECT_TRUE(saveScreenshot(*dialog, "export"));
  }
  name(folder.path() / "no" / "such" / "folder" / "out.mp4");
  EXPECT_TRUE(saveScreenshot(*dialog, "export-problem"));
}

}  // namespace
