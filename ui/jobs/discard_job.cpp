#include "ui/jobs/discard_job.h"

#include "ui/jobs/job.h"

namespace ui {

void discardJob(Job*& job, QObject* owner) {
  if (job == nullptr) return;
  job->disconnect(owner);
  QObject::connect(job, &Job::finished, job, &QObject::deleteLater);
  QObject::connect(job, &Job::failed, job, &QObject::deleteLater);
  job->cancel();
  job = nullptr;
}

}  // namespace ui
