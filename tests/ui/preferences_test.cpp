#include "ui/preferences/preferences.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFile>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTreeWidget>
#include <future>
#include <memory>

#include "core/base/error.h"
#include "tests/ui/accessible.h"
#include "tests/ui/screenshot.h"
#include "ui/actions/actions.h"
#include "ui/jobs/job.h"
#include "ui/preferences/preferences_dialog.h"
#include "ui/preferences/shortcuts_page.h"

namespace {

using ui::Preferences;
using ui::PreferencesDialog;

Preferences unusual() {
  return {.language = "de",
          .scheme = theme::Scheme::dark,
          .playbackDevice = "Speakers, \"left\"",
          .recordDevice = "Mikrofon: ä; (hw:1,0)",
          .recordChannel = 3,
          .latencyMs = -12.5,
          .countIn = false,
          .guide = false,
          .loopRecord = true,
          .processingDevice = base::parseDevice("cuda:1"),
          .threads = 3,
          .cacheMb = 512,
          .keys = {{"play", {QKeySequence("P"), QKeySequence("Ctrl+,")}}, {"stop", {}}}};
}

class PreferencesFile : public testing::Test {
 protected:
  void SetUp() override { QFile::remove(ui::settingsFile()); }
  void TearDown() override { QFile::remove(ui::settingsFile()); }
};

TEST_F(PreferencesFile, ThatIsNotThereMeansTheDefaults) { EXPECT_EQ(ui::loadPreferences(), Preferences()); }

TEST_F(PreferencesFile, GivesBackWhatWasSaved) {
  ui::savePreferences(unusual());
  EXPECT_EQ(ui::loadPreferences(), unusual());
  ui::savePreferences({});
  EXPECT_EQ(ui::loadPreferences(), Preferences());
}

TEST_F(PreferencesFile, WithNumbersOutOfBoundsIsCorrected) {
  QSettings file(ui::settingsFile(), QSettings::IniFormat);
  file.setValue("processing/threads", 100000);
  file.setValue("processing/cacheMb", -5);
  file.setValue("sound/latencyMs", "1e9");
  file.setValue("sound/channel", -7);
  file.setValue("theme", "purple");
  file.sync();
  const Preferences loaded = ui::loadPreferences();
  EXPECT_EQ(loaded.threads, ui::kMaxThreads);
  EXPECT_EQ(loaded.cacheMb, ui::kMinCacheMb);
  EXPECT_EQ(loaded.latencyMs, ui::kMaxLatencyMs);
  EXPECT_EQ(loaded.recordChannel, -1);
  EXPECT_EQ(loaded.scheme, theme::Scheme::system);
}

TEST_F(PreferencesFile, ThatCannotBeWrittenIsAnError) {
  const QString folder =
      QString::fromStdString(std::filesystem::path(ui::settingsFile().toStdString()).parent_path().string());
  std::filesystem::remove_all(folder.toStdString());
  std::filesystem::create_directories(std::filesystem::path(folder.toStdString()).parent_path());
  QFile blocker(folder);
  ASSERT_TRUE(blocker.open(QIODevice::WriteOnly));
  EXPECT_THROW(ui::savePreferences(unusual()), base::Error);
  blocker.remove();
}

TEST(Folders, AreMadeBelowThatOfTheProgram) {
  for (const std::filesystem::path& folder : {ui::cacheFolder(), ui::takesFolder(), ui::recoveryFolder()}) {
    EXPECT_TRUE(std::filesystem::is_directory(folder)) << folder;
    EXPECT_EQ(folder.parent_path().filename(), "redub");
  }
}

const ui::PreferencesDialog::FindDevices kTwoDevices = [] {
  return std::vector<audio::Device>{
      {.name = "Speakers", .host = "ALSA", .outputs = 2, .rate = 48000, .isDefaultOutput = true},
      {.name = "Mixer", .host = "ALSA", .inputs = 8, .outputs = 8, .rate = 44100, .isDefaultInput = true}};
};

QComboBox* boxNamed(QWidget& dialog, const QString& label) {
  for (const QLabel* candidate : dialog.findChildren<QLabel*>())
    if (candidate->text().remove('&') == label) return qobject_cast<QComboBox*>(candidate->buddy());
  return nullptr;
}

TEST(PreferencesDialog, GivesBackWhatItWasGiven) {
  for (const Preferences& given : {Preferences(), unusual()}) {
    PreferencesDialog dialog(given, kTwoDevices, nullptr);
    EXPECT_EQ(dialog.preferences(), given);
    QSignalSpy known(&dialog, &PreferencesDialog::devicesKnown);
    ASSERT_TRUE(known.wait());
    if (given == Preferences()) {
      EXPECT_EQ(dialog.preferences(), given);
    }
  }
}

TEST(PreferencesDialog, OffersDevicesByWhatTheyCanDo) {
  PreferencesDialog dialog({}, kTwoDevices, nullptr);
  QSignalSpy known(&dialog, &PreferencesDialog::devicesKnown);
  ASSERT_TRUE(known.wait());
  const QComboBox* playback = boxNamed(dialog, "Playback:");
  const QComboBox* record = boxNamed(dialog, "Recording:");
  const QComboBox* channel = boxNamed(dialog, "Channel:");
  ASSERT_TRUE(playback && record && channel);
  EXPECT_EQ(playback->count(), 3);
  EXPECT_EQ(record->count(), 2);
  EXPECT_EQ(record->findData("Speakers"), -1);
  EXPECT_EQ(channel->count(), 9) << "all, and eight of the default device";
}

TEST(PreferencesDialog, KeepsADeviceThatIsNotPluggedIn) {
  PreferencesDialog dialog({.recordDevice = "USB"}, kTwoDevices, nullptr);
  QSignalSpy known(&dialog, &PreferencesDialog::devicesKnown);
  ASSERT_TRUE(known.wait());
  EXPECT_EQ(boxNamed(dialog, "Recording:")->currentText(), "USB (not connected)");
  EXPECT_EQ(dialog.preferences().recordDevice, "USB");
}

TEST(PreferencesDialog, CanBeClosedWhileDevicesAreLookedFor) {
  std::promise<void> go;
  auto dialog = std::make_unique<PreferencesDialog>(
      Preferences(),
      [&] {
        go.get_future().wait();
        return std::vector<audio::Device>{};
      },
      nullptr);
  const QList<ui::Job*> jobs = qApp->findChildren<ui::Job*>();
  ASSERT_FALSE(jobs.isEmpty());
  const ui::Job* job = jobs.back();
  dialog.reset();
  go.set_value();
  QSignalSpy gone(job, &QObject::destroyed);
  EXPECT_TRUE(gone.wait());
}

TEST(PreferencesDialog, ShowsAMeasuredLatency) {
  PreferencesDialog dialog({}, kTwoDevices, nullptr);
  dialog.setLatency(23.4);
  EXPECT_DOUBLE_EQ(dialog.preferences().latencyMs, 23.4);
}

TEST(PreferencesDialog, RefusesKeysThatTwoActionsShare) {
  PreferencesDialog dialog({.keys = {{"play", {QKeySequence("S")}}}}, kTwoDevices, nullptr);
  const auto* buttons = dialog.findChild<QDialogButtonBox*>();
  EXPECT_FALSE(buttons->button(QDialogButtonBox::Ok)->isEnabled());
  auto* page = dialog.findChild<ui::ShortcutsPage*>();
  page->choose("play");
  page->findChildren<QKeySequenceEdit*>().front()->setKeySequence(QKeySequence("P"));
  EXPECT_TRUE(buttons->button(QDialogButtonBox::Ok)->isEnabled());
  QSignalSpy applied(&dialog, &PreferencesDialog::applied);
  buttons->button(QDialogButtonBox::Ok)->click();
  ASSERT_EQ(applied.size(), 1);
  EXPECT_EQ(applied[0][0].value<Preferences>().keys, (ui::Keys{{"play", {QKeySequence("P")}}}));
}

QTreeWidgetItem* rowOf(ui::ShortcutsPage& page, const QString& name) {
  const auto found = page.findChild<QTreeWidget*>()->findItems(name, Qt::MatchExactly | Qt::MatchRecursive);
  for (QTreeWidgetItem* row : found)
    if (row->childCount() == 0) return row;
  return nullptr;
}

TEST(ShortcutsPage, NamesTheOtherActionInRed) {
  ui::ShortcutsPage page({.keys = {{"play", {QKeySequence("S")}}}});
  EXPECT_EQ(rowOf(page, "Play")->text(2), "Split");
  EXPECT_EQ(rowOf(page, "Split")->text(2), "Play");
  EXPECT_EQ(rowOf(page, "Split")->foreground(0).color(), theme::colors(page.palette()).bad);
  EXPECT_EQ(rowOf(page, "Stop")->text(2), "");
}

TEST(ShortcutsPage, GivesBackOnlyWhatDiffersFromTheDefaults) {
  ui::ShortcutsPage page({});
  Preferences preferences;
  page.choose("record");
  const auto edits = page.findChildren<QKeySequenceEdit*>();
  edits[1]->setKeySequence(QKeySequence("Ctrl+R, Ctrl+S"));
  page.read(preferences);
  EXPECT_EQ(preferences.keys, (ui::Keys{{"record", {QKeySequence("R"), QKeySequence("Ctrl+R")}}}))
      << "one stroke is one key";
  edits[0]->clear();
  edits[1]->clear();
  page.read(preferences);
  EXPECT_EQ(preferences.keys, (ui::Keys{{"record", {}}}));
  for (QPushButton* button : page.findChildren<QPushButton*>())
    if (button->text().remove('&') == "Reset") button->click();
  page.read(preferences);
  EXPECT_TRUE(preferences.keys.isEmpty());
}

TEST(ShortcutsPage, FindsActionsByNameAndKey) {
  ui::ShortcutsPage page({});
  page.findChild<QLineEdit*>()->setText("ctrl+e");
  EXPECT_FALSE(rowOf(page, "Export")->isHidden());
  EXPECT_TRUE(rowOf(page, "Play")->isHidden());
  EXPECT_TRUE(rowOf(page, "Play")->parent()->isHidden());
}

TEST(Conflicts, AreFoundBetweenAllActionsThatShareAKey) {
  EXPECT_TRUE(ui::conflicts({{"a", {QKeySequence("A")}}, {"b", {QKeySequence("B")}}, {"c", {}}}).isEmpty());
  const auto found = ui::conflicts({{"a", {QKeySequence("A")}},
                                    {"b", {QKeySequence("X"), QKeySequence("A")}},
                                    {"c", {QKeySequence("A")}},
                                    {"d", {QKeySequence("D")}}});
  EXPECT_EQ(found.size(), 3);
  EXPECT_EQ(QSet<QString>(found["b"].begin(), found["b"].end()), (QSet<QString>{"a", "c"}));
}

TEST(PreferencesDialog, IsAccessible) {
  PreferencesDialog dialog({}, kTwoDevices, nullptr);
  expectAccessible(dialog);
}

TEST(PreferencesDialog, LooksAsItShould) {
  inEveryLook([&] {
    PreferencesDialog dialog({.keys = {{"play", {QKeySequence("S")}}}}, kTwoDevices, nullptr);
    QSignalSpy known(&dialog, &PreferencesDialog::devicesKnown);
    ASSERT_TRUE(known.wait());
    dialog.findChild<ui::ShortcutsPage*>()->choose("split");
    for (const auto& [page, name] : {std::pair(PreferencesDialog::kGeneral, "preferences-general"),
                                     std::pair(PreferencesDialog::kSound, "preferences-sound"),
                                     std::pair(PreferencesDialog::kProcessing, "preferences-processing"),
                                     std::pair(PreferencesDialog::kShortcuts, "preferences-shortcuts")}) {
      dialog.showPage(page);
      EXPECT_TRUE(saveScreenshot(dialog, name));
    }
  });
}

}  // namespace
