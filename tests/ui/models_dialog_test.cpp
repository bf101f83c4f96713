#include "ui/dialogs/models_dialog.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QCheckBox>
#include <QDragEnterEvent>
#include <QFile>
#include <QListWidget>
#include <QMessageBox>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QUrl>

#include "models/store/import.h"
#include "tests/support/temp_folder.h"
#include "tests/ui/accessible.h"
#include "tests/ui/screenshot.h"
#include "ui/dialogs/model_terms.h"
#include "ui/dialogs/model_work.h"
#include "ui/preferences/preferences.h"
#include "ui/theme/theme.h"

namespace {

using ui::ModelsDialog;

const QString kCheckpoints = QStringLiteral(REDUB_SOURCE_DIR "/tests/golden/data/ckpt/");
const QString kTiny = kCheckpoints + "tiny_talklip_zip.pth";

class ModelsDialogTest : public testing::Test {
 protected:
  void SetUp() override {
    qputenv("REDUB_MODELS", QByteArray((folder_ / "models").c_str()));
    QFile::remove(ui::settingsFile());
  }
  void TearDown() override { qunsetenv("REDUB_MODELS"); }

  static QPushButton* button(QWidget& dialog, const QString& text) {
    for (auto* candidate : dialog.findChildren<QPushButton*>())
      if (candidate->text().remove('&') == text) return candidate;
    return nullptr;
  }
  static QStringList names(const QWidget& dialog) {
    QStringList names;
    const auto* list = dialog.findChild<QListWidget*>();
    for (int i = 0; i < list->count(); ++i) names << list->item(i)->text();
    return names;
  }
  static void choose(QWidget& dialog, const QString& name) {
    auto* list = dialog.findChild<QListWidget*>();
    list->setCurrentItem(list->findItems(name, Qt::MatchExactly).value(0));
  }
  static QString status(const QWidget& dialog, const char* tone) {
    for (const auto* label : dialog.findChildren<QLabel*>())
      if (label->property("tone").toString() == tone && label->wordWrap()) return label->text();
    return {};
  }
  static QCheckBox* terms(const QWidget& dialog) { return dialog.findChild<QCheckBox*>(); }
  static void importTiny(ModelsDialog& dialog) {
    QSignalSpy changed(&dialog, &ModelsDialog::listChanged);
    dialog.importFile(kTiny);
    ASSERT_TRUE(changed.wait(20000));
  }

  test_support::TempFolder folder_;
};

TEST_F(ModelsDialogTest, ListsTheBuiltInModelAndWhatItNeeds) {
  const ModelsDialog dialog("builtin", nullptr);
  EXPECT_EQ(names(dialog), (QStringList{"Built-in", "Landmarks", "Face mesh"}));
  EXPECT_EQ(ui::usableModels(), QStringList{"builtin"});
}

TEST_F(ModelsDialogTest, UsesAnImportedModelOnlyWhenItsTermsAreAccepted) {
  ModelsDialog dialog("builtin", nullptr);
  QSignalSpy chosen(&dialog, &ModelsDialog::chosen);
  importTiny(dialog);
  EXPECT_EQ(names(dialog), (QStringList{"Built-in", "Landmarks", "Face mesh", "talklip"}));
  EXPECT_EQ(dialog.findChild<QListWidget*>()->currentItem()->text(), "talklip");
  EXPECT_FALSE(button(dialog, "Use This Model")->isEnabled());
  EXPECT_EQ(ui::usableModels(), QStringList{"builtin"});

  terms(dialog)->click();
  EXPECT_EQ(ui::usableModels(), (QStringList{"builtin", "talklip"}));
  ASSERT_TRUE(button(dialog, "Use This Model")->isEnabled());
  button(dialog, "Use This Model")->click();
  ASSERT_EQ(chosen.size(), 1);
  EXPECT_EQ(chosen[0][0].toString(), "talklip");
  EXPECT_FALSE(button(dialog, "In Use")->isEnabled());

  const ModelsDialog later("talklip", nullptr);
  EXPECT_TRUE(terms(later)->isChecked());
}

TEST_F(ModelsDialogTest, ImportsOneAfterAnotherUnderNamesOfTheirOwn) {
  ModelsDialog dialog("builtin", nullptr);
  QSignalSpy changed(&dialog, &ModelsDialog::listChanged);
  dialog.importFile(kTiny);
  dialog.importFile(kTiny);
  while (changed.size() < 2) ASSERT_TRUE(changed.wait(20000));
  EXPECT_EQ(names(dialog),
            (QStringList{"Built-in", "Landmarks", "Face mesh", "talklip", "tiny_talklip_zip"}));
}

TEST_F(ModelsDialogTest, SaysWhyAFileCannotBeImported) {
  ModelsDialog dialog("builtin", nullptr);
  dialog.importFile(kCheckpoints + "MALICIOUS_os_system_zip.pth");
  QSignalSpy changed(&dialog, &ModelsDialog::listChanged);
  dialog.importFile(kTiny);  // comes after it
  ASSERT_TRUE(changed.wait(20000));
  dialog.importFile(folder_.path().c_str() + QString("/none.pth"));
  const auto* progress = dialog.findChild<QProgressBar*>();
  while (!progress->isHidden()) qApp->processEvents(QEventLoop::WaitForMoreEvents);
  EXPECT_TRUE(status(dialog, "bad").contains("none.pth")) << status(dialog, "bad").toStdString();
  EXPECT_TRUE(button(dialog, "Import...")->isEnabled());
  EXPECT_EQ(names(dialog).size(), 4);
}

TEST_F(ModelsDialogTest, LeavesNothingBehindWhenAnImportIsCancelled) {
  auto result = std::make_shared<store::Import>();
  std::stop_source stop;
  const auto cancelAtOnce = [&](const base::Progress&) { stop.request_stop(); };
  EXPECT_EQ(ui::importWork(kTiny.toStdString(), result)(cancelAtOnce, stop.get_token()),
            base::Outcome::cancelled);
  EXPECT_TRUE(store::list().empty());
  EXPECT_TRUE(!std::filesystem::exists(store::folder()) || std::filesystem::is_empty(store::folder()));
}

TEST_F(ModelsDialogTest, TestsAModel) {
  ModelsDialog dialog("builtin", nullptr);
  importTiny(dialog);
  button(dialog, "Test")->click();
  EXPECT_FALSE(button(dialog, "Test")->isEnabled());
  const auto* progress = dialog.findChild<QProgressBar*>();
  while (!progress->isHidden()) qApp->processEvents(QEventLoop::WaitForMoreEvents);
  EXPECT_TRUE(status(dialog, "good").contains("Checksum")) << status(dialog, "bad").toStdString();
}

TEST_F(ModelsDialogTest, FindsADamagedModel) {
  ModelsDialog dialog("builtin", nullptr);
  importTiny(dialog);
  QFile file(QString::fromStdString(store::find("talklip").file.string()));
  ASSERT_TRUE(file.open(QIODevice::ReadWrite));
  file.seek(file.size() - 8);
  file.write("damaged!");
  file.close();
  button(dialog, "Test")->click();
  const auto* progress = dialog.findChild<QProgressBar*>();
  while (!progress->isHidden()) qApp->processEvents(QEventLoop::WaitForMoreEvents);
  EXPECT_FALSE(status(dialog, "bad").isEmpty());
}

TEST_F(ModelsDialogTest, AsksBeforeItRemovesAModel) {
  ModelsDialog dialog("talklip", nullptr);
  importTiny(dialog);
  QSignalSpy chosen(&dialog, &ModelsDialog::chosen);
  button(dialog, "Remove...")->click();
  auto* question = dialog.findChild<QMessageBox*>();
  ASSERT_TRUE(question);
  EXPECT_TRUE(store::has("talklip"));
  button(*question, "Remove")->click();
  EXPECT_FALSE(store::has("talklip"));
  ASSERT_EQ(chosen.size(), 1) << "the built-in model takes the place of the one in use";
  EXPECT_EQ(chosen[0][0].toString(), "builtin");
  EXPECT_EQ(names(dialog), (QStringList{"Built-in", "Landmarks", "Face mesh"}));
}

TEST_F(ModelsDialogTest, CannotRemoveOrTestTheBuiltInModel) {
  ModelsDialog dialog("builtin", nullptr);
  choose(dialog, "Built-in");
  EXPECT_TRUE(button(dialog, "Remove...")->isHidden());
  EXPECT_TRUE(button(dialog, "Test")->isHidden());
  choose(dialog, "Landmarks");
  EXPECT_TRUE(button(dialog, "Use This Model")->isHidden());
}

TEST_F(ModelsDialogTest, ImportsWhatIsDropped) {
  ModelsDialog dialog("builtin", nullptr);
  QMimeData other, model;
  other.setUrls({QUrl::fromLocalFile("/a.mp4")});
  model.setUrls({QUrl::fromLocalFile("/a.mp4"), QUrl::fromLocalFile(kTiny)});
  QDragEnterEvent refused({5, 5}, Qt::CopyAction, &other, Qt::LeftButton, Qt::NoModifier);
  refused.ignore();
  qApp->sendEvent(&dialog, &refused);
  EXPECT_FALSE(refused.isAccepted());
  QDragEnterEvent taken({5, 5}, Qt::CopyAction, &model, Qt::LeftButton, Qt::NoModifier);
  qApp->sendEvent(&dialog, &taken);
  EXPECT_TRUE(taken.isAccepted());
  QSignalSpy changed(&dialog, &ModelsDialog::listChanged);
  QDropEvent drop({5, 5}, Qt::CopyAction, &model, Qt::LeftButton, Qt::NoModifier);
  qApp->sendEvent(&dialog, &drop);
  ASSERT_TRUE(changed.wait(20000));
  EXPECT_TRUE(store::has("talklip"));
}

TEST_F(ModelsDialogTest, NamesAreMadeOfFileNames) {
  EXPECT_EQ(ui::freeName("/a/My model (v2).pth"), "My-model--v2-");
  EXPECT_EQ(ui::freeName("/a/.pth"), "-pth");
  EXPECT_EQ(ui::freeName("builtin.pt"), "builtin-model");
  EXPECT_LE(ui::freeName(std::string(300, 'x') + ".pt").size(), 64U);
}

TEST_F(ModelsDialogTest, IsAccessible) {
  ModelsDialog dialog("builtin", nullptr);
  expectAccessible(dialog);
}

TEST_F(ModelsDialogTest, LooksAsItShould) {
  inEveryLook([&] {
    ModelsDialog dialog("builtin", nullptr);
    EXPECT_TRUE(saveScreenshot(dialog, "models-builtin"));
    if (!store::has("talklip")) importTiny(dialog);
    choose(dialog, "talklip");
    EXPECT_TRUE(saveScreenshot(dialog, "models-imported"));
  });
}

}  // namespace
