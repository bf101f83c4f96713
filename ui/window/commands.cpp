// What the actions of the window do.
#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QDockWidget>
#include <QFileDialog>
#include <QMenu>
#include <QMimeData>
#include <QStatusBar>
#include <algorithm>

#include "core/project/edit.h"
#include "core/project/project_file.h"
#include "core/project/project_json.h"
#include "core/sample/sample.h"
#include "ui/dialogs/about_dialog.h"
#include "ui/dialogs/log_window.h"
#include "ui/dialogs/shortcut_sheet.h"
#include "ui/jobs/job.h"
#include "ui/preview/preview.h"
#include "ui/record/record_session.h"
#include "ui/timeline/timeline.h"
#include "ui/window/main_window.h"
#include "ui/window/notice_bar.h"
#include "ui/window/project_files.h"
#include "ui/window/recent_files.h"

namespace ui {

static const QString kSettingsMime = QStringLiteral("application/x-redub-settings");

void MainWindow::on(const char* id, const std::function<void()>& run) {
  connect((*actions_)[QLatin1String(id)], &QAction::triggered, this, run);
}

void MainWindow::onChecked(const char* id, const std::function<void(bool)>& run) {
  connect((*actions_)[QLatin1String(id)], &QAction::toggled, this, run);
}

void MainWindow::connectActions() {
  Document& document = workspace_->document();
  on("new", [this] { files_->begin(); });
  on("open", [this] { askForFiles(); });
  on("save", [this] { files_->save(); });
  on("save-as", [this] { files_->saveAs(); });
  on("export", [this] { exportVideo(); });
  on("import-model", [this] {
    const QString file = QFileDialog::getOpenFileName(this, tr("Import a lip model"), {},
                                                      tr("Checkpoints (*.pth *.pt *.ckpt *.safetensors)"));
    if (!file.isEmpty()) showModels(file);
  });
  on("quit", [this] { close(); });
  on("undo", [&document] { document.history().undo(); });
  on("redo", [&document] { document.history().redo(); });
  on("copy-settings", [this] { copySettings(); });
  on("paste-settings", [this] { pasteSettings(); });
  on("paste-files", [this] { pasteFiles(); });
  on("preferences", [this] { showPreferences(); });
  on("record", [this] { recording_->toggle(); });
  on("record-settings", [this] {
    docks_[QStringLiteral("record")]->show();
    docks_[QStringLiteral("record")]->raise();
  });
  on("next-take", [this] { changeTake(1); });
  on("previous-take", [this] { changeTake(-1); });
  on("dub", [this] { dub(); });
  on("cancel-dub", [this] { workspace_->dubbing().cancel(); });
  on("redub-all", [this] { dubAgain(); });
  on("models", [this] { showModels({}); });
  on("shortcuts", [this] { ShortcutSheet(*actions_, this).exec(); });
  on("log", [this] {
    auto* window = new LogWindow(log_, this);
    window->setAttribute(Qt::WA_DeleteOnClose);
    window->show();
  });
  on("sample", [this] { makeSample(); });
  on("about", [this] { AboutDialog(this).exec(); });
  connect(recent_, &QMenu::aboutToShow, this, [this] { fillRecent(); });
  connectViewActions();
  connectTimelineActions();
}

void MainWindow::fillRecent() {
  recent_->clear();
  for (const QString& file : recentFiles())
    recent_->addAction(file, this, [this, file] { openFiles({file.toStdString()}); });
  if (recent_->isEmpty()) recent_->addAction(tr("Nothing yet"))->setEnabled(false);
  recent_->addSeparator();
  recent_->addAction(tr("&Clear"), this, [] { forgetRecentFiles(); });
}

void MainWindow::connectViewActions() {
  auto* views = new QActionGroup(this);
  const std::pair<const char*, Compare> ways[] = {{"view-original", Compare::original},
                                                  {"view-dubbed", Compare::dubbed},
                                                  {"view-side-by-side", Compare::sideBySide},
                                                  {"view-wipe", Compare::wipe}};
  for (const auto& [id, way] : ways) {
    views->addAction((*actions_)[QLatin1String(id)]);
    on(id, [this, way = way] { preview_->setCompare(way); });
  }
  (*actions_)[QStringLiteral("view-dubbed")]->setChecked(true);
  onChecked("zoom-mouth", [this](bool isOn) { preview_->setMouthZoom(isOn); });
  onChecked("faces", [this](bool isOn) { preview_->setFacesShown(isOn); });
  (*actions_)[QStringLiteral("faces")]->setChecked(true);
  onChecked("sound-original",
            [this](bool isOn) { workspace_->listen(isOn ? Listen::original : Listen::dub); });
  onChecked("history", [this](bool isOn) {
    docks_[QStringLiteral("history")]->setVisible(isOn);
    if (isOn) docks_[QStringLiteral("history")]->raise();
  });
  onChecked("fullscreen", [this](bool isOn) { isOn ? showFullScreen() : showNormal(); });
}

void MainWindow::connectTimelineActions() {
  Transport& t = workspace_->transport();
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
  onChecked("loop", [this](bool isOn) { workspace_->setLooping(isOn); });
  on("set-in", [this] { setIn(); });
  on("set-out", [this] { setOut(); });
  on("clear-range", [this] {
    workspace_->document().edit(tr("Clear range"),
                                [](dub::Project& p) { p.inSec = p.outSec = std::nullopt; });
  });
  on("add-marker", [this] {
    const double at = workspace_->transport().seconds();
    workspace_->document().edit(tr("Add marker"), [&](dub::Project& p) {
      p.markers.push_back({at, tr("Marker %1").arg(p.markers.size() + 1).toStdString()});
    });
  });
  on("split", [this] { timeline_->splitAtPlayhead(); });
  on("delete", [this] { timeline_->removeChosen(); });
  on("select-all", [this] {
    std::set<int> all;
    for (const dub::SpeechClip& clip : workspace_->document().project().clips) all.insert(clip.id);
    timeline_->choose(all);
  });
  on("previous-problem", [this] { timeline_->toPreviousProblem(); });
  on("next-problem", [this] { timeline_->toNextProblem(); });
  on("previous-edge", [this] { timeline_->toPreviousEdge(); });
  on("next-edge", [this] { timeline_->toNextEdge(); });
  on("zoom-in", [this] { timeline_->zoomIn(); });
  on("zoom-out", [this] { timeline_->zoomOut(); });
  on("zoom-fit", [this] { timeline_->zoomToFit(); });
  on("zoom-range", [this] { timeline_->zoomToRange(); });
  onChecked("snapping", [this](bool isOn) { timeline_->toggleSnapping(isOn); });
  (*actions_)[QStringLiteral("snapping")]->setChecked(true);
}

void MainWindow::openFiles(const std::vector<std::filesystem::path>& files) {
  if (files.empty()) return;
  const int chosen = timeline_->chosen().empty() ? 0 : *timeline_->chosen().begin();
  intake_->take(files, std::nullopt, timeline_->currentVoice(), chosen);
  for (const auto& file : files) rememberFile(QString::fromStdString(file.string()));
}

void MainWindow::askForFiles() {
  const QStringList names = QFileDialog::getOpenFileNames(
      this, tr("Open"), {},
      tr("Everything Redub reads (*);;Videos and pictures (*.mp4 *.mov *.mkv *.webm *.avi *.mpg *.ts *.jpg "
         "*.png);;"
         "Sound (*.wav *.mp3 *.flac *.m4a *.ogg *.opus);;Redub projects (*.redub)"));
  std::vector<std::filesystem::path> files;
  for (const QString& name : names) files.emplace_back(name.toStdString());
  openFiles(files);
}

void MainWindow::pasteFiles() {
  const QMimeData* copied = QApplication::clipboard()->mimeData();
  if (copied == nullptr || !copied->hasUrls()) {
    statusBar()->showMessage(tr("There are no files on the clipboard: copy some in a file manager first."),
                             6000);
    return;
  }
  openFiles(filesOf(copied->urls()));
}

// The settings travel as a project without media.
void MainWindow::copySettings() {
  dub::Project carrier;
  carrier.settings = workspace_->document().project().settings;
  auto* copied = new QMimeData;
  copied->setData(kSettingsMime, QByteArray::fromStdString(dub::toJson(carrier, {})));
  QApplication::clipboard()->setMimeData(copied);
  statusBar()->showMessage(tr("Settings copied: paste them in another project."), 5000);
}

void MainWindow::pasteSettings() {
  const QMimeData* copied = QApplication::clipboard()->mimeData();
  if (copied == nullptr || !copied->hasFormat(kSettingsMime)) {
    statusBar()->showMessage(tr("No settings were copied yet."), 5000);
    return;
  }
  try {
    const dub::Project carrier = dub::parseProject(copied->data(kSettingsMime).toStdString(), {});
    workspace_->document().edit(tr("Paste settings"),
                                [&](dub::Project& project) { project.settings = carrier.settings; });
  } catch (const base::Error& e) {
    fail(QString::fromStdString(e.what()), QString::fromStdString(e.detail()));
  }
}

void MainWindow::makeSample() {
  const std::filesystem::path folder = cacheFolder() / "sample";
  struct Made {
    std::filesystem::path video, speech;
  };
  const auto made = std::make_shared<Made>();
  auto* job = new Job(
      tr("Making the sample"),
      [folder, made](const base::OnProgress&, const std::stop_token&) {
        made->video = sample::makeSample({.seconds = 10}, folder / "talker").video;
        made->speech =
            sample::makeSample({.seconds = 7,
                                .width = 160,
                                .height = 120,
                                .voice = "en-us+f3",
                                .text = "This is another voice, and it says other words. Look closely at "
                                        "the lips: they follow the new sentence.",
                                .seed = 2},
                               folder / "voice")
                .speech;
        return base::Outcome::done;
      },
      this);
  connect(job, &Job::finished, this, [this, job, made] {
    job->deleteLater();
    if (!files_->mayLeave()) return;
    workspace_->document().reset({}, {});
    intake_->take({made->video, made->speech}, std::nullopt, 0, 0);
  });
  connect(job, &Job::failed, this, [this, job](const QString& message, const QString& detail) {
    job->deleteLater();
    fail(message, detail);
  });
  watch(job);
  job->start();
}

void MainWindow::setIn() {
  const double at = workspace_->transport().seconds();
  workspace_->document().edit(tr("Set in point"), [&](dub::Project& p) {
    p.inSec = at;
    if (p.outSec && *p.outSec <= at) p.outSec.reset();
  });
}

// The picture at the playhead is the last one of the range.
void MainWindow::setOut() {
  const Transport& t = workspace_->transport();
  const double end = t.frame() + 1 < t.frames() ? t.secondsOf(t.frame() + 1) : t.duration();
  workspace_->document().edit(tr("Set out point"), [&](dub::Project& p) {
    p.outSec = end;
    if (p.inSec && *p.inSec >= end) p.inSec.reset();
  });
}

void MainWindow::changeTake(int step) {
  const std::set<int> chosen = timeline_->chosen();
  workspace_->document().edit(tr("Choose take"), [&](dub::Project& p) {
    for (const int id : chosen) {
      const dub::SpeechClip* clip = p.clip(id);
      if (clip == nullptr || clip->takes.size() < 2) continue;
      const auto count = static_cast<int>(clip->takes.size());
      const auto at = static_cast<int>(std::ranges::find(clip->takes, clip->take) - clip->takes.begin());
      dub::choose(p, id, clip->takes[static_cast<std::size_t>((at + step + count) % count)]);
    }
  });
}

void MainWindow::chooseFace(int voice, int track) {
  workspace_->document().edit(tr("Choose face %1").arg(track), [&](dub::Project& p) {
    if (voice >= 0 && voice < static_cast<int>(p.voices.size()))
      p.voices[static_cast<std::size_t>(voice)].face = {.id = track, .place = std::nullopt};
  });
}

void MainWindow::faceMenu(int voice, QPoint globalPos) {
  QMenu menu(this);
  if (const auto analysis = workspace_->clip().analysis(); analysis && !analysis->tracks.empty()) {
    const int now = workspace_->trackOfVoice(voice);
    for (const face::Track& track : analysis->tracks) {
      QAction* action = menu.addAction(tr("Face %1").arg(track.id), this,
                                       [this, voice, id = track.id] { chooseFace(voice, id); });
      action->setCheckable(true);
      action->setChecked(track.id == now);
    }
  } else {
    menu.addAction(tr("No faces yet"))->setEnabled(false);
  }
  menu.addSeparator();
  QAction* remove = menu.addAction(tr("&Remove this voice"), this, [this, voice] {
    workspace_->document().edit(tr("Remove voice"), [voice](dub::Project& p) { dub::removeVoice(p, voice); });
  });
  remove->setEnabled(workspace_->document().project().voices.size() > 1);
  menu.exec(globalPos);
}

void MainWindow::dub() {
  if (!workspace_->clip().analysis()) {
    statusBar()->showMessage(
        tr("The faces are still being looked for: dubbing begins as soon as they are known."), 6000);
    connect(&workspace_->clip(), &OpenClip::analysed, this, &MainWindow::dub, Qt::SingleShotConnection);
    return;
  }
  const auto [first, last] = workspace_->range();
  workspace_->dubbing().start(first, last, std::clamp(workspace_->transport().frame(), first, last));
}

void MainWindow::dubAgain() {
  workspace_->dubbing().forget();
  dub();
}

}  // namespace ui
