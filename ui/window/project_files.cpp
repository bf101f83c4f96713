#include "ui/window/project_files.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>

#include "core/base/error.h"
#include "core/project/project_file.h"
#include "ui/base/document.h"
#include "ui/preferences/preferences.h"
#include "ui/window/recent_files.h"

namespace ui {

namespace fs = std::filesystem;

static QString text(const fs::path& path) { return QString::fromStdString(path.string()); }

ProjectFiles::ProjectFiles(Document& document, QWidget* window)
    : QObject(window), document_(document), window_(window) {}

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
  try {
    document_.load(file.toStdString());
    rememberFile(file);
  } catch (const base::Error& e) {
    Q_EMIT failed(QString::fromStdString(e.what()), QString::fromStdString(e.detail()));
    return;
  }
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
  try {
    document_.save(file);
  } catch (const base::Error& e) {
    Q_EMIT failed(QString::fromStdString(e.what()), QString::fromStdString(e.detail()));
    return false;
  }
  rememberFile(text(file));
  Q_EMIT saved(text(file));
  return true;
}

void ProjectFiles::offerRecovery() {
  for (const Recoverable& left : recoverable(recoveryFolder())) {
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
