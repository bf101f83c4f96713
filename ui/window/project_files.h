#pragma once
#include <QObject>
#include <QWidget>
#include <filesystem>
#include <functional>
#include <vector>

#include "core/base/problem.h"
#include "core/project/project_file.h"
#include "ui/window/autosave.h"

namespace ui {

class Document;

// How projects come from disk and go there. On threads of their own; throw base::Error.
struct ProjectDisk {
  std::function<dub::Project(const std::filesystem::path&)> load = dub::loadProject;
  std::function<void(const dub::Project&, const std::filesystem::path&)> save = dub::saveProject;
};

// New, open, save, recover, relink: with the questions that they need. GUI thread; while the disk works, the
// window stays awake.
class ProjectFiles : public QObject {
  Q_OBJECT
 public:
  ProjectFiles(Document& document, QWidget* window, ProjectDisk disk = {});

  // False when the user wants to stay with what there is. Asks where there are unsaved changes.
  bool mayLeave();
  void begin();  // an empty project
  void open(const QString& file);
  bool save();  // false when it was not saved
  bool saveAs();
  // Asks, in their order, whether projects that a crash left are wanted.
  void offerRecovery(const std::vector<Recoverable>& all);
  // Asks where missing media are. Called after opening; also by hand.
  void findMissing();
  bool hasMissing() const;

 Q_SIGNALS:
  void failed(const base::Problem& problem, const QString& remedy);  // an action: see remedyFor
  void uncertain(const QString& message);                            // the disk does not answer
  void saved(const QString& file);

 private:
  bool saveTo(const std::filesystem::path& file);
  Document& document_;
  QWidget* window_;
  const ProjectDisk disk_;
};

}  // namespace ui
