// Files dragged onto the window, what a crash left, and its closing.
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QMessageBox>
#include <QMimeData>

#include "ui/exporting/export_queue.h"
#include "ui/preview/preview.h"
#include "ui/record/record_session.h"
#include "ui/record/take_files.h"
#include "ui/timeline/timeline.h"
#include "ui/window/main_window.h"
#include "ui/window/notice_bar.h"
#include "ui/window/project_files.h"
#include "ui/window/start_page.h"

namespace ui {

void MainWindow::showDropHint(const QString& hint) {
  start_->setHint(hint);
  preview_->setHint(hint);
}

std::optional<Intake::Place> MainWindow::placeOf(QPoint position) const {
  const QPoint local = timeline_->mapFrom(this, position);
  if (!timeline_->isVisible() || !timeline_->rect().contains(local)) return std::nullopt;
  const auto place = timeline_->placeAt(local);
  return place ? std::optional(Intake::Place{place->voice, place->seconds}) : std::nullopt;
}

// What would happen is found out while the files hover, and told before they are let go.
void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  if (!event->mimeData()->hasUrls()) return;
  event->acceptProposedAction();
  showDropHint(tr("Looking at the files..."));
  connect(intake_, &Intake::looked, this, &MainWindow::announceDrop, Qt::UniqueConnection);
  intake_->look(filesOf(event->mimeData()->urls()));
}

void MainWindow::announceDrop() {
  disconnect(intake_, &Intake::looked, this, &MainWindow::announceDrop);
  showDropHint(announced(intake_->seen(), workspace_->document().project()));
}

void MainWindow::dragMoveEvent(QDragMoveEvent* event) {
  const bool isUseless = !intake_->isLooking() && !intake_->seen().empty() && !isUsable(intake_->seen());
  if (!event->mimeData()->hasUrls() || isUseless)
    event->ignore();
  else
    event->acceptProposedAction();
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent* /*event*/) {
  disconnect(intake_, &Intake::looked, this, &MainWindow::announceDrop);
  showDropHint({});
}

void MainWindow::dropEvent(QDropEvent* event) {
  disconnect(intake_, &Intake::looked, this, &MainWindow::announceDrop);
  showDropHint({});
  if (!event->mimeData()->hasUrls()) return;
  event->acceptProposedAction();
  const int chosen = timeline_->chosen().empty() ? 0 : *timeline_->chosen().begin();
  intake_->take(filesOf(event->mimeData()->urls()), placeOf(event->position().toPoint()),
                timeline_->currentVoice(), chosen);
  activateWindow();
}

// A take that was being recorded is offered as a file to add, whether its project was kept or not.
void MainWindow::offerRecovery() {
  files_->offerRecovery();
  const std::vector<std::filesystem::path> takes = recoveredTakes(takesFolder());
  if (takes.empty()) return;
  notices_->tell(NoticeBar::Kind::info,
                 tr("%n take(s) were being recorded when Redub ended; they are kept in %1.", nullptr,
                    static_cast<int>(takes.size()))
                     .arg(QString::fromStdString(takes.front().parent_path().string())),
                 {}, tr("Add"), [this, takes] { openFiles(takes); });
}

void MainWindow::closeEvent(QCloseEvent* event) {
  const bool isBusy =
      workspace_->dubbing().isDubbing() || exports_->jobs() > 0 || recording_->state() != RecordState::idle;
  if (isBusy) {
    const auto answer = QMessageBox::question(this, tr("Work is running"),
                                              tr("Redub is still dubbing, exporting or recording. Stop that "
                                                 "and close?\n\nExports that are not finished "
                                                 "leave no file; a take that is being recorded is kept."),
                                              QMessageBox::Close | QMessageBox::Cancel, QMessageBox::Cancel);
    if (answer != QMessageBox::Close) return event->ignore();
  }
  if (!files_->mayLeave()) return event->ignore();
  recording_->stop();
  workspace_->dubbing().cancel();
  exports_->cancelAll();
  saveLayout();
  event->accept();
}

}  // namespace ui
