#include "ui/base/document.h"

#include <QUndoCommand>
#include <utility>

namespace ui {

// The whole project before and after a change: small, so that no edit needs an inverse of its own.
class Snapshot : public QUndoCommand {
 public:
  Snapshot(Document& document, const QString& name, dub::Project after, int mergeId)
      : QUndoCommand(name),
        document_(document),
        before_(document.project()),
        after_(std::move(after)),
        mergeId_(mergeId) {}
  void undo() override { document_.put(before_); }
  void redo() override { document_.put(after_); }
  int id() const override { return mergeId_; }
  bool mergeWith(const QUndoCommand* next) override {
    after_ = static_cast<const Snapshot*>(next)->after_;
    setObsolete(after_ == before_);
    return true;
  }

 private:
  Document& document_;
  dub::Project before_, after_;
  int mergeId_;
};

Document::Document(QObject* parent) : QObject(parent), history_(this) { history_.setUndoLimit(500); }

Document::~Document() { history_.disconnect(); }

void Document::edit(const QString& name, const std::function<void(dub::Project&)>& change, int mergeId) {
  dub::Project after = project_;
  change(after);
  if (after == project_) return;
  history_.push(new Snapshot(*this, name, std::move(after), mergeId));
}

void Document::reset(dub::Project project, const std::filesystem::path& file) {
  history_.clear();
  file_ = file;
  project_ = std::move(project);
  Q_EMIT replaced();
  Q_EMIT changed();
  Q_EMIT fileChanged();
}

void Document::recover(dub::Project project, const std::filesystem::path& file) {
  reset(std::move(project), file);
  history_.resetClean();
  Q_EMIT changed();
}

void Document::markSaved(const std::filesystem::path& file) {
  file_ = file;
  history_.setClean();
  Q_EMIT fileChanged();
}

void Document::put(const dub::Project& project) {
  const bool isOther = project.video != project_.video;
  project_ = project;
  if (isOther) Q_EMIT replaced();
  Q_EMIT changed();
}

}  // namespace ui
