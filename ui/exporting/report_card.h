#pragma once
#include <QWidget>

#include "core/render/report.h"

class QGridLayout;
class QToolButton;

namespace ui {

// What the check of a finished file found: one line, and the findings below it when asked for. What is wrong
// is open from the start.
class ReportCard : public QWidget {
  Q_OBJECT
 public:
  explicit ReportCard(const dub::Report& report, QWidget* parent = nullptr);

 private:
  void addHeadline(QGridLayout& grid);
  QWidget* makeDetails();
  void copy() const;

  const dub::Report report_;
  QWidget* details_;
  QToolButton* more_ = nullptr;
};

}  // namespace ui
