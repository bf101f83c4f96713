#pragma once

class QMainWindow;

namespace ui {

class Actions;
class Dialogs;
class RecordSession;
class Workspace;
struct WindowLayout;

// What the menus Record and Dub do in this window.
void connectRecordActions(const Actions& actions, RecordSession& recording, const WindowLayout& layout,
                          Workspace& workspace);
void connectDubActions(QMainWindow& window, const Actions& actions, Workspace& workspace, Dialogs& dialogs);

}  // namespace ui
