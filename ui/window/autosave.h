#pragma once
#include <QDateTime>
#include <QObject>
#include <QString>
#include <QTimer>
#include <filesystem>
#include <memory>
#include <vector>

#include "core/base/detached.h"
#include "core/project/project.h"
#include "ui/jobs/postbox.h"

namespace ui {

class Document;

// A project that a crash left behind.
struct Recoverable {
  std::filesystem::path file;     // in the recovery folder
  std::filesystem::path project;  // where it was saved last; empty = never
  QString name;                   // for the question
  QDateTime saved;
};

// Those in the folder that no running program owns, newest first.
std::vector<Recoverable> recoverable(const std::filesystem::path& folder);
dub::Project recoveredProject(const Recoverable& left);  // throws base::Error
void discard(const Recoverable& left);

// Keeps a copy of the project in the recovery folder while it has unsaved changes: some seconds after a
// change, and not at all when nothing changed. The copy goes when the project is saved or closed. A copy that
// cannot be written is told once by failed(). GUI thread, which never waits for the disk.
class Autosave : public QObject {
  Q_OBJECT
 public:
  Autosave(Document& document, const std::filesystem::path& folder, QObject* parent = nullptr);
  ~Autosave() override;  // the program ends as it should: nothing stays
  void saveNow();

 Q_SIGNALS:
  void failed(const QString& message);

 private:
  void changed();
  void forget();
  struct Copy;
  Document& document_;
  std::shared_ptr<Copy> copy_;  // of the thread of the disk
  base::DetachedQueue disk_;
  QTimer timer_;
  Postbox postbox_{this};
};

}  // namespace ui
