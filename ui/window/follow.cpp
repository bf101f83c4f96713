// What in the window follows what.
#include <QDockWidget>
#include <QFileInfo>
#include <QPainter>
#include <QStatusBar>

#include "core/base/log.h"
#include "ui/dialogs/model_terms.h"
#include "ui/exporting/export_queue.h"
#include "ui/inspector/inspector.h"
#include "ui/jobs/job.h"
#include "ui/jobs/job_bar.h"
#include "ui/jobs/job_words.h"
#include "ui/preview/preview.h"
#include "ui/record/record_panel.h"
#include "ui/record/record_session.h"
#include "ui/record/streamer.h"
#include "ui/theme/theme.h"
#include "ui/timeline/timeline.h"
#include "ui/window/autosave.h"
#include "ui/window/main_window.h"
#include "ui/window/notice_bar.h"
#include "ui/window/project_files.h"
#include "ui/window/recent_files.h"
#include "ui/window/start_page.h"
#include "ui/window/taskbar.h"
#include "ui/window/transport_bar.h"

namespace ui {

static constexpr int kStreamerMs = 30;  // from picture to picture of the streamer, also where the film stands

void MainWindow::watch(Job* job) {
  jobs_->watch(job);
  connect(job, &Job::progressed, this, [job] {
    const int done = thousandths(job->progress());
    if (done >= 0) showTaskbarProgress(done / 1000.0);
  });
  connect(job, &Job::finished, this, [] { showTaskbarProgress(std::nullopt); });
  connect(job, &Job::failed, this, [] { showTaskbarProgress(std::nullopt); });
}

void MainWindow::fail(const QString& message, const QString& detail) {
  notices_->tell(NoticeBar::Kind::error, message, detail);
}

void MainWindow::connectClip() {
  OpenClip& clip = workspace_->clip();
  connect(&clip, &OpenClip::probed, this, &MainWindow::showClip);
  connect(&clip, &OpenClip::closed, this, &MainWindow::showClip);
  connect(&clip, &OpenClip::analysed, this, &MainWindow::showFaces);
  connect(&clip, &OpenClip::jobStarted, this, &MainWindow::watch);
  connect(&clip, &OpenClip::failed, this, [this, &clip](const QString& message, const QString& detail) {
    fail(message, detail);
    const auto takeBack = [this, message] { notices_->takeBack(message); };
    connect(&clip, &OpenClip::probed, notices_, takeBack, Qt::SingleShotConnection);
  });
  connect(&clip, &OpenClip::analysisFailed, this, [this](const QString& message, const QString& detail) {
    notices_->tell(NoticeBar::Kind::warning, message, detail, tr("Look again"),
                   [this] { workspace_->clip().analyseAgain(); });
  });
  connect(&workspace_->outlines(), &Outlines::came, timeline_, &Timeline::refresh);
  connect(&workspace_->film(), &FilmStrip::came, timeline_, &Timeline::refresh);
}

void MainWindow::showClip() {
  const OpenClip& clip = workspace_->clip();
  const bool isThere = clip.clip() != nullptr;
  const auto video = isThere ? clip.probe()->video : std::nullopt;
  const bool isEmpty = clip.video().empty() && workspace_->document().project().clips.empty();
  preview_->setVideo(video);
  transportBar_->setVideo(video);
  timeline_->setContent({video, clip.index(), clip.analysis(), {}});
  inspector_->setFaces(nullptr, {});
  start_->setVisible(isEmpty);
  preview_->setVisible(!isEmpty);
  editing_->setVisible(!isEmpty);
  start_->setRecent(recentFiles());
  if (isThere) timeline_->zoomToFit();
  refreshActions();
}

void MainWindow::showFaces() {
  const OpenClip& clip = workspace_->clip();
  preview_->setAnalysis(clip.analysis());
  timeline_->setContent({clip.probe()->video, clip.index(), clip.analysis(), workspace_->dubbing().states()});
  // A small picture from the middle of the time in which the face is seen.
  const auto portrait = [this](int track) -> QImage {
    for (const face::Track& t : workspace_->clip().analysis()->tracks)
      if (t.id == track) return workspace_->film().nearest((t.first + t.end()) / 2);
    return {};
  };
  inspector_->setFaces(clip.analysis(), portrait);
  showVoice(timeline_->currentVoice());
  if (clip.analysis()->tracks.empty())
    notices_->tell(
        NoticeBar::Kind::warning,
        tr("No face was found in this video: lips cannot be moved. Choose a clip that shows a face of 60 "
           "pixels or more from the front."));
}

void MainWindow::showVoice(int voice) {
  inspector_->setVoice(voice);
  preview_->setTrack(workspace_->trackOfVoice(voice));
  recording_->setVoice(voice);
}

void MainWindow::connectPlayback() {
  Transport& transport = workspace_->transport();
  connect(&transport, &Transport::shown, preview_, &Preview::show);
  connect(preview_, &Preview::viewChanged, &transport, &Transport::setView);
  connect(&transport, &Transport::failed, this, [this](const QString& message) { fail(message, {}); });
  const auto follow = [this, &transport] {
    timeline_->setPlayhead(transport.seconds(), transport.isPlaying());
  };
  connect(&transport, &Transport::moved, this, follow);
  connect(&transport, &Transport::playingChanged, this, follow);
  connect(preview_, &Preview::faceClicked, this,
          [this](int track) { chooseFace(timeline_->currentVoice(), track); });
}

void MainWindow::connectDubbing() {
  DubSession& dubbing = workspace_->dubbing();
  connect(&dubbing, &DubSession::statesChanged, this, [this, &dubbing] {
    timeline_->setStates(dubbing.states());
    refreshActions();
  });
  connect(&dubbing, &DubSession::jobStarted, this, &MainWindow::watch);
  connect(&dubbing, &DubSession::dubbingChanged, this, &MainWindow::refreshActions);
  connect(&dubbing, &DubSession::failed, this, &MainWindow::fail);
  connect(&dubbing, &DubSession::noted, this,
          [this](const QString& note) { notices_->tell(NoticeBar::Kind::warning, note); });
  connect(&dubbing, &DubSession::finished, this, [this] {
    statusBar()->showMessage(tr("The lips are done: play to watch them, or export the video."), 8000);
  });
  connect(exports_, &ExportQueue::started, this, &MainWindow::watch);
  connect(exports_, &ExportQueue::finished, this, [this](const QString& path, bool isGood) {
    const QString name = QFileInfo(path).fileName();
    notices_->tell(isGood ? NoticeBar::Kind::info : NoticeBar::Kind::error,
                   isGood ? tr("%1 is done and was checked.").arg(name)
                          : tr("%1 did not pass its check: see Exports.").arg(name),
                   {}, tr("Show"), [this] {
                     docks_[QStringLiteral("exports")]->show();
                     docks_[QStringLiteral("exports")]->raise();
                   });
  });
  connect(exports_, &ExportQueue::failed, this, [this](const QString& path, const QString& message) {
    notices_->tell(NoticeBar::Kind::error,
                   tr("%1 was not written: %2").arg(QFileInfo(path).fileName(), message));
  });
}

void MainWindow::connectTimeline() {
  connect(timeline_, &Timeline::seekRequested, &workspace_->transport(), &Transport::seekSeconds);
  connect(timeline_, &Timeline::chosenChanged, this, [this] {
    inspector_->setChosen(timeline_->chosen());
    recordPanel_->setLine(timeline_->chosen().empty() ? 0 : *timeline_->chosen().begin());
    refreshActions();
  });
  connect(timeline_, &Timeline::voiceChanged, this, &MainWindow::showVoice);
  connect(timeline_, &Timeline::faceMenuRequested, this, &MainWindow::faceMenu);
  connect(inspector_, &Inspector::modelsRequested, this, [this] { showModels({}); });
  inspector_->setModels(usableModels());
}

// What pressing it would do now.
void MainWindow::nameRecordAction(bool isRecording) {
  QAction* record = (*actions_)[QStringLiteral("record")];
  if (isRecording)
    record->setText(tr("&Stop Recording"));
  else
    actions_->retranslate();
  record->setIcon(theme::icon(isRecording ? QStringLiteral("stop") : QStringLiteral("record")));
}

void MainWindow::connectRecording() {
  recording_->setVoice(timeline_->currentVoice());
  connect(recording_, &RecordSession::stateChanged, this, [this](RecordState state) {
    if (state == RecordState::idle) {
      timeline_->setRecording(std::nullopt);
      streaming_.stop();
      preview_->setOverlay({});
      workspace_->setMonitor(std::nullopt, false);
      workspace_->transport().pause();
    } else if (!streaming_.isActive()) {
      streaming_.start(kStreamerMs);
      preview_->setOverlay([this](QPainter& painter, const QRect& picture) {
        if (const auto left = recording_->secondsToPunchIn()) paintStreamer(painter, picture, *left);
      });
    }
    nameRecordAction(state != RecordState::idle);
    refreshActions();
  });
  connect(&streaming_, &QTimer::timeout, preview_, qOverload<>(&QWidget::update));
  connect(recording_, &RecordSession::recordingGrew, this,
          [this](double atSec, const std::vector<audio::WaveformPeaks::Peak>& peaks) {
            timeline_->setRecording(Timeline::Recording{atSec, recording_->voice(), peaks});
          });
  connect(recording_, &RecordSession::takeRecorded, this, [this](int clip) { timeline_->choose({clip}); });
  connect(recording_, &RecordSession::failed, this, [this](const QString& message) { fail(message, {}); });
  connect(recordPanel_, &RecordPanel::lineChosen, this, [this](int clip) { timeline_->choose({clip}); });
  connect(recordPanel_, &RecordPanel::playRequested, this, [this](double fromSec, double toSec) {
    Transport& transport = workspace_->transport();
    transport.seekSeconds(fromSec);
    transport.play();
    playUntil_ = toSec;
  });
  connect(&workspace_->transport(), &Transport::moved, this, [this] {
    if (playUntil_ && workspace_->transport().seconds() >= *playUntil_) workspace_->transport().pause();
  });
  connect(&workspace_->transport(), &Transport::playingChanged, this, [this] {
    if (!workspace_->transport().isPlaying()) playUntil_.reset();
    recordPanel_->refreshReason();
  });
  connect(&workspace_->transport(), &Transport::opened, recordPanel_, &RecordPanel::refreshReason);
  connect(recordPanel_, &RecordPanel::preferencesChanged, this, [this](const RecordSettings& settings) {
    store(settings, preferences_);
    savePreferences(preferences_);
  });
}

void MainWindow::connectFiles() {
  Document& document = workspace_->document();
  connect(&document, &Document::changed, this, &MainWindow::refreshActions);
  connect(&document, &Document::changed, this, [this] {
    showVoice(timeline_->currentVoice());
    if (!start_->isHidden() && !workspace_->document().project().clips.empty()) showClip();
  });
  connect(&document, &Document::fileChanged, this, &MainWindow::refreshTitle);
  connect(&document.history(), &QUndoStack::cleanChanged, this, &MainWindow::refreshTitle);
  connect(files_, &ProjectFiles::failed, this, &MainWindow::fail);
  connect(files_, &ProjectFiles::saved, this,
          [this](const QString& file) { statusBar()->showMessage(tr("Saved %1").arg(file), 5000); });
  connect(autosave_, &Autosave::failed, this,
          [this](const QString& message) { notices_->tell(NoticeBar::Kind::warning, message); });
  connect(intake_, &Intake::pictureFound, &workspace_->clip(), &OpenClip::expect);
  connect(intake_, &Intake::projectFound, files_, &ProjectFiles::open);
  connect(intake_, &Intake::modelFound, this, &MainWindow::showModels);
  connect(intake_, &Intake::refused, this,
          [this](const QString& reasons) { notices_->tell(NoticeBar::Kind::warning, reasons); });
  connect(start_, &StartPage::openRequested, this, &MainWindow::askForFiles);
  connect(start_, &StartPage::sampleRequested, this, &MainWindow::makeSample);
  connect(start_, &StartPage::recentRequested, this,
          [this](const QString& file) { openFiles({file.toStdString()}); });
}

// Notices are noted in the log by their bar.
void MainWindow::connectLog() {
  Document& document = workspace_->document();
  OpenClip& clip = workspace_->clip();
  connect(&document, &Document::fileChanged, this, [&document] {
    if (!document.file().empty()) base::logInfo("project " + document.file().string());
  });
  connect(&clip, &OpenClip::probed, this, [&clip] { base::logInfo("opened " + clip.video().string()); });
  connect(&clip, &OpenClip::analysed, this, [&clip] {
    base::logInfo("looked for faces: " + std::to_string(clip.analysis()->tracks.size()) + " found");
  });
  connect(&workspace_->dubbing(), &DubSession::finished, this, [] { base::logInfo("dubbed"); });
  connect(recording_, &RecordSession::stateChanged, this, [](RecordState state) {
    if (state == RecordState::recording) base::logInfo("recording");
  });
  connect(recording_, &RecordSession::takeRecorded, this, [&document](int id) {
    const dub::SpeechClip* line = document.project().clip(id);
    if (line == nullptr) return;
    base::logInfo("recorded " + document.project().take(line->take)->file.string());
  });
  connect(exports_, &ExportQueue::finished, this,
          [](const QString& path) { base::logInfo("exported " + path.toStdString()); });
}

void MainWindow::refreshTitle() {
  const Document& document = workspace_->document();
  const QString name = document.file().empty()
                           ? tr("Untitled")
                           : QFileInfo(QString::fromStdString(document.file().string())).completeBaseName();
  setWindowTitle(QStringLiteral("%1[*] - Redub").arg(name));
  setWindowModified(document.isModified());
}

void MainWindow::refreshActions() {
  Document& document = workspace_->document();
  const dub::Project& project = document.project();
  unsigned holding = kAlways;
  if (workspace_->transport().hasClip()) holding |= kVideo;
  if (!project.clips.empty()) holding |= kSpeech;
  if (!timeline_->chosen().empty()) holding |= kClip;
  if (project.inSec || project.outSec) holding |= kRange;
  if (document.history().canUndo()) holding |= kUndo;
  if (document.history().canRedo()) holding |= kRedo;
  if (workspace_->dubbing().isDubbing()) holding |= kDubbing;
  for (const int id : timeline_->chosen())
    if (const dub::SpeechClip* clip = project.clip(id); clip != nullptr && clip->takes.size() > 1)
      holding |= kTake;
  actions_->setHolding(holding);
}

}  // namespace ui
