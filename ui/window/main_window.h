#pragma once
#include <QMainWindow>
#include <filesystem>
#include <memory>
#include <vector>

#include "core/base/detached.h"
#include "ui/actions/actions.h"
#include "ui/jobs/postbox.h"
#include "ui/preferences/preferences.h"
#include "ui/record/microphone.h"
#include "ui/window/autosave.h"
#include "ui/window/project_files.h"
#include "ui/window/window_layout.h"
#include "ui/workspace/workspace.h"

namespace ui {

class ClipView;
class Dialogs;
class DropTarget;
class Opener;
class RecordTransport;
class RecordView;

// The window: owns the workspace and the parts around it, and joins them.
class MainWindow : public QMainWindow {
  Q_OBJECT
 public:
  struct Options {
    Preferences preferences;
    dub::MakeModel makeModel;
    dub::AnalyseOptions analyse = {};
    bool isSilent = false;      // no sound device (tests)
    std::filesystem::path log;  // the program's log file, empty = none
    ProjectDisk disk = {};
    Microphone::Open openInput = openMicrophone;
  };
  explicit MainWindow(const Options& options);
  ~MainWindow() override;

  // As if they had been dropped.
  void openFiles(const std::vector<std::filesystem::path>& files);
  void offerRecovery();  // projects and takes that a crash left

  Workspace& workspace() { return *workspace_; }
  Actions& actions() { return *actions_; }
  Timeline& timeline() { return *layout_.timeline; }
  Preview& preview() { return *layout_.preview; }
  ExportQueue& exports() { return *layout_.exports; }
  RecordSession& recording() { return *recording_; }
  NoticeBar& notices() { return *layout_.notices; }

 protected:
  void closeEvent(QCloseEvent* event) override;
  void childEvent(QChildEvent* event) override;

 private:
  void connectParts();
  void connectActions(const std::filesystem::path& log);
  void refreshTitle();
  void watch(Job* job);
  void say(const QString& words);
  void apply(const Preferences& preferences);
  void keep(const Preferences& preferences);
  void offerTakes(const std::vector<std::filesystem::path>& takes);
  bool mayStop();
  void closeWhenRecorded();

  Preferences preferences_;
  const std::unique_ptr<Workspace> workspace_;
  Actions* actions_;
  const std::unique_ptr<RecordTransport> recordTransport_;
  const std::unique_ptr<RecordSession> recording_;
  const WindowLayout layout_;
  ProjectFiles projects_;
  Autosave autosave_;
  const std::unique_ptr<Opener> opener_;
  const std::unique_ptr<Dialogs> dialogs_;
  const std::unique_ptr<ClipView> clipView_;
  const std::unique_ptr<RecordView> recordView_;
  const std::unique_ptr<DropTarget> dropTarget_;
  bool isLeaving_ = false;  // the user agreed that work is stopped
  base::DetachedQueue disk_;
  Postbox postbox_{this};
};

}  // namespace ui
