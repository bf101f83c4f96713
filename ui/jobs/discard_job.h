#pragma once

class QObject;

namespace ui {

class Job;

// Cancels a job and lets it end and delete itself, so that nobody waits for its thread. Its owner hears
// nothing more of it; `job` becomes null.
void discardJob(Job*& job, QObject* owner);

}  // namespace ui
