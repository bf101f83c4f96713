#pragma once
#include <QObject>
#include <filesystem>
#include <optional>
#include <vector>

#include "core/base/problem.h"
#include "ui/window/intake.h"

class QMenu;
class QWidget;

namespace ui {

class ProjectFiles;
class Timeline;

// The ways by which files come into the window: asked for, named, pasted, used before, or made as a sample.
class Opener : public QObject {
  Q_OBJECT
 public:
  Opener(QWidget& window, Document& document, ProjectFiles& projects, const Timeline& timeline);

  void open(const std::vector<std::filesystem::path>& files);
  // What was dropped there; without a place as open() does it.
  void open(const std::vector<std::filesystem::path>& files, std::optional<Intake::Place> place);
  void ask();
  void paste();
  void makeSample();
  void fill(QMenu& recent);  // with the files that were used last
  Intake& intake() { return intake_; }

 Q_SIGNALS:
  void jobStarted(ui::Job* job);
  void told(const QString& words);  // in passing
  void failed(const base::Problem& problem);

 private:
  QWidget& window_;
  Document& document_;
  ProjectFiles& projects_;
  const Timeline& timeline_;
  Intake intake_;
};

}  // namespace ui
