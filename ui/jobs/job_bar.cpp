#include "ui/jobs/job_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>

#include "ui/jobs/job_words.h"
#include "ui/theme/theme.h"

namespace ui {

static constexpr int kBarWidth = 140;

static QToolButton* flatButton(QWidget* parent, const QString& icon, const QString& name) {
  auto* button = new QToolButton(parent);
  button->setAutoRaise(true);
  button->setFocusPolicy(Qt::StrongFocus);
  button->setIcon(theme::icon(icon));
  button->setAccessibleName(name);
  button->setToolTip(name);
  return button;
}

JobBar::JobBar(QWidget* parent)
    : QWidget(parent),
      title_(new QLabel(this)),
      pace_(new QLabel(this)),
      others_(new QLabel(this)),
      bar_(new QProgressBar(this)),
      pause_(flatButton(this, QStringLiteral("pause"), tr("Pause"))),
      cancel_(flatButton(this, QStringLiteral("cancel"), tr("Cancel"))) {
  title_->setTextFormat(Qt::PlainText);
  bar_->setFixedWidth(kBarWidth);
  bar_->setFixedHeight(theme::kGap);
  bar_->setTextVisible(false);
  bar_->setAccessibleName(tr("Progress of the job"));
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(theme::kGap);
  row->addStretch();
  for (QWidget* part : std::initializer_list<QWidget*>{title_, pace_, bar_, pause_, cancel_, others_})
    row->addWidget(part);
  connect(pause_, &QToolButton::clicked, this, &JobBar::togglePause);
  connect(cancel_, &QToolButton::clicked, this, &JobBar::cancelNewest);
  show();
}

void JobBar::watch(Job* job) {
  jobs_.append(job);
  connect(job, &Job::progressed, this, &JobBar::show);
  connect(job, &Job::finished, this, [this, job] { leave(job); });
  connect(job, &Job::failed, this, [this, job] { leave(job); });
  connect(job, &QObject::destroyed, this, &JobBar::leave);
  show();
}

void JobBar::leave(QObject* job) {
  jobs_.removeIf([job](const Job* known) { return known == job; });
  show();
}

void JobBar::show() {
  const Job* job = newest();
  setVisible(job != nullptr);
  if (job != nullptr) showProgress(*job);
}

void JobBar::showProgress(const Job& job) {
  const QString stage = stageName(job.progress().stage);
  const bool isSame = stage.isEmpty() || stage == job.title();
  title_->setText(isSame ? job.title() : tr("%1: %2").arg(job.title(), stage));
  const int done = thousandths(job.progress());
  bar_->setRange(0, done < 0 ? 0 : 1000);
  bar_->setValue(done);
  pace_->setText(job.isPaused() ? tr("paused") : paceOf(job.progress()));
  const QString pauseName = job.isPaused() ? tr("Go on") : tr("Pause");
  pause_->setIcon(theme::icon(job.isPaused() ? QStringLiteral("play") : QStringLiteral("pause")));
  pause_->setToolTip(pauseName);
  pause_->setAccessibleName(pauseName);
  pause_->setEnabled(!job.isCancelled());
  cancel_->setEnabled(!job.isCancelled());
  const auto more = jobs_.size() - 1;
  others_->setVisible(more > 0);
  others_->setText(tr("+%1").arg(more));
  others_->setToolTip(tr("More jobs that run: %1").arg(more));
}

void JobBar::togglePause() {
  if (Job* job = newest()) job->setPaused(!job->isPaused());
}

void JobBar::cancelNewest() {
  if (Job* job = newest()) job->cancel();
  show();
}

}  // namespace ui
