#pragma once
#include <QString>

class QDockWidget;
class QMainWindow;
class QWidget;

namespace ui {

class Actions;
class ExportQueue;
class Inspector;
class JobBar;
class NoticeBar;
class Preview;
class RecordPanel;
class RecordSession;
class StartPage;
class Timeline;
class TransportBar;
class Workspace;

// The widgets of the window, which owns them.
struct WindowLayout {
  NoticeBar* notices = nullptr;
  StartPage* start = nullptr;  // or the next one
  Preview* preview = nullptr;
  TransportBar* transportBar = nullptr;
  Timeline* timeline = nullptr;
  QWidget* editing = nullptr;  // the two above
  JobBar* jobs = nullptr;
  Inspector* inspector = nullptr;
  RecordPanel* recordPanel = nullptr;
  ExportQueue* exports = nullptr;
  QDockWidget *settingsDock = nullptr, *recordDock = nullptr, *exportsDock = nullptr, *historyDock = nullptr;
};

// Makes them and puts them where they stand.
WindowLayout layOut(QMainWindow& window, Workspace& workspace, RecordSession& recording, Actions& actions);
// In front of the others.
void showPanel(QDockWidget& dock);

// Where the user left the window and its panels.
void saveLayout(const QMainWindow& window);
void restoreLayout(QMainWindow& window);

}  // namespace ui
