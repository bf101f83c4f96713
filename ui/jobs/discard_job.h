#pragma once

class QObject;

namespace ui {

class Job;

// Cancels a job that its owner does not want any more and hears nothing more of; `job` becomes null. For use
// in the job's own signals, too.
void discardJob(Job*& job, QObject* owner);

}  // namespace ui
