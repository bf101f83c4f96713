#pragma once
#include <QWidget>

class QToolButton;

namespace ui {

class Document;
class TakeList;

// The list of takes with what can be done to them; each change is a step of the history.
class TakesBox : public QWidget {
  Q_OBJECT
 public:
  explicit TakesBox(Document& document, QWidget* parent = nullptr);
  void setLine(int clip);  // 0 = none
  int line() const { return line_; }
  TakeList& list() { return *list_; }

 public Q_SLOTS:
  void nextTake();  // of the line: to compare by ear
  void previousTake();

 Q_SIGNALS:
  void playRequested(double fromSec, double toSec);

 private:
  QToolButton* addButton(const QString& icon, const QString& name, const QString& about);
  void refresh();
  void showWhatCanBeDone();
  void use(int take);
  void play();
  void step(int by);
  void rate(int take, int rating);
  void rename(int take, const QString& name);
  void remove(int take);
  bool isUsed(int take) const;

  Document& document_;
  int line_ = 0;
  TakeList* list_;
  QToolButton *use_, *play_, *previous_, *next_, *rename_, *remove_;
};

}  // namespace ui
