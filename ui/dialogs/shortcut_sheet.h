#pragma once
#include <QDialog>
#include <QLineEdit>
#include <QTreeWidget>

namespace ui {

class Actions;

// Every action with the keys that it has now and what it does; searchable.
class ShortcutSheet : public QDialog {
  Q_OBJECT
 public:
  ShortcutSheet(const Actions& actions, QWidget* parent);

 private:
  QLineEdit search_;
  QTreeWidget tree_;
};

}  // namespace ui
