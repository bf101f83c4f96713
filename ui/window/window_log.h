#pragma once

namespace ui {

class ExportQueue;
class RecordSession;
class Workspace;

// Writes the course of the work to the log. Notices are noted there by their bar.
void logCourse(Workspace& workspace, const RecordSession& recording, const ExportQueue& exports);

}  // namespace ui
