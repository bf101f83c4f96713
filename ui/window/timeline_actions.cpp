#include "ui/window/timeline_actions.h"

#include <QCoreApplication>

#include "ui/actions/actions.h"
#include "ui/actions/on_action.h"
#include "ui/timeline/timeline.h"
#include "ui/workspace/workspace.h"

namespace ui {

namespace {
struct TimelineActions {
  Q_DECLARE_TR_FUNCTIONS(TimelineActions)
};
}  // namespace

void connectPlaybackActions(const Actions& actions, Workspace& workspace) {
  Transport& t = workspace.transport();
  const auto on = [&](const char* id, const std::function<void()>& run) { onAction(actions, id, &t, run); };
  on("play", [&t] { t.toggle(); });
  on("stop", [&t] { t.pause(); });
  on("shuttle-back", [&t] { t.shuttle(-1); });
  on("shuttle-forward", [&t] { t.shuttle(1); });
  on("step-back", [&t] { t.step(-1); });
  on("step-forward", [&t] { t.step(1); });
  on("jump-back", [&t] { t.seekSeconds(t.seconds() - 1); });
  on("jump-forward", [&t] { t.seekSeconds(t.seconds() + 1); });
  on("to-start", [&t] { t.seek(0); });
  on("to-end", [&t] { t.seek(t.frames() - 1); });
  onChecked(actions, "loop", &t, [&workspace](bool isOn) { workspace.setLooping(isOn); });
}

static void setIn(Document& document, const Transport& t) {
  const double at = t.seconds();
  document.edit(TimelineActions::tr("Set in point"), [&](dub::Project& p) {
    p.inSec = at;
    if (p.outSec && *p.outSec <= at) p.outSec.reset();
  });
}

// The picture at the playhead is the last one of the range.
static void setOut(Document& document, const Transport& t) {
  const double end = t.frame() + 1 < t.frames() ? t.secondsOf(t.frame() + 1) : t.duration();
  document.edit(TimelineActions::tr("Set out point"), [&](dub::Project& p) {
    p.outSec = end;
    if (p.inSec && *p.inSec >= end) p.inSec.reset();
  });
}

static void addMarker(Document& document, double atSec) {
  document.edit(TimelineActions::tr("Add marker"), [&](dub::Project& p) {
    p.markers.push_back({atSec, TimelineActions::tr("Marker %1").arg(p.markers.size() + 1).toStdString()});
  });
}

static void selectAll(const Document& document, Timeline& timeline) {
  std::set<int> all;
  for (const dub::SpeechClip& clip : document.project().clips) all.insert(clip.id);
  timeline.choose(all);
}

void connectTimelineActions(const Actions& actions, Workspace& workspace, Timeline& timeline) {
  Document& document = workspace.document();
  const Transport& t = workspace.transport();
  const auto on = [&](const char* id, const std::function<void()>& run) {
    onAction(actions, id, &timeline, run);
  };
  on("set-in", [&document, &t] { setIn(document, t); });
  on("set-out", [&document, &t] { setOut(document, t); });
  on("clear-range", [&document] {
    document.edit(TimelineActions::tr("Clear range"),
                  [](dub::Project& p) { p.inSec = p.outSec = std::nullopt; });
  });
  on("add-marker", [&document, &t] { addMarker(document, t.seconds()); });
  on("split", [&timeline] { timeline.splitAtPlayhead(); });
  on("delete", [&timeline] { timeline.removeChosen(); });
  on("select-all", [&document, &timeline] { selectAll(document, timeline); });
  on("previous-problem", [&timeline] { timeline.toPreviousProblem(); });
  on("next-problem", [&timeline] { timeline.toNextProblem(); });
  on("previous-edge", [&timeline] { timeline.toPreviousEdge(); });
  on("next-edge", [&timeline] { timeline.toNextEdge(); });
  on("zoom-in", [&timeline] { timeline.zoomIn(); });
  on("zoom-out", [&timeline] { timeline.zoomOut(); });
  on("zoom-fit", [&timeline] { timeline.zoomToFit(); });
  on("zoom-range", [&timeline] { timeline.zoomToRange(); });
  onChecked(actions, "snapping", &timeline, [&timeline](bool isOn) { timeline.toggleSnapping(isOn); });
  actions[QStringLiteral("snapping")]->setChecked(true);
}

}  // namespace ui
