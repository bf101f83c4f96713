#pragma once
#include <QList>
#include <QWidget>

#include "ui/jobs/job.h"

class QLabel;
class QProgressBar;
class QToolButton;

namespace ui {

// One line in the status bar: the newest of the running jobs, with pause and cancel. Hidden while none runs.
class JobBar : public QWidget {
  Q_OBJECT
 public:
  explicit JobBar(QWidget* parent = nullptr);
  void watch(Job* job);  // until its end; jobs may be deleted at any time

 private:
  Job* newest() const { return jobs_.isEmpty() ? nullptr : jobs_.last(); }
  void leave(QObject* job);
  void show();
  void showProgress(const Job& job);
  void togglePause();
  void cancelNewest();

  QList<Job*> jobs_;
  QLabel *title_, *pace_, *others_;
  QProgressBar* bar_;
  QToolButton *pause_, *cancel_;
};

}  // namespace ui
