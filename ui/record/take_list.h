#pragma once
#include <QTreeWidget>
#include <functional>
#include <optional>

#include "core/project/project.h"

namespace ui {

// The takes of a line, and all others: name, length, rating. Keys: 0 to 5 rate, Return uses, F2 renames,
// Delete removes. Changes nothing itself.
class TakeList : public QTreeWidget {
  Q_OBJECT
 public:
  explicit TakeList(QWidget* parent = nullptr);
  void show(const dub::Project& project, int line);  // line 0: none is chosen
  int currentTake() const;                           // 0 = none
  void choose(int take);

 Q_SIGNALS:
  void useRequested(int take);
  void ratingChosen(int take, int rating);
  void renamed(int take, const QString& name);
  void removeRequested(int take);

 protected:
  bool event(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;

 private:
  QTreeWidgetItem* addGroup(const QString& title);
  void addTake(QTreeWidgetItem* group, const dub::Take& take, bool isHeard);
  int ratingAt(const QTreeWidgetItem* item, double x) const;
  bool isFilling_ = false;
};

QString stars(int rating);           // "★★★☆☆"
QString lengthText(double seconds);  // "1:02.5"

}  // namespace ui
