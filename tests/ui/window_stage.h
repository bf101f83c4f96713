#pragma once
#include <QString>
#include <filesystem>
#include <functional>
#include <memory>

#include "tests/support/temp_folder.h"
#include "ui/window/main_window.h"

// A window on a silent machine, with the sample talker as its film.

// Handles events until `condition` holds; false after two minutes.
bool waitFor(const std::function<bool()>& condition);

class WindowStage {
 public:
  // `isReal`: with the built-in lip model; else lips are painted at once in one colour.
  explicit WindowStage(bool isReal = false);
  explicit WindowStage(dub::MakeModel makeModel, ui::ProjectDisk disk = {});
  explicit WindowStage(const ui::MainWindow::Options& options);
  ~WindowStage();  // waits for the window's threads, which use what tests make
  ui::MainWindow& window() { return *window_; }
  ui::Workspace& workspace() { return window_->workspace(); }
  const dub::Project& project() { return workspace().document().project(); }
  void trigger(const char* action) { window_->actions()[QLatin1String(action)]->trigger(); }
  void end() { window_.reset(); }  // the window goes, as at the program's end
  // Opens film and speech, and waits until the faces are known and what there is to dub.
  bool load();
  std::filesystem::path film() const;    // 3 s, 640x480
  std::filesystem::path speech() const;  // 2 s of another voice
  const test_support::TempFolder& folder() const { return folder_; }

 private:
  test_support::TempFolder folder_;
  std::unique_ptr<ui::MainWindow> window_;
};
