#include "ui/jobs/wait_for_job.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QMessageBox>
#include <QPushButton>
#include <QTimer>

#include "ui/jobs/job.h"

namespace ui {

static constexpr int kQuietMs = 300;

bool waitForJob(Job& job, QWidget* window, const QString& words) {
  QEventLoop quiet;
  QObject::connect(&job, &Job::finished, &quiet, &QEventLoop::quit);
  QObject::connect(&job, &Job::failed, &quiet, &QEventLoop::quit);
  QTimer::singleShot(kQuietMs, &quiet, &QEventLoop::quit);
  job.start();
  quiet.exec(QEventLoop::ExcludeUserInputEvents);
  if (!job.isRunning()) return true;
  QMessageBox box(QMessageBox::Information, job.title(), words, QMessageBox::NoButton, window);
  box.addButton(QCoreApplication::translate("WaitForJob", "&Stop Waiting"), QMessageBox::RejectRole);
  QObject::connect(&job, &Job::finished, &box, &QDialog::accept);
  QObject::connect(&job, &Job::failed, &box, &QDialog::accept);
  box.exec();
  return !job.isRunning();
}

}  // namespace ui
