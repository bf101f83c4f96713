#include "ui/window/project_files.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <memory>
#include <optional>

#include "ui/base/document.h"
#include "ui/jobs/job.h"
#include "ui/jobs/wait_for_job.h"
#include "ui/window/recent_files.h"

namespace ui {

namespace fs = std::filesystem;

static QString text(const fs::path& path) { return QString::fromStdString(path.string()); }
static QString nameOf(const fs::path& path) { return text(path.filename()); }

ProjectFiles::ProjectFiles(Document& document, QWidget* window, ProjectDisk disk)
    : QObject(window), document_(document), window_(window), disk_(std::move(disk)) {}

bool ProjectFiles::mayLeave() {
  if (!document_.isModified()) return true;
  const auto answer = QMessageBox::question(
      window_, tr("Unsaved changes"), tr("The project has unsaved changes. Save them?"),
      QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, QMessageBox::Save);
  return answer == QMessageBox::Discard || (answer == QMessageBox::Save && save());
}

void ProjectFiles::begin() {
  if (mayLeave()) document_.reset({}, {});
}

void ProjectFiles::open(const QString& file) {
  if (!mayLeave()) return;
  const fs::path path = file.toStdString();
  const auto found = std::make_shared<std::optional<dub::Project>>();
  Job job(
      tr("Opening"),
      [load = disk_.load, path, found](const base::OnProgress&, const std::stop_token&) {
        *found = load(path);
        return base::Outcome::done;
      },
      nullptr);
  connect(&job, &Job::failed, this,
          [this](const base::Problem& problem) { Q_EMIT failed(problem, QStringLiteral("open")); });
  const bool hasEnded =
      waitForJob(job, window_, tr("%1 is being opened: its disk is slow.").arg(nameOf(path)));
  if (!hasEnded || !*found) return;
  document_.reset(std::move(**found), path);
  rememberFile(file);
  findMissing();
}

bool ProjectFiles::save() { return document_.file().empty() ? saveAs() : saveTo(document_.file()); }

bool ProjectFiles::saveAs() {
  const fs::path& video = document_.project().video;
  const fs::path proposed = !document_.file().empty() ? document_.file()
                            : video.empty() ? fs::path(QDir::homePath().toStdString()) / "project.redub"
                                            : fs::path(video).replace_extension(".redub");
  QString file = QFileDialog::getSaveFileName(window_, tr("Save project"), text(proposed),
                                              tr("Redub projects (*.redub)"));
  if (file.isEmpty()) return false;
  if (QFileInfo(file).suffix().isEmpty()) file += QStringLiteral(".redub");
  return saveTo(file.toStdString());
}

bool ProjectFiles::saveTo(const fs::path& file) {
  Job job(
      tr("Saving"),
      [save = disk_.save, project = document_.project(), file](const base::OnProgress&,
                                                               const std::stop_token&) {
        save(project, file);
        return base::Outcome::done;
      },
      nullptr, base::Worth::keep);
  bool isSaved = false;
  connect(&job, &Job::finished, this, [&isSaved] { isSaved = true; });
  connect(&job, &Job::failed, this,
          [this](const base::Problem& problem) { Q_EMIT failed(problem, QStringLiteral("save-as")); });
  if (!waitForJob(job, window_, tr("%1 is being saved: its disk is slow.").arg(nameOf(file))))
    Q_EMIT uncertain(
        tr("It is not certain that %1 will be saved: its disk did not answer.").arg(nameOf(file)));
  if (!isSaved) return false;
  document_.markSaved(file);
  rememberFile(text(file));
  Q_EMIT saved(text(file));
  return true;
}

void ProjectFiles::offerRecovery(const std::vector<Recoverable>& all) {
  for (const Recoverable& left : all) {
    QMessageBox question(QMessageBox::Question, tr("Recover a project"),
                         tr("Redub did not end as it should. It kept %1, as of %2.\n\nOpen it?")
                             .arg(left.name, QLocale().toString(left.saved, QLocale::ShortFormat)),
                         QMessageBox::NoButton, window_);
    QPushButton* yes = question.addButton(tr("&Open it"), QMessageBox::AcceptRole);
    QPushButton* no = question.addButton(tr("&Throw it away"), QMessageBox::DestructiveRole);
    question.addButton(tr("&Later"), QMessageBox::RejectRole);
    question.exec();
    if (question.clickedButton() == no) discard(left);
    if (question.clickedButton() != yes) continue;
    document_.recover(recoveredProject(left), left.project);
    discard(left);
    findMissing();
    return;
  }
}

bool ProjectFiles::hasMissing() const { return !dub::missingMedia(document_.project()).empty(); }

void ProjectFiles::findMissing() {
  for (auto missing = dub::missingMedia(document_.project()); !missing.empty();
       missing = dub::missingMedia(document_.project())) {
    const fs::path& lost = missing.front();
    QMessageBox question(QMessageBox::Warning, tr("A file is missing"),
                         tr("%1 is not where it was:\n%2\n\nWhere is it now?")
                             .arg(text(lost.filename()), text(lost.parent_path())),
                         QMessageBox::NoButton, window_);
    QPushButton* look = question.addButton(tr("&Look for it..."), QMessageBox::AcceptRole);
    question.addButton(tr("&Go on without"), QMessageBox::RejectRole);
    question.exec();
    if (question.clickedButton() != look) return;
    const QString found = QFileDialog::getOpenFileName(
        window_, tr("Where is %1?").arg(text(lost.filename())), text(lost.parent_path()),
        tr("%1 (*%2);;All files (*)").arg(text(lost.filename()), text(lost.extension())));
    if (found.isEmpty()) return;
    document_.edit(tr("Find media"),
                   [&](dub::Project& project) { dub::relink(project, lost, found.toStdString()); });
  }
}

}  // namespace ui
