#include "ui/window/edit_actions.h"

#include <QCoreApplication>
#include <QMainWindow>
#include <QStatusBar>

#include "core/base/error.h"
#include "ui/actions/on_action.h"
#include "ui/base/document.h"
#include "ui/window/notice_bar.h"
#include "ui/window/notices.h"
#include "ui/window/opener.h"
#include "ui/window/settings_clipboard.h"

namespace ui {

namespace {
struct EditActions {
  Q_DECLARE_TR_FUNCTIONS(EditActions)
};
}  // namespace

static void paste(Document& document, const Actions& actions, QStatusBar& status, NoticeBar& notices) {
  try {
    if (!pasteSettings(document)) status.showMessage(EditActions::tr("No settings were copied yet."), 5000);
  } catch (const base::Error& e) {
    tellProblem(notices, actions, e.problem());
  }
}

void connectEditActions(QMainWindow& window, const Actions& actions, Document& document, Opener& opener,
                        NoticeBar& notices) {
  QStatusBar& status = *window.statusBar();
  onAction(actions, "undo", &window, [&document] { document.history().undo(); });
  onAction(actions, "redo", &window, [&document] { document.history().redo(); });
  onAction(actions, "copy-settings", &window, [&document, &status] {
    copySettings(document);
    status.showMessage(EditActions::tr("Settings copied: paste them in another project."), 5000);
  });
  onAction(actions, "paste-settings", &window,
           [&document, &actions, &status, &notices] { paste(document, actions, status, notices); });
  onAction(actions, "paste-files", &window, [&opener] { opener.paste(); });
}

}  // namespace ui
