#include "ui/actions/actions.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

namespace {

using ui::Actions;
using ui::actionTable;

TEST(Actions, HaveIdsOfTheirOwn) {
  std::set<std::string> seen;
  for (const ui::ActionSpec& spec : actionTable()) EXPECT_TRUE(seen.insert(spec.id).second) << spec.id;
  EXPECT_GT(seen.size(), 50U);
}

TEST(Actions, NeverShareAKey) {
  std::map<std::string, std::string> owner;
  for (const ui::ActionSpec& spec : actionTable())
    for (const QKeySequence& key : Actions::defaultKeys(spec.id)) {
      const std::string name = key.toString(QKeySequence::PortableText).toStdString();
      EXPECT_FALSE(name.empty()) << spec.id;
      const auto [first, isNew] = owner.emplace(name, spec.id);
      EXPECT_TRUE(isNew) << name << " is " << first->second << " and " << spec.id;
    }
  EXPECT_EQ(owner["Space"], "play");
  EXPECT_EQ(owner["Ctrl+Y"], "redo");
}

TEST(Actions, SayWhatTheyDo) {
  const Actions actions(nullptr);
  for (const ui::ActionSpec& spec : actionTable()) {
    EXPECT_FALSE(actions[spec.id]->text().isEmpty()) << spec.id;
    EXPECT_TRUE(actions[spec.id]->statusTip().endsWith('.')) << spec.id;
  }
  EXPECT_EQ(actions["export"]->toolTip(), "Export (Ctrl+E)");
  EXPECT_EQ(actions["redo"]->toolTip(), "Redo (Ctrl+Shift+Z, Ctrl+Y)");
  EXPECT_EQ(actions["models"]->toolTip(), "Models");
}

// Letters that are underlined in one menu must differ, or the keyboard only reaches them in turn.
TEST(Actions, HaveDifferentMnemonicsInAMenu) {
  const Actions actions(nullptr);
  for (const QString& menu : ui::menus()) {
    std::map<QKeySequence, QString> seen;
    for (const QAction* action : actions.of(menu)) {
      const QKeySequence mnemonic = QKeySequence::mnemonic(action->text());
      if (mnemonic.isEmpty()) continue;
      const auto [first, isNew] = seen.emplace(mnemonic, action->text());
      EXPECT_TRUE(isNew) << qPrintable(first->second + " and " + action->text());
    }
  }
}

TEST(Actions, OfAMenuComeInTheTablesOrder) {
  const Actions actions(nullptr);
  const QList<QAction*> record = actions.of("record");
  ASSERT_EQ(record.size(), 4);
  EXPECT_EQ(record.front(), actions["record"]);
  EXPECT_EQ(record.back(), actions["previous-take"]);
  qsizetype count = 0;
  for (const QString& menu : ui::menus()) {
    EXPECT_FALSE(ui::menuTitle(menu).isEmpty()) << qPrintable(menu);
    count += actions.of(menu).size();
  }
  EXPECT_EQ(count, qsizetype(actionTable().size()));
}

TEST(Actions, CanBeUsedWhenAllTheirNeedsHold) {
  Actions actions(nullptr);
  EXPECT_TRUE(actions["open"]->isEnabled());
  EXPECT_FALSE(actions["dub"]->isEnabled());
  actions.setHolding(ui::kVideo);
  EXPECT_TRUE(actions["play"]->isEnabled());
  EXPECT_FALSE(actions["dub"]->isEnabled());
  actions.setHolding(ui::kVideo | ui::kSpeech | ui::kUndo);
  EXPECT_TRUE(actions["dub"]->isEnabled());
  EXPECT_TRUE(actions["undo"]->isEnabled());
  EXPECT_FALSE(actions["redo"]->isEnabled());
  actions.setHolding(ui::kAlways);
  EXPECT_FALSE(actions["play"]->isEnabled());
}

TEST(Actions, TakeKeysOfTheUsersOwn) {
  Actions actions(nullptr);
  actions.setKeys({{"play", {QKeySequence("P")}}, {"stop", {}}});
  EXPECT_EQ(actions["play"]->shortcuts(), QList<QKeySequence>{QKeySequence("P")});
  EXPECT_EQ(actions["play"]->toolTip(), "Play (P)");
  EXPECT_TRUE(actions["stop"]->shortcuts().isEmpty());
  EXPECT_EQ(actions["record"]->shortcut(), QKeySequence("R"));
  actions.setKeys({});
  EXPECT_EQ(actions["play"]->shortcut(), QKeySequence("Space"));
  EXPECT_EQ(actions["stop"]->shortcut(), QKeySequence("K"));
}

TEST(Actions, RepeatOnlyWhereHoldingAKeyMakesSense) {
  const Actions actions(nullptr);
  EXPECT_TRUE(actions["step-forward"]->autoRepeat());
  EXPECT_FALSE(actions["play"]->autoRepeat());
  EXPECT_FALSE(actions["record"]->autoRepeat());
}

}  // namespace
