#pragma once
#include <QObject>
#include <QWidget>
#include <filesystem>

#include "ui/window/autosave.h"

namespace ui {

class Document;

// New, open, save, recover, relink: with the questions that they need. GUI thread.
class ProjectFiles : public QObject {
  Q_OBJECT
 public:
  ProjectFiles(Document& document, QWidget* window);

  // False when the user wants to stay with what there is. Asks where there are unsaved changes.
  bool mayLeave();
  void begin();  // an empty project
  void open(const QString& file);
  bool save();  // false when it was not saved
  bool saveAs();
  // Asks, newest first, whether projects that a crash left are wanted.
  void offerRecovery();
  // Asks where missing media are. Called after opening; also by hand.
  void findMissing();

 Q_SIGNALS:
  void failed(const QString& message, const QString& detail);
  void saved(const QString& file);

 private:
  bool saveTo(const std::filesystem::path& file);
  Document& document_;
  QWidget* window_;
};

}  // namespace ui
