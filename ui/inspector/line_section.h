#pragma once
#include <QObject>
#include <set>
#include <vector>

#include "ui/inspector/setting_row.h"

class QGridLayout;
class QLabel;
class QPushButton;

namespace ui {

class ChoiceEditor;
class Document;

// The chosen lines, on top of the inspector: of one line everything, of several what they can share.
class LineSection : public QObject {
  Q_OBJECT
 public:
  LineSection(Document& document, QGridLayout& grid);
  void setChosen(const std::set<int>& clips);

 private:
  const dub::SpeechClip* line(const dub::Project& project) const;  // the first chosen one that is there
  const dub::Take* take(const dub::Project& project) const;        // ... the take that it says
  void addRows(QGridLayout& grid);
  void addTakeButtons(QGridLayout& grid);
  void add(QGridLayout& grid, const Setting& setting, Editor* editor);
  Setting name() const;
  Setting start() const;
  Setting length() const;
  Setting gain() const;
  Setting fadeIn() const;
  Setting fadeOut() const;
  Setting chosenTake() const;
  Setting rating() const;
  QString onlyOne() const;  // the reason why a setting is idle while several are chosen
  void chooseBeside(int step);
  void refresh();

  Document& document_;
  std::set<int> chosen_;
  QLabel* title_;
  std::vector<SettingRow*> rows_;
  ChoiceEditor* takes_;
  QPushButton *before_, *after_;
};

}  // namespace ui
