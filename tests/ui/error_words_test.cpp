#include "ui/jobs/error_words.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <algorithm>
#include <set>

#include "ui/actions/actions.h"
#include "ui/i18n/translation.h"
#include "ui/jobs/remedy.h"

namespace {

using base::Fault;
using base::Problem;

// The fault with exactly the facts that come with it.
Problem problemOf(Fault fault) {
  Problem problem{fault, {}, "/clips/talk.mp4", "a library said so"};
  for (const std::string& fact : factsOf(fault)) problem.facts.emplace_back(fact, "<" + fact + ">");
  return problem;
}

class ErrorWords : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override { ui::installTranslation(*qApp, GetParam()); }
  void TearDown() override { ui::installTranslation(*qApp, "en"); }
};

TEST_P(ErrorWords, EveryFaultHasASentenceOfItsOwnWithItsFacts) {
  std::set<QString> sentences;
  for (const Fault fault : base::allFaults()) {
    const QString words = ui::words(problemOf(fault));
    EXPECT_GT(words.size(), 15) << name(fault);
    EXPECT_TRUE(words.endsWith('.')) << qPrintable(words);
    EXPECT_FALSE(words.contains('{') || words.contains('%')) << qPrintable(words);
    EXPECT_FALSE(words.contains("--") || words.contains("redub-cli")) << qPrintable(words);
    EXPECT_TRUE(sentences.insert(words).second) << qPrintable(words);
    for (const std::string& fact : factsOf(fault))
      EXPECT_TRUE(words.contains(QString::fromStdString("<" + fact + ">"))) << qPrintable(words);
  }
}

TEST_P(ErrorWords, DoWithoutAPath) {
  EXPECT_FALSE(ui::words({.fault = Fault::mediaDamaged}).startsWith(' '));
  EXPECT_EQ(ui::words({.fault = Fault::mediaDamaged, .path = "/x/{path}"}).left(6), "{path}");
}

INSTANTIATE_TEST_SUITE_P(Languages, ErrorWords, testing::Values("en", "de"));

TEST(GermanErrorWords, AreOthersThanTheEnglishOnes) {
  for (const Fault fault : base::allFaults()) {
    ui::installTranslation(*qApp, "de");
    const QString german = ui::words(problemOf(fault));
    ui::installTranslation(*qApp, "en");
    EXPECT_NE(german, ui::words(problemOf(fault)));
  }
}

TEST(EnglishErrorWords, WriteNumbersAsTheLanguageDoes) {
  const Problem problem{Fault::speechTooLong, {{"speechSec", 5.25}, {"roomSec", 3.0}}};
  EXPECT_TRUE(ui::words(problem).startsWith("The speech (5.3 s) is longer than the picture to dub (3.0 s)."));
  ui::installTranslation(*qApp, "de");
  EXPECT_TRUE(ui::words(problem).contains("5,3 s")) << qPrintable(ui::words(problem));
  ui::installTranslation(*qApp, "en");
}

TEST(Remedy, IsAnActionOfTheWindow) {
  int known = 0;
  for (const Fault fault : base::allFaults()) {
    const QString id = ui::remedyFor(fault);
    if (id.isEmpty()) continue;
    ++known;
    EXPECT_TRUE(std::ranges::any_of(ui::actionTable(), [&](const ui::ActionSpec& action) {
      return id == action.id;
    })) << qPrintable(id);
  }
  EXPECT_GT(known, 20);
}

}  // namespace
