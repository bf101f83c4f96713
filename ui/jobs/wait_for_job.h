#pragma once
#include <QString>

class QWidget;

namespace ui {

class Job;

// Starts a job that the user has to wait for. The window goes on painting, but takes nothing in; when it
// takes long, a box says `words` and offers to wait no longer. False: that was chosen, and the job runs
// still.
bool waitForJob(Job& job, QWidget* window, const QString& words);

}  // namespace ui
