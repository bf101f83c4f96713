#include "ui/record/record_panel.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include "core/base/detached.h"
#include "core/base/error.h"
#include "core/project/edit.h"
#include "tests/ui/accessible.h"
#include "tests/ui/record_stage.h"
#include "tests/ui/screenshot.h"
#include "ui/record/level_meter.h"
#include "ui/record/take_list.h"
#include "ui/theme/theme.h"

namespace {

using record_stage::Stage;
using ui::RecordState;

const std::vector<audio::Device> kDevices{
    {.name = "Built-in Audio", .host = "ALSA", .inputs = 2, .outputs = 2, .isDefaultInput = true},
    {.name = "USB Microphone: Audio (hw:1,0)", .host = "ALSA", .inputs = 1},
    {.name = "Loudspeakers", .host = "ALSA", .outputs = 2}};

// A panel with a stage behind it.
class RecordPanelTest : public testing::Test {
 protected:
  ~RecordPanelTest() override {  // waits for threads that use the test
    panel.reset();
    base::waitForDetached(base::Worth::throwAway, std::chrono::minutes(1));
  }
  void show(std::vector<audio::Device> found = kDevices) {
    devices = std::move(found);
    panel = std::make_unique<ui::RecordPanel>(
        stage.document, *stage.session,
        ui::RecordPanel::Parts{[this] { return devices; },
                               [this](const ui::RecordSettings&) { return measured; }});
    panel->resize(340, 720);
    QSignalSpy looked(panel->findChild<ui::MicrophoneBox*>(), &ui::MicrophoneBox::looked);
    panel->show();
    ASSERT_TRUE(looked.wait());
  }
  QAbstractButton* button(const QString& text) {
    for (auto* each : panel->findChildren<QAbstractButton*>())
      if (each->text().remove('&').startsWith(text) || each->accessibleName() == text) return each;
    return nullptr;
  }
  QComboBox* box(const QString& name) {
    for (auto* each : panel->findChildren<QComboBox*>())
      if (each->accessibleName() == name) return each;
    return nullptr;
  }
  ui::TakeList& list() { return *panel->findChild<ui::TakeList*>(); }
  // A line with three takes, and one that belongs to none.
  int addLine() {
    int line = 0;
    stage.document.edit("Line", [&](dub::Project& project) {
      for (int i = 1; i <= 4; ++i)
        dub::addTake(project, "/takes/" + std::to_string(i) + ".wav", 3 + i, "2026-11-27 14:03:22");
      for (dub::Take& take : project.takes) take.name = "Take " + std::to_string(take.id);
      line = dub::addClip(project, 1, 0, 3, 1, 3);
      dub::addAlternative(project, line, 2);
      dub::addAlternative(project, line, 3);
    });
    panel->setLine(line);
    return line;
  }
  int heard() { return stage.document.project().clips.at(0).take; }

  Stage stage;
  std::vector<audio::Device> devices;
  std::optional<double> measured = 0.043;
  std::unique_ptr<ui::RecordPanel> panel;
};

TEST_F(RecordPanelTest, WithoutAMicrophoneTheButtonSaysWhy) {
  show({});
  QAbstractButton* record = button("Record");
  EXPECT_FALSE(record->isEnabled());
  EXPECT_EQ(record->toolTip(), "No microphone was found: plug one in and press Refresh.");
  EXPECT_EQ(record->accessibleDescription(), record->toolTip());
  devices = kDevices;
  QSignalSpy looked(panel->findChild<ui::MicrophoneBox*>(), &ui::MicrophoneBox::looked);
  button("Refresh")->click();
  EXPECT_EQ(box("Microphone")->currentText(), "Searching...");
  ASSERT_TRUE(looked.wait());
  EXPECT_TRUE(record->isEnabled());
}

TEST_F(RecordPanelTest, AMicrophoneThatCannotBeOpenedIsNotTriedForEver) {
  stage.hasMicrophone = false;  // though it is listed
  show();
  int looked = 0;
  QObject::connect(panel->findChild<ui::MicrophoneBox*>(), &ui::MicrophoneBox::looked, [&] { ++looked; });
  ASSERT_TRUE(QTest::qWaitFor([&] { return looked == 1; }));  // once more, after it failed
  EXPECT_TRUE(button("Record")->toolTip().contains("plug one in and choose it"));
  EXPECT_FALSE(button("Record")->isEnabled());
  stage.hasMicrophone = true;
  button("Refresh")->click();
  ASSERT_TRUE(QTest::qWaitFor([&] { return looked == 2; }));
  QSignalSpy level(stage.session.get(), &ui::RecordSession::levelChanged);
  ASSERT_TRUE(level.wait());
  EXPECT_TRUE(button("Record")->isEnabled());
}

TEST_F(RecordPanelTest, OffersMicrophonesAloneAndKeepsOneThatIsNotConnected) {
  show();
  ASSERT_EQ(box("Microphone")->count(), 3);
  panel->setSettings({.device = "Studio", .folder = stage.folder / "takes"});
  EXPECT_EQ(box("Microphone")->currentText(), "Studio (not connected)");
  EXPECT_FALSE(button("Record")->isEnabled());
  EXPECT_TRUE(button("Record")->toolTip().contains("Studio"));
}

TEST_F(RecordPanelTest, AChoiceReachesTheSessionAndThePreferences) {
  show();
  QSignalSpy changed(panel.get(), &ui::RecordPanel::preferencesChanged);
  box("Channel")->setCurrentIndex(2);
  Q_EMIT box("Channel")->activated(2);
  button("Three beeps")->click();
  panel->findChild<QDoubleSpinBox*>()->setValue(12.5);
  EXPECT_EQ(changed.count(), 3);
  const ui::RecordSettings& settings = stage.session->settings();
  EXPECT_EQ(settings.channel, 1);
  EXPECT_FALSE(settings.countIn);
  EXPECT_EQ(settings.latencyMs, 12.5);
  EXPECT_EQ(settings.folder, stage.folder / "takes");
}

TEST_F(RecordPanelTest, TheButtonRecordsAndStops) {
  show();
  stage.playback.playhead = 4;
  panel->hide();  // not listening: the stage opens its microphone for the take
  ASSERT_TRUE(stage.record());
  QAbstractButton* stop = button("Stop");
  ASSERT_NE(stop, nullptr);
  stage.advance(1);
  stop->click();
  ASSERT_TRUE(stage.finish());
  EXPECT_NE(button("Record"), nullptr);
  ASSERT_EQ(stage.document.project().clips.size(), 1u);
  EXPECT_EQ(list().currentTake(), heard()) << "the new line's takes are shown";
}

TEST_F(RecordPanelTest, KeysRateUseAndRemoveATake) {
  show();
  addLine();
  list().choose(2);
  QTest::keyClick(&list(), Qt::Key_4);
  EXPECT_EQ(stage.document.project().take(2)->rating, 4);
  QTest::keyClick(&list(), Qt::Key_0);
  EXPECT_EQ(stage.document.project().take(2)->rating, 0);
  QTest::keyClick(&list(), Qt::Key_Return);
  EXPECT_EQ(heard(), 2);
  list().choose(4);
  QTest::keyClick(&list(), Qt::Key_Delete);
  EXPECT_EQ(stage.document.project().take(4), nullptr);
  stage.document.history().undo();
  EXPECT_NE(stage.document.project().take(4), nullptr);
}

TEST_F(RecordPanelTest, KeysOfTheListAreNotTakenByActionsOfTheWindow) {
  show();
  addLine();
  list().choose(2);
  QKeyEvent key(QEvent::ShortcutOverride, Qt::Key_1, Qt::NoModifier, "1");
  key.ignore();
  QApplication::sendEvent(&list(), &key);
  EXPECT_TRUE(key.isAccepted());
}

TEST_F(RecordPanelTest, AClickOnAStarRates) {
  show();
  addLine();
  list().choose(3);
  const QRect cell = list().visualItemRect(list().currentItem());
  const int left = list().header()->sectionViewportPosition(2), width = list().header()->sectionSize(2);
  const double star = list().fontMetrics().horizontalAdvance(ui::stars(5)) / 5.0;
  ASSERT_LE(5 * star, width);
  QTest::mouseClick(list().viewport(), Qt::LeftButton, {},
                    QPoint(left + 3 + int(star * 2.5), cell.center().y()));
  EXPECT_EQ(stage.document.project().take(3)->rating, 3);
}

TEST_F(RecordPanelTest, NextAndPreviousGoRoundTheTakesOfTheLine) {
  show();
  addLine();
  panel->nextTake();
  EXPECT_EQ(heard(), 2);
  panel->previousTake();
  panel->previousTake();
  EXPECT_EQ(heard(), 3);
  button("Next take")->click();
  EXPECT_EQ(heard(), 1);
}

TEST_F(RecordPanelTest, PlayUsesTheTakeAndAsksForTheLine) {
  show();
  addLine();
  list().choose(3);
  QSignalSpy play(panel.get(), &ui::RecordPanel::playRequested);
  button("Play")->click();
  EXPECT_EQ(heard(), 3);
  ASSERT_EQ(play.count(), 1);
  EXPECT_EQ(play.at(0).at(0).toDouble(), 3);
  EXPECT_EQ(play.at(0).at(1).toDouble(), 5);
}

TEST_F(RecordPanelTest, ATakeThatALineUsesCannotBeRemoved) {
  show();
  addLine();
  list().choose(1);
  EXPECT_FALSE(button("Remove")->isEnabled());
  EXPECT_TRUE(button("Remove")->toolTip().contains("uses"));
  list().choose(2);
  EXPECT_TRUE(button("Remove")->isEnabled());
}

TEST_F(RecordPanelTest, ATakeIsRenamedButNotToNothing) {
  show();
  addLine();
  list().choose(2);
  list().currentItem()->setText(0, "  Best one ");
  QCoreApplication::processEvents();
  EXPECT_EQ(stage.document.project().take(2)->name, "Best one");
  list().currentItem()->setText(0, " ");
  QCoreApplication::processEvents();
  EXPECT_EQ(stage.document.project().take(2)->name, "Best one");
  EXPECT_EQ(list().currentItem()->text(0), "Best one");
}

TEST_F(RecordPanelTest, LatencyIsMeasuredAfterAWordOnHow) {
  show();
  const auto measure = [&] {
    button("Measure...")->click();
    auto* question = panel->findChild<QMessageBox*>();
    EXPECT_TRUE(question->text().contains("headphones"));
    for (QAbstractButton* each : question->buttons())
      if (question->buttonRole(each) == QMessageBox::AcceptRole) each->click();
  };
  measure();
  auto* value = panel->findChild<QDoubleSpinBox*>();
  ASSERT_TRUE(QTest::qWaitFor([&] { return value->value() == 43; }));
  EXPECT_EQ(stage.session->settings().latencyMs, 43);
}

TEST_F(RecordPanelTest, EveryControlHasANameAndAWayByKeyboard) {
  show();
  addLine();
  expectAccessible(*panel);
}

TEST_F(RecordPanelTest, LooksRightInBothThemes) {
  for (const theme::Scheme scheme : {theme::Scheme::light, theme::Scheme::dark}) {
    theme::apply(*qApp, scheme);
    show();
    if (stage.document.project().clips.empty()) addLine();
    panel->setLine(stage.document.project().clips[0].id);
    stage.document.edit("Rate", [](dub::Project& project) {
      dub::rate(project, 1, 4);
      dub::rate(project, 3, 2);
    });
    QCoreApplication::processEvents();  // the layout
    auto* meter = panel->findChild<ui::LevelMeter*>();
    meter->setLevel({.peak = 0.2F, .held = 0.6F, .hasClipped = scheme == theme::Scheme::dark});
    EXPECT_TRUE(saveScreenshot(*panel, "record-panel"));
    show({});
    QCoreApplication::processEvents();
    EXPECT_TRUE(saveScreenshot(*panel, "record-panel-no-microphone"));
  }
  theme::apply(*qApp, theme::Scheme::light);
}

}  // namespace
