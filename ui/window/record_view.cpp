#include "ui/window/record_view.h"

#include <QPainter>

#include "ui/actions/actions.h"
#include "ui/preview/preview.h"
#include "ui/record/record_panel.h"
#include "ui/record/streamer.h"
#include "ui/theme/theme.h"
#include "ui/timeline/timeline.h"
#include "ui/workspace/workspace.h"

namespace ui {

static constexpr int kStreamerMs = 30;  // from picture to picture of the streamer, also where the film stands

RecordView::RecordView(RecordSession& recording, Workspace& workspace, const WindowLayout& layout,
                       Actions& actions)
    : recording_(recording), workspace_(workspace), layout_(layout), actions_(actions) {
  connect(&recording_, &RecordSession::stateChanged, this, &RecordView::showState);
  connect(&streaming_, &QTimer::timeout, layout_.preview, qOverload<>(&QWidget::update));
  connect(&recording_, &RecordSession::recordingGrew, this,
          [this](double atSec, const std::vector<audio::WaveformPeaks::Peak>& peaks) {
            layout_.timeline->setRecording(Timeline::Recording{atSec, recording_.voice(), peaks});
          });
  const auto choose = [this](int clip) { layout_.timeline->choose({clip}); };
  connect(&recording_, &RecordSession::takeRecorded, this, choose);
  connect(layout_.recordPanel, &RecordPanel::lineChosen, this, choose);
  connect(layout_.recordPanel, &RecordPanel::playRequested, this, &RecordView::listen);
  Transport& transport = workspace_.transport();
  connect(&transport, &Transport::moved, this, [this, &transport] {
    if (playUntil_ && transport.seconds() >= *playUntil_) transport.pause();
  });
  connect(&transport, &Transport::playingChanged, this, [this, &transport] {
    if (!transport.isPlaying()) playUntil_.reset();
    layout_.recordPanel->refreshReason();
  });
  connect(&transport, &Transport::opened, layout_.recordPanel, &RecordPanel::refreshReason);
}

void RecordView::showState(RecordState state) {
  if (state == RecordState::idle) {
    layout_.timeline->setRecording(std::nullopt);
    streaming_.stop();
    layout_.preview->setOverlay({});
    workspace_.setMonitor(std::nullopt, false);
    workspace_.transport().pause();
  } else if (!streaming_.isActive()) {
    streaming_.start(kStreamerMs);
    layout_.preview->setOverlay([this](QPainter& painter, const QRect& picture) {
      if (const auto left = recording_.secondsToPunchIn()) paintStreamer(painter, picture, *left);
    });
  }
  nameAction(state != RecordState::idle);
}

// What pressing it would do now.
void RecordView::nameAction(bool isRecording) {
  QAction* record = actions_[QStringLiteral("record")];
  if (isRecording)
    record->setText(tr("&Stop Recording"));
  else
    actions_.retranslate();
  record->setIcon(theme::icon(isRecording ? QStringLiteral("stop") : QStringLiteral("record")));
}

void RecordView::listen(double fromSec, double toSec) {
  workspace_.transport().seekSeconds(fromSec);
  workspace_.transport().play();
  playUntil_ = toSec;
}

}  // namespace ui
