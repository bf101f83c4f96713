#include "ui/window/action_state.h"

#include "ui/actions/actions.h"
#include "ui/timeline/timeline.h"
#include "ui/workspace/workspace.h"

namespace ui {

static unsigned holding(Workspace& workspace, const std::set<int>& chosen) {
  Document& document = workspace.document();
  const dub::Project& project = document.project();
  unsigned needs = kAlways;
  if (workspace.transport().hasClip()) needs |= kVideo;
  if (!project.clips.empty()) needs |= kSpeech;
  if (!chosen.empty()) needs |= kClip;
  if (project.inSec || project.outSec) needs |= kRange;
  if (document.history().canUndo()) needs |= kUndo;
  if (document.history().canRedo()) needs |= kRedo;
  if (workspace.dubbing().isDubbing()) needs |= kDubbing;
  for (const int id : chosen)
    if (const dub::SpeechClip* clip = project.clip(id); clip != nullptr && clip->takes.size() > 1)
      needs |= kTake;
  return needs;
}

void followState(Actions& actions, Workspace& workspace, const Timeline& timeline) {
  const auto refresh = [&] { actions.setHolding(holding(workspace, timeline.chosen())); };
  QObject::connect(&workspace.document(), &Document::changed, &timeline, refresh);
  QObject::connect(&workspace.document().history(), &QUndoStack::indexChanged, &timeline, refresh);
  QObject::connect(&workspace.transport(), &Transport::opened, &timeline, refresh);
  QObject::connect(&workspace.dubbing(), &DubSession::statesChanged, &timeline, refresh);
  QObject::connect(&workspace.dubbing(), &DubSession::dubbingChanged, &timeline, refresh);
  QObject::connect(&timeline, &Timeline::chosenChanged, &timeline, refresh);
  refresh();
}

}  // namespace ui
