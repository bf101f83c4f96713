#include "ui/window/voice_view.h"

#include <QCoreApplication>
#include <QMenu>

#include "core/project/edit.h"
#include "ui/inspector/inspector.h"
#include "ui/preview/preview.h"
#include "ui/record/record_panel.h"
#include "ui/record/record_session.h"
#include "ui/timeline/timeline.h"
#include "ui/window/window_layout.h"
#include "ui/workspace/workspace.h"

namespace ui {

namespace {
struct VoiceView {
  Q_DECLARE_TR_FUNCTIONS(VoiceView)
};
}  // namespace

static void chooseFace(Document& document, int voice, int track) {
  document.edit(VoiceView::tr("Choose face %1").arg(track), [&](dub::Project& p) {
    if (voice >= 0 && voice < static_cast<int>(p.voices.size()))
      p.voices[static_cast<std::size_t>(voice)].face = {.id = track, .place = std::nullopt};
  });
}

static void addFaces(QMenu& menu, Workspace& workspace, int voice) {
  const auto analysis = workspace.clip().analysis();
  if (!analysis || analysis->tracks.empty()) {
    menu.addAction(VoiceView::tr("No faces yet"))->setEnabled(false);
    return;
  }
  const int now = workspace.trackOfVoice(voice);
  for (const face::Track& track : analysis->tracks) {
    QAction* action =
        menu.addAction(VoiceView::tr("Face %1").arg(track.id), &menu,
                       [&workspace, voice, id = track.id] { chooseFace(workspace.document(), voice, id); });
    action->setCheckable(true);
    action->setChecked(track.id == now);
  }
}

static void showFaceMenu(QWidget& window, Workspace& workspace, int voice, QPoint globalPos) {
  QMenu menu(&window);
  addFaces(menu, workspace, voice);
  menu.addSeparator();
  QAction* remove = menu.addAction(VoiceView::tr("&Remove this voice"), &menu, [&workspace, voice] {
    workspace.document().edit(VoiceView::tr("Remove voice"),
                              [voice](dub::Project& p) { dub::removeVoice(p, voice); });
  });
  remove->setEnabled(workspace.document().project().voices.size() > 1);
  menu.exec(globalPos);
}

void followVoice(QWidget& window, const WindowLayout& layout, Workspace& workspace,
                 RecordSession& recording) {
  Timeline* timeline = layout.timeline;
  const auto showVoice = [layout, timeline, &workspace, &recording] {
    const int voice = timeline->currentVoice();
    layout.inspector->setVoice(voice);
    layout.preview->setTrack(workspace.trackOfVoice(voice));
    recording.setVoice(voice);
  };
  recording.setVoice(timeline->currentVoice());
  QObject::connect(timeline, &Timeline::voiceChanged, timeline, showVoice);
  QObject::connect(&workspace.document(), &Document::changed, timeline, showVoice);
  QObject::connect(&workspace.clip(), &OpenClip::analysed, timeline, showVoice);
  QObject::connect(timeline, &Timeline::chosenChanged, &window, [layout, timeline] {
    layout.inspector->setChosen(timeline->chosen());
    layout.recordPanel->setLine(timeline->chosen().empty() ? 0 : *timeline->chosen().begin());
  });
  QObject::connect(timeline, &Timeline::faceMenuRequested, &window,
                   [&window, &workspace](int voice, QPoint globalPos) {
                     showFaceMenu(window, workspace, voice, globalPos);
                   });
  QObject::connect(layout.preview, &Preview::faceClicked, &window, [timeline, &workspace](int track) {
    chooseFace(workspace.document(), timeline->currentVoice(), track);
  });
}

}  // namespace ui
