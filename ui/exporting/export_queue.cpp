#include "ui/exporting/export_queue.h"

#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/theme/theme.h"

namespace ui {

ExportQueue::ExportQueue(QWidget* parent, ExportWork work) : QWidget(parent), work_(std::move(work)) {
  auto* content = new QWidget;
  list_ = new QVBoxLayout(content);
  list_->setContentsMargins(theme::kMargin, theme::kMargin, theme::kMargin, theme::kMargin);
  list_->setSpacing(theme::kGap);
  empty_ =
      new QLabel(tr("Exports are shown here with their progress and the check of the finished file."), this);
  empty_->setWordWrap(true);
  theme::setTone(*empty_, theme::Tone::dim);
  list_->addWidget(empty_);
  list_->addStretch();
  auto* scroll = new QScrollArea(this);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setFocusPolicy(Qt::NoFocus);
  scroll->setWidget(content);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(scroll);
}

void ExportQueue::add(const dub::Project& project, const dub::ExportPreset& preset,
                      const std::filesystem::path& output, const dub::RenderOptions& options) {
  auto* row = new ExportRow({project, preset, output, options}, work_, this);
  rows_.append(row);
  list_->insertWidget(0, row);
  empty_->hide();
  connectRow(row);
  next();
}

void ExportQueue::connectRow(ExportRow* row) {
  const QString path = QString::fromStdString(row->output().string());
  connect(row, &ExportRow::done, this, [this, path](bool isGood) { Q_EMIT finished(path, isGood); });
  connect(row, &ExportRow::failed, this,
          [this, path](const base::Problem& problem) { Q_EMIT failed(path, problem); });
  connect(row, &ExportRow::removalRequested, this, [this, row] { remove(row); });
  connect(row, &ExportRow::over, this, &ExportQueue::next);
}

int ExportQueue::jobs() const {
  return static_cast<int>(std::ranges::count(rows_, false, &ExportRow::isOver));
}

void ExportQueue::cancelAll() {
  for (ExportRow* row : QList<ExportRow*>(rows_.rbegin(), rows_.rend())) row->cancel();
}

// Starts the oldest that waits, unless one runs.
void ExportQueue::next() {
  Q_EMIT jobsChanged(jobs());
  if (std::ranges::count(rows_, ExportRow::State::running, &ExportRow::state) > 0) return;
  const auto waiting = std::ranges::find(rows_, ExportRow::State::waiting, &ExportRow::state);
  if (waiting == rows_.end()) return;
  (*waiting)->start();
  Q_EMIT started(&(*waiting)->job());
}

void ExportQueue::remove(ExportRow* row) {
  rows_.removeOne(row);
  row->deleteLater();
  empty_->setVisible(rows_.isEmpty());
}

}  // namespace ui
