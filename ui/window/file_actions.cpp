#include "ui/window/file_actions.h"

#include <QCoreApplication>
#include <QMainWindow>
#include <QMenu>
#include <QStatusBar>

#include "ui/actions/actions.h"
#include "ui/actions/on_action.h"
#include "ui/dialogs/about_dialog.h"
#include "ui/dialogs/log_window.h"
#include "ui/dialogs/shortcut_sheet.h"
#include "ui/window/dialogs.h"
#include "ui/window/opener.h"
#include "ui/window/project_files.h"

namespace ui {

namespace {
struct FileActions {
  Q_DECLARE_TR_FUNCTIONS(FileActions)
};
}  // namespace

void connectFileActions(QMainWindow& window, const Actions& actions, QMenu& recent, ProjectFiles& projects,
                        Opener& opener, Dialogs& dialogs) {
  onAction(actions, "new", &window, [&projects] { projects.begin(); });
  onAction(actions, "open", &window, [&opener] { opener.ask(); });
  onAction(actions, "save", &window, [&projects] { projects.save(); });
  onAction(actions, "save-as", &window, [&projects] { projects.saveAs(); });
  onAction(actions, "export", &window, [&dialogs] { dialogs.exportVideo(); });
  onAction(actions, "find-missing", &window, [&projects, &window] {
    if (!projects.hasMissing())
      window.statusBar()->showMessage(FileActions::tr("Every file of the project is there."), 5000);
    projects.findMissing();
  });
  onAction(actions, "import-model", &window, [&dialogs] { dialogs.askForModel(); });
  onAction(actions, "quit", &window, [&window] { window.close(); });
  QObject::connect(&recent, &QMenu::aboutToShow, &window, [&opener, &recent] { opener.fill(recent); });
}

void connectHelpActions(QMainWindow& window, Actions& actions, Opener& opener,
                        const std::filesystem::path& log) {
  onAction(actions, "shortcuts", &window, [&] { ShortcutSheet(actions, &window).exec(); });
  onAction(actions, "log", &window, [&window, log] {
    auto* shown = new LogWindow(log, &window);
    shown->setAttribute(Qt::WA_DeleteOnClose);
    shown->show();
  });
  onAction(actions, "sample", &window, [&opener] { opener.makeSample(); });
  onAction(actions, "about", &window, [&window] { AboutDialog(&window).exec(); });
}

}  // namespace ui
