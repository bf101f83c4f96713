#pragma once

class QMainWindow;

namespace ui {

class Autosave;
class RecordSession;
class Workspace;
struct WindowLayout;

// What workspace, recording and exports have to say, in the notice bar and the status bar.
void tellNotices(QMainWindow& window, const WindowLayout& layout, Workspace& workspace,
                 const RecordSession& recording, const Autosave& autosave);

}  // namespace ui
