#pragma once
#include <QMainWindow>
#include <QTimer>
#include <filesystem>
#include <memory>
#include <vector>

#include "ui/actions/actions.h"
#include "ui/preferences/preferences.h"
#include "ui/window/intake.h"
#include "ui/workspace/workspace.h"

class QUndoView;

namespace ui {

class Autosave;
class ExportQueue;
class Inspector;
class JobBar;
class ModelsDialog;
class NoticeBar;
class PreferencesDialog;
class Preview;
class ProjectFiles;
class RecordPanel;
class RecordSession;
class StartPage;
class Timeline;
class TransportBar;
class Playback;

// The window: preview, timeline, inspector, recording and exports around one workspace.
class MainWindow : public QMainWindow {
  Q_OBJECT
 public:
  struct Options {
    Preferences preferences;
    dub::MakeModel makeModel;
    bool isSilent = false;      // no sound device (tests)
    std::filesystem::path log;  // the program's log file, empty = none
  };
  explicit MainWindow(const Options& options);
  ~MainWindow() override;

  // As if they had been dropped.
  void openFiles(const std::vector<std::filesystem::path>& files);
  void offerRecovery();  // projects and takes that a crash left

  Workspace& workspace() { return *workspace_; }
  Actions& actions() { return *actions_; }
  Timeline& timeline() { return *timeline_; }
  Preview& preview() { return *preview_; }
  ExportQueue& exports() { return *exports_; }
  RecordSession& recording() { return *recording_; }
  NoticeBar& notices() { return *notices_; }

 protected:
  void closeEvent(QCloseEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dragMoveEvent(QDragMoveEvent* event) override;
  void dragLeaveEvent(QDragLeaveEvent* event) override;
  void dropEvent(QDropEvent* event) override;
  void childEvent(QChildEvent* event) override;

 private:
  // main_window.cpp: what there is and where it stands
  void layOut();
  void makeDocks();
  QDockWidget* makeDock(const QString& name, const QString& title, QWidget* content, bool isShown);
  void makeMenus();
  void saveLayout();
  void restoreLayout();

  // follow.cpp: what follows what
  void connectClip();
  void connectPlayback();
  void connectDubbing();
  void connectTimeline();
  void connectRecording();
  void connectFiles();
  void connectLog();
  void showClip();
  void showFaces();
  void showVoice(int voice);
  void nameRecordAction(bool isRecording);
  void refreshTitle();
  void refreshActions();
  void watch(Job* job);
  void fail(const QString& message, const QString& detail);

  // commands.cpp: what the actions do
  void connectActions();
  void connectViewActions();
  void connectTimelineActions();
  void fillRecent();
  void on(const char* id, const std::function<void()>& run);
  void onChecked(const char* id, const std::function<void(bool)>& run);
  void askForFiles();
  void pasteFiles();
  void copySettings();
  void pasteSettings();
  void makeSample();
  void setIn();
  void setOut();
  void changeTake(int step);
  void chooseFace(int voice, int track);
  void faceMenu(int voice, QPoint globalPos);
  void dub();
  void dubAgain();

  // dialogs.cpp
  void exportVideo();
  void showModels(const QString& toImport);
  void showPreferences();
  void apply(const Preferences& preferences);
  void measureFor(PreferencesDialog& dialog);

  // drop.cpp
  void showDropHint(const QString& hint);
  void announceDrop();
  std::optional<Intake::Place> placeOf(QPoint position) const;

  Preferences preferences_;
  const std::filesystem::path log_;
  std::unique_ptr<Workspace> workspace_;
  Actions* actions_;
  std::unique_ptr<Playback> playback_;
  RecordSession* recording_ = nullptr;
  std::optional<double> playUntil_;  // a take that is listened to ends there
  QTimer streaming_;                 // repaints the preview while a take is counted in and recorded
  ProjectFiles* files_ = nullptr;
  Autosave* autosave_ = nullptr;
  Intake* intake_ = nullptr;

  NoticeBar* notices_ = nullptr;
  StartPage* start_ = nullptr;
  Preview* preview_ = nullptr;
  TransportBar* transportBar_ = nullptr;
  Timeline* timeline_ = nullptr;
  Inspector* inspector_ = nullptr;
  RecordPanel* recordPanel_ = nullptr;
  ExportQueue* exports_ = nullptr;
  JobBar* jobs_ = nullptr;
  QWidget* editing_ = nullptr;  // transport bar and timeline
  QMenu* recent_ = nullptr;
  QHash<QString, QDockWidget*> docks_;
  ModelsDialog* models_ = nullptr;  // while it is open
};

}  // namespace ui
