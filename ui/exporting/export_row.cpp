#include "ui/exporting/export_row.h"

#include <QDesktopServices>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QStandardPaths>
#include <QToolButton>
#include <QUrl>
#include <system_error>

#include "core/base/error.h"
#include "ui/exporting/report_card.h"
#include "ui/jobs/error_words.h"
#include "ui/jobs/job_words.h"
#include "ui/theme/theme.h"

namespace ui {

namespace fs = std::filesystem;

static QString shown(const fs::path& path) { return QString::fromStdString(path.string()); }

// Where an export keeps its mixed voices; a failed one finds them there when it is tried again.
static fs::path makeWorkFolder() {
  const fs::path folder =
      QStandardPaths::writableLocation(QStandardPaths::CacheLocation).toStdString() + "/export";
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (failed) throw base::Error(base::Fault::folderNotMade, {}, folder, failed.message());
  return folder;
}

ExportRow::ExportRow(ExportOrder order, const ExportWork& doWork, QWidget* parent)
    : QFrame(parent), output_(order.output), report_(std::make_shared<std::optional<dub::Report>>()) {
  const auto run = [order = std::move(order), doWork, report = report_](const base::OnProgress& onProgress,
                                                                        std::stop_token stop) {
    *report =
        doWork(order.project, order.preset, order.output, makeWorkFolder(), order.options, onProgress, stop);
    return *report ? base::Outcome::done : base::Outcome::cancelled;
  };
  job_ = new Job(tr("Export %1").arg(shown(output_.filename())), run, this);
  setFrameShape(QFrame::StyledPanel);
  auto* grid = new QGridLayout(this);
  grid->setSpacing(theme::kGap / 2);
  grid->setColumnStretch(0, 1);
  addHead(*grid);
  become(State::waiting, tr("Waiting"));
  connect(job_, &Job::progressed, this, &ExportRow::showProgress);
  connect(job_, &Job::finished, this, &ExportRow::end);
  connect(job_, &Job::failed, this, &ExportRow::fail);
}

void ExportRow::addHead(QGridLayout& grid) {
  name_ = new QLabel(shown(output_.filename()), this);
  name_->setTextFormat(Qt::PlainText);
  name_->setToolTip(shown(output_));
  QFont bold = name_->font();
  bold.setBold(true);
  name_->setFont(bold);
  cancel_ = new QToolButton(this);
  cancel_->setAutoRaise(true);
  cancel_->setFocusPolicy(Qt::StrongFocus);
  cancel_->setIcon(theme::icon(QStringLiteral("cancel")));
  bar_ = new QProgressBar(this);
  bar_->setTextVisible(false);
  bar_->setMaximumHeight(theme::kGap);
  bar_->setAccessibleName(tr("Progress of %1").arg(name_->text()));
  words_ = new QLabel(this);
  words_->setWordWrap(true);
  words_->setTextFormat(Qt::PlainText);
  words_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  grid.addWidget(name_, 0, 0);
  grid.addWidget(cancel_, 0, 1);
  grid.addWidget(bar_, 1, 0, 1, 2);
  grid.addWidget(words_, 2, 0, 1, 2);
  connect(cancel_, &QToolButton::clicked, this, &ExportRow::cancelOrRemove);
}

void ExportRow::become(State state, const QString& words) {
  state_ = state;
  words_->setText(words);
  words_->setVisible(!words.isEmpty());
  theme::setTone(*words_, state == State::failed ? theme::Tone::bad : theme::Tone::dim);
  bar_->setVisible(state == State::running);
  const QString name = isOver() ? tr("Remove %1 from the list").arg(name_->text())
                                : tr("Cancel the export of %1").arg(name_->text());
  cancel_->setAccessibleName(name);
  cancel_->setToolTip(name);
  cancel_->setEnabled(true);
}

void ExportRow::start() {
  become(State::running, tr("Starting"));
  bar_->setRange(0, 0);
  job_->start();
}

void ExportRow::showProgress() {
  if (job_->isCancelled()) return;
  const base::Progress& progress = job_->progress();
  const QString stage = stageName(progress.stage), pace = job_->isPaused() ? tr("paused") : paceOf(progress);
  words_->setText(pace.isEmpty() ? stage : tr("%1: %2").arg(stage, pace));
  const int done = thousandths(progress);
  bar_->setRange(0, done < 0 ? 0 : 1000);
  bar_->setValue(done);
}

void ExportRow::cancel() {
  if (isOver()) return;
  if (state_ == State::running) {
    job_->cancel();
    words_->setText(tr("Stopping"));
    cancel_->setEnabled(false);
    return;
  }
  become(State::cancelled, tr("Cancelled"));
  Q_EMIT over();
}

void ExportRow::cancelOrRemove() {
  if (isOver())
    Q_EMIT removalRequested();
  else
    cancel();
}

void ExportRow::end(base::Outcome outcome) {
  if (outcome == base::Outcome::cancelled) {
    become(State::cancelled, tr("Cancelled: nothing was written."));
    Q_EMIT over();
    return;
  }
  const dub::Report& report = **report_;
  become(State::done, {});
  auto* grid = static_cast<QGridLayout*>(layout());
  grid->addWidget(new ReportCard(report, this), grid->rowCount(), 0, 1, 2);
  addFileButtons();
  Q_EMIT done(report.verdict.findings.empty() || report.verdict.isGood());
  Q_EMIT over();
}

void ExportRow::addFileButtons() {
  auto* open = new QPushButton(theme::icon(QStringLiteral("play")), tr("Open"), this);
  auto* show = new QPushButton(theme::icon(QStringLiteral("folder")), tr("Show in folder"), this);
  open->setAccessibleName(tr("Open %1").arg(name_->text()));
  show->setAccessibleName(tr("Show %1 in its folder").arg(name_->text()));
  connect(open, &QPushButton::clicked, this,
          [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(shown(output_))); });
  connect(show, &QPushButton::clicked, this,
          [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(shown(output_.parent_path()))); });
  auto* row = new QHBoxLayout;
  row->addWidget(open);
  row->addWidget(show);
  row->addStretch();
  auto* grid = static_cast<QGridLayout*>(layout());
  grid->addLayout(row, grid->rowCount(), 0, 1, 2);
}

void ExportRow::fail(const base::Problem& problem) {
  become(State::failed, tr("Failed: %1").arg(words(problem)));
  words_->setToolTip(QString::fromStdString(problem.detail));
  Q_EMIT failed(problem);
  Q_EMIT over();
}

}  // namespace ui
