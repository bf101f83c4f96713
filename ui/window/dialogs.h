#pragma once
#include <QObject>
#include <QPointer>

#include "ui/window/window_layout.h"

namespace ui {

class ModelsDialog;
class PreferencesDialog;
struct Preferences;

// Opens the dialogs of the window, and does what comes of them.
class Dialogs : public QObject {
  Q_OBJECT
 public:
  Dialogs(QWidget& window, Workspace& workspace, const WindowLayout& layout);

  void exportVideo();
  void showModels(const QString& toImport);  // a file, or empty
  void askForModel();                        // to import
  void showPreferences(const Preferences& now);

 Q_SIGNALS:
  void preferencesChosen(const ui::Preferences& preferences);
  void told(const QString& words);  // in passing

 private:
  static void measureFor(PreferencesDialog& dialog);
  QWidget& window_;
  Workspace& workspace_;
  const WindowLayout layout_;
  QPointer<ModelsDialog> models_;  // while it is open
};

}  // namespace ui
