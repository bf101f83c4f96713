#include "ui/window/opener.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QMenu>
#include <QMimeData>
#include <memory>

#include "core/sample/sample.h"
#include "ui/base/document.h"
#include "ui/jobs/job.h"
#include "ui/preferences/preferences.h"
#include "ui/timeline/timeline.h"
#include "ui/window/project_files.h"
#include "ui/window/recent_files.h"

namespace ui {

namespace fs = std::filesystem;

Opener::Opener(QWidget& window, Document& document, ProjectFiles& projects, const Timeline& timeline)
    : window_(window), document_(document), projects_(projects), timeline_(timeline), intake_(document) {
  connect(&intake_, &Intake::projectFound, &projects_, &ProjectFiles::open);
}

void Opener::open(const std::vector<fs::path>& files, std::optional<Intake::Place> place) {
  const std::set<int>& chosen = timeline_.chosen();
  intake_.take(files, place, timeline_.currentVoice(), chosen.empty() ? 0 : *chosen.begin());
}

void Opener::open(const std::vector<fs::path>& files) {
  if (files.empty()) return;
  open(files, std::nullopt);
  for (const fs::path& file : files) rememberFile(QString::fromStdString(file.string()));
}

void Opener::ask() {
  const QStringList names = QFileDialog::getOpenFileNames(
      &window_, tr("Open"), {},
      tr("Everything Redub reads (*);;Videos and pictures (*.mp4 *.mov *.mkv *.webm *.avi *.mpg *.ts *.jpg "
         "*.png);;"
         "Sound (*.wav *.mp3 *.flac *.m4a *.ogg *.opus);;Redub projects (*.redub)"));
  std::vector<fs::path> files;
  for (const QString& name : names) files.emplace_back(name.toStdString());
  open(files);
}

void Opener::paste() {
  const QMimeData* copied = QApplication::clipboard()->mimeData();
  if (copied == nullptr || !copied->hasUrls())
    return Q_EMIT told(tr("There are no files on the clipboard: copy some in a file manager first."));
  open(filesOf(copied->urls()));
}

void Opener::fill(QMenu& recent) {
  recent.clear();
  for (const QString& file : recentFiles())
    recent.addAction(file, this, [this, file] { open({file.toStdString()}); });
  if (recent.isEmpty()) recent.addAction(tr("Nothing yet"))->setEnabled(false);
  recent.addSeparator();
  recent.addAction(tr("&Clear"), this, [] { forgetRecentFiles(); });
}

static std::vector<fs::path> sampleIn(const fs::path& folder) {
  const sample::SampleFiles talker = sample::makeSample({.seconds = 10}, folder / "talker");
  const sample::SampleFiles voice =
      sample::makeSample({.seconds = 7,
                          .width = 160,
                          .height = 120,
                          .voice = "en-us+f3",
                          .text = "This is another voice, and it says other words. Look closely at "
                                  "the lips: they follow the new sentence.",
                          .seed = 2},
                         folder / "voice");
  return {talker.video, voice.speech};
}

void Opener::makeSample() {
  const auto made = std::make_shared<std::vector<fs::path>>();
  auto* job = new Job(
      tr("Making the sample"),
      [folder = cacheFolder() / "sample", made](const base::OnProgress&, const std::stop_token&) {
        *made = sampleIn(folder);
        return base::Outcome::done;
      },
      this);
  connect(job, &Job::finished, this, [this, job, made] {
    job->deleteLater();
    if (!projects_.mayLeave()) return;
    document_.reset({}, {});
    intake_.take(*made, std::nullopt, 0, 0);
  });
  connect(job, &Job::failed, this, [this, job](const base::Problem& problem) {
    job->deleteLater();
    Q_EMIT failed(problem);
  });
  Q_EMIT jobStarted(job);
  job->start();
}

}  // namespace ui
