#include "ui/window/menu_bar.h"

#include <QCoreApplication>
#include <QDockWidget>
#include <QMainWindow>
#include <QMenuBar>

#include "ui/actions/actions.h"
#include "ui/window/window_layout.h"

namespace ui {

QMenu* fillMenuBar(QMainWindow& window, const Actions& actions, const WindowLayout& layout) {
  QMenu* recent = nullptr;
  for (const QString& id : menus()) {
    QMenu* menu = window.menuBar()->addMenu(menuTitle(id));
    menu->setToolTipsVisible(true);
    for (QAction* action : actions.of(id)) {
      menu->addAction(action);
      if (action == actions[QStringLiteral("open")])
        recent = menu->addMenu(QCoreApplication::translate("MenuBar", "Open &Recent"));
    }
    if (id == QLatin1String("view")) {
      menu->addSeparator();
      for (const QDockWidget* dock : {layout.settingsDock, layout.recordDock, layout.exportsDock})
        menu->addAction(dock->toggleViewAction());
    }
  }
  for (const ActionSpec& spec : actionTable()) window.addAction(actions[QLatin1String(spec.id)]);
  return recent;
}

}  // namespace ui
