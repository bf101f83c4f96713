#include "ui/jobs/discard_job.h"

#include "ui/jobs/job.h"

namespace ui {

void discardJob(Job*& job, QObject* owner) {
  if (job == nullptr) return;
  job->disconnect(owner);
  job->cancel();
  job->deleteLater();
  job = nullptr;
}

}  // namespace ui
