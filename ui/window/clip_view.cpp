#include "ui/window/clip_view.h"

#include "ui/inspector/inspector.h"
#include "ui/preview/preview.h"
#include "ui/timeline/timeline.h"
#include "ui/window/recent_files.h"
#include "ui/window/start_page.h"
#include "ui/window/transport_bar.h"
#include "ui/workspace/workspace.h"

namespace ui {

ClipView::ClipView(Workspace& workspace, const WindowLayout& layout)
    : workspace_(workspace), layout_(layout) {
  const OpenClip& clip = workspace_.clip();
  connect(&clip, &OpenClip::probed, this, &ClipView::showClip);
  connect(&clip, &OpenClip::closed, this, &ClipView::showClip);
  connect(&clip, &OpenClip::analysed, this, &ClipView::showFaces);
  connect(&workspace_.waveforms(), &WaveformCache::came, layout_.timeline, &Timeline::refresh);
  connect(&workspace_.film(), &FilmStrip::came, layout_.timeline, &Timeline::refresh);
  connect(&workspace_.dubbing(), &DubSession::statesChanged, this,
          [this] { layout_.timeline->setStates(workspace_.dubbing().states()); });
  connect(&workspace_.document(), &Document::changed, this, [this] {
    if (!layout_.start->isHidden() && !workspace_.document().project().clips.empty()) showClip();
  });
  followPlayback();
  showClip();
}

void ClipView::followPlayback() {
  Transport& transport = workspace_.transport();
  connect(&transport, &Transport::shown, layout_.preview, &Preview::show);
  connect(layout_.preview, &Preview::viewChanged, &transport, &Transport::setView);
  connect(layout_.timeline, &Timeline::seekRequested, &transport, &Transport::seekSeconds);
  const auto follow = [this, &transport] {
    layout_.timeline->setPlayhead(transport.seconds(), transport.isPlaying());
  };
  connect(&transport, &Transport::moved, this, follow);
  connect(&transport, &Transport::playingChanged, this, follow);
}

void ClipView::showClip() {
  const OpenClip& clip = workspace_.clip();
  const bool isThere = clip.clip() != nullptr;
  const auto video = isThere ? clip.probe()->video : std::nullopt;
  const bool isEmpty = clip.video().empty() && workspace_.document().project().clips.empty();
  layout_.preview->setVideo(video);
  layout_.transportBar->setVideo(video);
  layout_.timeline->setContent({video, clip.index(), clip.analysis(), {}});
  layout_.inspector->setFaces(nullptr, {});
  layout_.start->setVisible(isEmpty);
  layout_.preview->setVisible(!isEmpty);
  layout_.editing->setVisible(!isEmpty);
  layout_.start->setRecent(recentFiles());
  if (isThere) layout_.timeline->zoomToFit();
}

void ClipView::showFaces() {
  const OpenClip& clip = workspace_.clip();
  layout_.preview->setAnalysis(clip.analysis());
  layout_.timeline->setContent(
      {clip.probe()->video, clip.index(), clip.analysis(), workspace_.dubbing().states()});
  // A small picture from the middle of the time in which the face is seen.
  const auto portrait = [this](int track) -> QImage {
    for (const face::Track& t : workspace_.clip().analysis()->tracks)
      if (t.id == track) return workspace_.film().nearest((t.first + t.end()) / 2);
    return {};
  };
  layout_.inspector->setFaces(clip.analysis(), portrait);
}

}  // namespace ui
