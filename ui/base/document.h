#pragma once
#include <QObject>
#include <QUndoStack>
#include <filesystem>
#include <functional>

#include "core/project/project.h"

namespace ui {

// The project that the window works on: a value, its undo history, and the file it belongs to. GUI thread.
class Document : public QObject {
  Q_OBJECT
 public:
  explicit Document(QObject* parent = nullptr);
  ~Document() override;  // tells nobody

  const dub::Project& project() const { return project_; }
  // One change that can be undone, named for the history list ("Move line"). Nothing happens when the change
  // leaves the project as it is. Changes in a row with the same merge id >= 0 become one (a drag; see
  // newMergeId).
  void edit(const QString& name, const std::function<void(dub::Project&)>& change, int mergeId = -1);
  int newMergeId() { return ++lastMergeId_; }
  QUndoStack& history() { return history_; }

  // Another project takes its place; the history begins anew.
  void reset(dub::Project project, const std::filesystem::path& file);
  // The same for one that was never saved in this state, e.g. after a crash.
  void recover(dub::Project project, const std::filesystem::path& file);
  void markSaved(const std::filesystem::path& file);           // what there is now is in this file
  const std::filesystem::path& file() const { return file_; }  // empty = never saved
  bool isModified() const { return !history_.isClean(); }

 Q_SIGNALS:
  void changed();   // the project's value is another one
  void replaced();  // ... and it has another video
  void fileChanged();

 private:
  friend class Snapshot;
  void put(const dub::Project& project);
  dub::Project project_;
  QUndoStack history_;
  int lastMergeId_ = 0;
  std::filesystem::path file_;
};

}  // namespace ui
