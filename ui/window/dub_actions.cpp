#include "ui/window/dub_actions.h"

#include <QCoreApplication>
#include <QMainWindow>
#include <QStatusBar>
#include <algorithm>

#include "core/project/edit.h"
#include "ui/actions/on_action.h"
#include "ui/record/record_session.h"
#include "ui/timeline/timeline.h"
#include "ui/window/dialogs.h"
#include "ui/window/window_layout.h"
#include "ui/workspace/workspace.h"

namespace ui {

namespace {
struct DubActions {
  Q_DECLARE_TR_FUNCTIONS(DubActions)
};
}  // namespace

static void changeTake(Document& document, const std::set<int>& chosen, int step) {
  document.edit(DubActions::tr("Choose take"), [&](dub::Project& p) {
    for (const int id : chosen) {
      const dub::SpeechClip* clip = p.clip(id);
      if (clip == nullptr || clip->takes.size() < 2) continue;
      const auto count = static_cast<int>(clip->takes.size());
      const auto at = static_cast<int>(std::ranges::find(clip->takes, clip->take) - clip->takes.begin());
      dub::choose(p, id, clip->takes[static_cast<std::size_t>((at + step + count) % count)]);
    }
  });
}

void connectRecordActions(const Actions& actions, RecordSession& recording, const WindowLayout& layout,
                          Workspace& workspace) {
  const auto change = [&document = workspace.document(), timeline = layout.timeline](int step) {
    changeTake(document, timeline->chosen(), step);
  };
  onAction(actions, "record", &recording, [&recording] { recording.toggle(); });
  onAction(actions, "record-settings", &recording, [dock = layout.recordDock] { showPanel(*dock); });
  onAction(actions, "next-take", &recording, [change] { change(1); });
  onAction(actions, "previous-take", &recording, [change] { change(-1); });
}

static void startDub(QMainWindow& window, Workspace& workspace) {
  if (!workspace.clip().analysis()) {
    window.statusBar()->showMessage(
        DubActions::tr("The faces are still being looked for: dubbing begins as soon as they are known."),
        6000);
    QObject::connect(
        &workspace.clip(), &OpenClip::analysed, &window,
        [&window, &workspace] { startDub(window, workspace); }, Qt::SingleShotConnection);
    return;
  }
  const auto [first, last] = workspace.range();
  workspace.dubbing().start(first, last, std::clamp(workspace.transport().frame(), first, last));
}

void connectDubActions(QMainWindow& window, const Actions& actions, Workspace& workspace, Dialogs& dialogs) {
  onAction(actions, "dub", &window, [&window, &workspace] { startDub(window, workspace); });
  onAction(actions, "cancel-dub", &window, [&workspace] { workspace.dubbing().cancel(); });
  onAction(actions, "redub-all", &window, [&window, &workspace] {
    workspace.dubbing().forget();
    startDub(window, workspace);
  });
  onAction(actions, "models", &window, [&dialogs] { dialogs.showModels({}); });
}

}  // namespace ui
