#include "ui/window/view_actions.h"

#include <QActionGroup>
#include <QDockWidget>
#include <QMainWindow>

#include "ui/actions/actions.h"
#include "ui/actions/on_action.h"
#include "ui/preview/preview.h"
#include "ui/window/window_layout.h"
#include "ui/workspace/workspace.h"

namespace ui {

static void connectCompare(QMainWindow& window, const Actions& actions, Preview& preview) {
  auto* views = new QActionGroup(&window);
  const std::pair<const char*, Compare> ways[] = {{"view-original", Compare::original},
                                                  {"view-dubbed", Compare::dubbed},
                                                  {"view-side-by-side", Compare::sideBySide},
                                                  {"view-wipe", Compare::wipe}};
  for (const auto& [id, way] : ways) {
    views->addAction(actions[QLatin1String(id)]);
    onAction(actions, id, &window, [&preview, way = way] { preview.setCompare(way); });
  }
  actions[QStringLiteral("view-dubbed")]->setChecked(true);
}

void connectViewActions(QMainWindow& window, const Actions& actions, const WindowLayout& layout,
                        Workspace& workspace) {
  Preview& preview = *layout.preview;
  connectCompare(window, actions, preview);
  onChecked(actions, "zoom-mouth", &window, [&preview](bool isOn) { preview.setMouthZoom(isOn); });
  onChecked(actions, "faces", &window, [&preview](bool isOn) { preview.setFacesShown(isOn); });
  actions[QStringLiteral("faces")]->setChecked(true);
  onChecked(actions, "sound-original", &window,
            [&workspace](bool isOn) { workspace.listen(isOn ? Listen::original : Listen::dub); });
  onChecked(actions, "history", &window, [dock = layout.historyDock](bool isOn) {
    dock->setVisible(isOn);
    if (isOn) dock->raise();
  });
  onChecked(actions, "fullscreen", &window,
            [&window](bool isOn) { isOn ? window.showFullScreen() : window.showNormal(); });
}

}  // namespace ui
