#pragma once
#include <QDateTime>
#include <QLockFile>
#include <QObject>
#include <QString>
#include <QTimer>
#include <filesystem>
#include <memory>
#include <vector>

#include "core/project/project.h"

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
// cannot be written is told once by failed(). GUI thread; a project is small.
class Autosave : public QObject {
  Q_OBJECT
 public:
  Autosave(Document& document, std::filesystem::path folder, QObject* parent = nullptr);
  ~Autosave() override;  // the program ends as it should: nothing stays
  void saveNow();

 Q_SIGNALS:
  void failed(const QString& message);

 private:
  void changed();
  void forget();
  Document& document_;
  std::filesystem::path folder_, file_;
  std::unique_ptr<QLockFile> lock_;  // held as long as the program runs
  QTimer timer_;
  bool hasFailed_ = false;
};

}  // namespace ui
