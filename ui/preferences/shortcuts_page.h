#pragma once
#include <QHash>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QWidget>
#include <array>

#include "ui/preferences/preferences.h"

namespace ui {

using Keys = QHash<QString, QList<QKeySequence>>;  // action id -> its keys

// For every action that shares a key: the actions that it shares one with.
QHash<QString, QStringList> conflicts(const Keys& keys);

// All actions with up to two keys each. Keys that two actions share are shown in red, and are not acceptable.
class ShortcutsPage : public QWidget {
  Q_OBJECT
 public:
  explicit ShortcutsPage(const Preferences& preferences);
  void read(Preferences& preferences) const;  // only keys that differ from the defaults
  bool isAcceptable() const { return isAcceptable_; }
  void choose(const QString& id);

 Q_SIGNALS:
  void acceptableChanged(bool isAcceptable);

 private:
  void layOut();
  void fillTree();
  void showChosen();
  void takeKeys();
  void resetChosen();
  void resetAll();
  void showHints();
  void showKeys();
  QString chosen() const;  // empty for a menu's row

  Keys keys_;  // of every action
  bool isAcceptable_ = true;
  QHash<QString, QTreeWidgetItem*> rows_;
  QLineEdit search_;
  QTreeWidget tree_;
  QLabel name_, problem_;
  std::array<QKeySequenceEdit, 2> edits_;
  QPushButton reset_, resetAll_;
};

}  // namespace ui
