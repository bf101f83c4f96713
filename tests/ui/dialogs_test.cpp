#include <gtest/gtest.h>

#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTextBrowser>
#include <QTreeWidget>

#include "tests/support/temp_folder.h"
#include "tests/ui/accessible.h"
#include "tests/ui/screenshot.h"
#include "ui/actions/action_tree.h"
#include "ui/actions/actions.h"
#include "ui/dialogs/about_dialog.h"
#include "ui/dialogs/log_window.h"
#include "ui/dialogs/shortcut_sheet.h"
#include "ui/theme/theme.h"

namespace {

TEST(ShortcutSheet, ShowsTheKeysThatActionsHaveNow) {
  ui::Actions actions(nullptr);
  actions.setKeys({{"play", {QKeySequence("P")}}});
  ui::ShortcutSheet sheet(actions, nullptr);
  const auto rows = sheet.findChild<QTreeWidget*>()->findItems("Play", Qt::MatchExactly | Qt::MatchRecursive);
  QStringList keys;
  for (const QTreeWidgetItem* row : rows) keys << row->text(1);
  EXPECT_TRUE(keys.contains("P"));
  EXPECT_FALSE(keys.contains("Space"));
}

TEST(ShortcutSheet, FindsActionsByWhatTheyDo) {
  const ui::Actions actions(nullptr);
  ui::ShortcutSheet sheet(actions, nullptr);
  sheet.findChild<QLineEdit*>()->setText("microphone");
  auto* tree = sheet.findChild<QTreeWidget*>();
  QStringList shown;
  for (int i = 0; i < tree->topLevelItemCount(); ++i)
    for (int j = 0; j < tree->topLevelItem(i)->childCount(); ++j)
      if (!tree->topLevelItem(i)->child(j)->isHidden())
        shown << tree->topLevelItem(i)->child(j)->data(0, ui::kActionId).toString();
  EXPECT_EQ(shown, QStringList{"record-settings"});
}

class LogWindowTest : public testing::Test {
 protected:
  void append(const QByteArray& bytes, QIODevice::OpenMode mode = QIODevice::Append) {
    QFile file(path());
    ASSERT_TRUE(file.open(QIODevice::WriteOnly | mode));
    file.write(bytes);
  }
  QString path() const { return QString::fromStdString((folder_ / "redub.log").string()); }
  static QString text(const ui::LogWindow& window) {
    return window.findChild<QPlainTextEdit*>()->toPlainText();
  }
  test_support::TempFolder folder_;
};

TEST_F(LogWindowTest, FollowsTheFile) {
  ui::LogWindow window(path().toStdString(), nullptr);
  EXPECT_EQ(text(window), "");
  append("first\nsecond ä\nthi");
  window.refresh();
  EXPECT_EQ(text(window), "first\nsecond ä");
  append("rd\n");
  window.refresh();
  window.refresh();
  EXPECT_EQ(text(window), "first\nsecond ä\nthird");
}

TEST_F(LogWindowTest, BeginsAnewWithTheFile) {
  append("a long line of the run before\n");
  ui::LogWindow window(path().toStdString(), nullptr);
  append("new\n", QIODevice::Truncate);
  window.refresh();
  EXPECT_EQ(text(window), "new");
}

TEST_F(LogWindowTest, ShowsTheEndOfALargeFile) {
  QByteArray lines;
  for (int i = 0; i < 100000; ++i) lines += "line " + QByteArray::number(i) + "\n";
  append(lines);
  const ui::LogWindow window(path().toStdString(), nullptr);
  EXPECT_TRUE(text(window).endsWith("line 99999"));
  EXPECT_LT(text(window).size(), 300 * 1024);
}

TEST_F(LogWindowTest, CopiesEverything) {
  append("one\ntwo\n");
  ui::LogWindow window(path().toStdString(), nullptr);
  for (auto* button : window.findChildren<QPushButton*>())
    if (button->text().remove('&') == "Copy All") button->click();
  EXPECT_EQ(qApp->clipboard()->text(), "one\ntwo");
}

TEST(AboutDialog, HoldsVersionLicenceAndModelNotes) {
  ui::AboutDialog dialog(nullptr);
  QString all;
  for (const auto* label : dialog.findChildren<QLabel*>()) all += label->text();
  for (const auto* text : dialog.findChildren<QTextBrowser*>()) all += text->toPlainText();
  for (const auto* text : dialog.findChildren<QPlainTextEdit*>()) all += text->toPlainText();
  for (const char* part : {REDUB_VERSION, "GNU GENERAL PUBLIC LICENSE", "FFmpeg", "builtin", "espeak-ng"})
    EXPECT_TRUE(all.contains(part)) << part;
}

TEST(Dialogs, AreAccessible) {
  const ui::Actions actions(nullptr);
  ui::ShortcutSheet sheet(actions, nullptr);
  expectAccessible(sheet);
  ui::AboutDialog about(nullptr);
  expectAccessible(about);
  ui::LogWindow log("none.log", nullptr);
  expectAccessible(log);
}

TEST_F(LogWindowTest, AndOtherDialogsLookAsTheyShould) {
  append("[2026-11-27 12:00:00.000] [redub] [info] opened webcam_man_en.mp4\n");
  inEveryLook([&] {
    const ui::Actions actions(nullptr);
    ui::ShortcutSheet sheet(actions, nullptr);
    EXPECT_TRUE(saveScreenshot(sheet, "shortcuts"));
    ui::LogWindow log(path().toStdString(), nullptr);
    EXPECT_TRUE(saveScreenshot(log, "log"));
    ui::AboutDialog about(nullptr);
    for (int page = 0; page < 3; ++page) {
      about.findChild<QTabWidget*>()->setCurrentIndex(page);
      EXPECT_TRUE(saveScreenshot(about, QString("about-%1").arg(page)));
    }
  });
}

}  // namespace
