#include "ui/i18n/translation.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QDialogButtonBox>
#include <QFile>
#include <QLabel>
#include <QLocale>
#include <QProcess>
#include <QPushButton>
#include <QRegularExpression>
#include <QXmlStreamReader>
#include <map>
#include <tuple>

#include "tests/support/temp_folder.h"
#include "ui/actions/actions.h"

namespace {

struct Message {
  QString context, source, type;
  QStringList translations;  // several where words depend on a number
};

// One <message>; the reader stands at its start.
Message readMessage(QXmlStreamReader& xml, const QString& context) {
  Message message{.context = context};
  while (xml.readNextStartElement()) {
    if (xml.name() == u"source") {
      message.source = xml.readElementText();
    } else if (xml.name() == u"translation") {
      message.type = xml.attributes().value("type").toString();
      QString text;
      while (!(xml.readNext() == QXmlStreamReader::EndElement && xml.name() == u"translation")) {
        if (xml.isStartElement()) message.translations << xml.readElementText();
        if (xml.isCharacters()) text += xml.text();
      }
      if (message.translations.isEmpty()) message.translations << text;
    } else {
      xml.skipCurrentElement();
    }
  }
  return message;
}

QList<Message> readTranslations(const QString& path) {
  QFile file(path);
  EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << path.toStdString();
  QXmlStreamReader xml(&file);
  QList<Message> messages;
  QString context;
  while (!xml.atEnd()) {
    xml.readNext();
    if (!xml.isStartElement()) continue;
    if (xml.name() == u"name") context = xml.readElementText();
    if (xml.name() == u"message") messages << readMessage(xml, context);
  }
  EXPECT_FALSE(xml.hasError()) << xml.errorString().toStdString();
  return messages;
}

class TranslationFile : public testing::Test {
 protected:
  // What lupdate makes of a copy of redub_LANGUAGE.ts: new texts come in as unfinished, lost ones as
  // vanished.
  QList<Message> updated(const QString& language, const QStringList& options = {}) {
    const QString copy = QString::fromStdString((folder_ / "redub.ts").string());
    EXPECT_TRUE(QFile::copy(QStringLiteral(REDUB_SOURCE_DIR "/ui/i18n/redub_%1.ts").arg(language), copy));
    QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner);
    QProcess lupdate;
    lupdate.setWorkingDirectory(REDUB_SOURCE_DIR);
    lupdate.setProcessChannelMode(QProcess::MergedChannels);
    lupdate.start(REDUB_LUPDATE, QStringList{"-silent", "-locations", "none", "-extensions", "cpp,h", "-I",
                                             ".", "ui", "app", "-ts", copy} +
                                     options);
    EXPECT_TRUE(lupdate.waitForFinished(120000));
    output_ = lupdate.readAll();
    EXPECT_EQ(lupdate.exitCode(), 0) << output_.toStdString();
    return readTranslations(copy);
  }
  test_support::TempFolder folder_;
  QByteArray output_;
};

// New texts ("unfinished") and lost ones ("vanished"), one a line.
std::string openEnds(const QList<Message>& messages) {
  std::string list;
  for (const Message& message : messages)
    if (!message.type.isEmpty() || message.translations.contains(QString()))
      list += (message.type + ' ' + message.context + ": " + message.source + '\n').toStdString();
  return list;
}

TEST_F(TranslationFile, HasEveryTextInGerman) {
  const QList<Message> messages = updated("de");
  EXPECT_GT(messages.size(), 300);
  EXPECT_EQ(openEnds(messages), "");
  EXPECT_FALSE(output_.contains("tr() cannot be called without context")) << output_.toStdString();
}

TEST_F(TranslationFile, HasEnglishWordsForOneAndMany) {
  const QList<Message> messages = updated("en", {"-pluralonly"});
  EXPECT_FALSE(messages.isEmpty());
  EXPECT_EQ(openEnds(messages), "");
}

// "%1", "{path}", "..." and "&" stand for something: a translation has them as its source has.
TEST_F(TranslationFile, KeepsWhatIsNoWord) {
  static const QRegularExpression place("%[0-9n]"), name("\\{\\w+\\}");
  const auto signs = [](const QString& text) {
    QStringList names;
    for (const auto& match : name.globalMatch(text)) names += match.captured();
    names.sort();
    return std::tuple(text.count(place), text.count('&'), text.endsWith('.'), text.endsWith("..."), names);
  };
  for (const Message& message : readTranslations(REDUB_SOURCE_DIR "/ui/i18n/redub_de.ts"))
    for (const QString& translation : message.translations) {
      if (translation.isEmpty()) continue;  // told by another test
      EXPECT_EQ(signs(translation), signs(message.source))
          << qPrintable(message.source + " -> " + translation);
    }
}

class Translation : public testing::Test {
 protected:
  void TearDown() override { ui::installTranslation(*qApp, "en"); }
};

TEST_F(Translation, ChangesTextsNumbersAndQtsOwnWords) {
  ui::installTranslation(*qApp, "de");
  const ui::Actions actions(nullptr);
  EXPECT_EQ(actions["play"]->text(), "&Abspielen");
  EXPECT_EQ(ui::menuTitle("record"), "Au&fnahme");
  EXPECT_EQ(actions["record"]->text(), "&Aufnehmen");
  EXPECT_EQ(QLocale().toString(1.5), "1,5");
  const QDialogButtonBox buttons(QDialogButtonBox::Cancel);
  EXPECT_EQ(buttons.button(QDialogButtonBox::Cancel)->text().remove('&'), "Abbrechen");
}

TEST_F(Translation, CanBeTakenBack) {
  ui::installTranslation(*qApp, "de");
  ui::installTranslation(*qApp, "en");
  ui::Actions actions(nullptr);
  EXPECT_EQ(actions["play"]->text(), "&Play");
  EXPECT_EQ(QLocale().toString(1.5), "1.5");
  ui::installTranslation(*qApp, "de");
  actions.retranslate();
  EXPECT_EQ(actions["play"]->text(), "&Abspielen");
}

TEST_F(Translation, OfAnUnknownLanguageIsEnglish) {
  ui::installTranslation(*qApp, "fi");
  const ui::Actions actions(nullptr);
  EXPECT_EQ(actions["play"]->text(), "&Play");
}

TEST_F(Translation, HasDifferentMnemonicsInAMenu) {
  ui::installTranslation(*qApp, "de");
  const ui::Actions actions(nullptr);
  std::map<QKeySequence, QString> titles;
  for (const QString& menu : ui::menus()) {
    const QString title = ui::menuTitle(menu);
    EXPECT_TRUE(titles.emplace(QKeySequence::mnemonic(title), title).second) << title.toStdString();
    std::map<QKeySequence, QString> seen;
    for (const QAction* action : actions.of(menu)) {
      const QKeySequence mnemonic = QKeySequence::mnemonic(action->text());
      if (mnemonic.isEmpty()) continue;
      const auto [first, isNew] = seen.emplace(mnemonic, action->text());
      EXPECT_TRUE(isNew) << qPrintable(first->second + " and " + action->text());
    }
  }
}

}  // namespace
