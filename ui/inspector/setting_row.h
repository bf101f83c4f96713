#pragma once
#include <QObject>
#include <QVariant>
#include <functional>
#include <optional>

#include "core/project/project.h"

class QGridLayout;
class QLabel;
class QToolButton;

namespace ui {

class Document;
class Editor;

// One setting of a project: what it is called, what it means, and where it lives.
struct Setting {
  QString name;
  QString about;  // one sentence in plain language
  std::function<QVariant(const dub::Project&)> read;
  std::function<void(dub::Project&, const QVariant&)> write;
  QVariant normal = {};                                         // what reset goes back to; invalid = no reset
  std::function<QString(const dub::Project&)> idleReason = {};  // why it has no effect now; empty = it has
};

// A setting on show: name, editor, reset, explanation, bound to the document in both directions. Each change
// is one step of the history; a drag, too.
class SettingRow : public QObject {
  Q_OBJECT
 public:
  // The widgets go into the next row(s) of the grid, which owns them.
  SettingRow(Document& document, const Setting& setting, Editor* editor, QGridLayout& grid);
  void refresh();
  void setVisible(bool isVisible);
  Editor& editor() { return *editor_; }

 private:
  QToolButton* addButton(QGridLayout& grid, int row, int column, const QString& icon, const QString& name);
  void change(const QVariant& value);
  void reset();
  void showWords();

  Document& document_;
  const Setting setting_;
  Editor* editor_;
  QLabel *name_, *words_;
  QToolButton *reset_, *help_;
  QString reason_;
  bool isVisible_ = true;
  int mergeId_ = -1;
};

}  // namespace ui
