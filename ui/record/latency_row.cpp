#include "ui/record/latency_row.h"

#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <memory>
#include <utility>

#include "ui/jobs/error_words.h"
#include "ui/jobs/job.h"
#include "ui/preferences/preferences.h"
#include "ui/theme/theme.h"

namespace ui {

LatencyRow::LatencyRow(QWidget* parent)
    : QWidget(parent),
      value_(new QDoubleSpinBox),
      button_(new QPushButton(tr("Meas&ure..."))),
      words_(new QLabel) {
  value_->setRange(-kMaxLatencyMs, kMaxLatencyMs);
  value_->setDecimals(1);
  value_->setSuffix(tr(" ms"));
  value_->setAccessibleName(tr("Latency"));
  value_->setToolTip(tr("If takes come late, measure this or raise it: they are moved earlier by it."));
  value_->setKeyboardTracking(false);
  words_->setWordWrap(true);
  words_->hide();
  auto* label = new QLabel(tr("La&tency:"));
  label->setBuddy(value_);
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setSpacing(theme::kGap);
  grid->addWidget(label, 0, 0);
  grid->addWidget(value_, 0, 1);
  grid->addWidget(button_, 0, 2);
  grid->addWidget(words_, 1, 0, 1, 3);
  grid->setColumnStretch(1, 1);
  setMeasure({});
  connect(value_, &QDoubleSpinBox::valueChanged, this, &LatencyRow::edited);
  connect(button_, &QPushButton::clicked, this, &LatencyRow::ask);
}

double LatencyRow::milliseconds() const { return value_->value(); }

void LatencyRow::setMilliseconds(double ms) {
  const QSignalBlocker quiet(value_);
  value_->setValue(ms);
}

void LatencyRow::setMeasure(Measure measure) {
  measure_ = std::move(measure);
  button_->setEnabled(measure_ != nullptr && job_ == nullptr);
}

void LatencyRow::ask() {
  auto* question = new QMessageBox(QMessageBox::NoIcon, tr("Measure Latency"),
                                   tr("Hold the headphones to the microphone."), QMessageBox::Cancel, this);
  question->setInformativeText(
      tr("A short rising tone is played and heard again. It takes some seconds; keep the room quiet."));
  auto* begin = question->addButton(tr("&Measure"), QMessageBox::AcceptRole);
  question->setDefaultButton(begin);
  question->setAttribute(Qt::WA_DeleteOnClose);
  connect(begin, &QPushButton::clicked, this, &LatencyRow::measure);
  question->open();
}

void LatencyRow::measure() {
  if (job_ != nullptr || !measure_) return;
  const auto found = std::make_shared<std::optional<double>>();
  job_ = new Job(
      tr("Measuring the latency"),
      [measure = measure_, found](const base::OnProgress&, const std::stop_token&) {
        *found = measure();
        return base::Outcome::done;
      },
      this);
  connect(job_, &Job::failed, this, [this](const base::Problem& problem) { end(words(problem), false); });
  connect(job_, &Job::finished, this, [this, found] {
    if (!*found)
      return end(tr("The tone was not heard: turn the headphones up and hold them closer."), false);
    value_->setValue(**found * 1000);
    end(tr("Measured: %L1 ms.").arg(value_->value(), 0, 'f', 1), true);
  });
  button_->setEnabled(false);
  words_->setText(tr("Measuring..."));
  theme::setTone(*words_, theme::Tone::dim);
  words_->show();
  Q_EMIT measuring(true);
  job_->start();
}

void LatencyRow::end(const QString& words, bool isGood) {
  std::exchange(job_, nullptr)->deleteLater();
  button_->setEnabled(measure_ != nullptr);
  words_->setText(words);
  theme::setTone(*words_, isGood ? theme::Tone::good : theme::Tone::bad);
  Q_EMIT measuring(false);
}

}  // namespace ui
