#include "ui/record/record_panel.h"

#include <QCheckBox>
#include <QEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/base/document.h"
#include "ui/record/latency_row.h"
#include "ui/record/level_meter.h"
#include "ui/record/takes_box.h"
#include "ui/theme/theme.h"

namespace ui {

static constexpr QSize kMarkSize{18, 18};

// A disc, or a square to stop, in the colour of recording.
static QIcon mark(bool isStop, const QWidget& widget) {
  const double scale = widget.devicePixelRatioF();
  QPixmap pixmap(kMarkSize * scale);
  pixmap.setDevicePixelRatio(scale);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme::colors(widget.palette()).bad);
  const QRectF area = QRectF(QPointF(), QSizeF(kMarkSize)).adjusted(2, 2, -2, -2);
  isStop ? painter.drawRect(area.adjusted(1, 1, -1, -1)) : painter.drawEllipse(area);
  return {pixmap};
}

RecordPanel::RecordPanel(Document& document, RecordSession& session, Parts parts, QWidget* parent)
    : QWidget(parent),
      session_(session),
      parts_(std::move(parts)),
      microphone_(new MicrophoneBox(parts_.devices)),
      meter_(new LevelMeter),
      record_(new QPushButton),
      reason_(new QLabel),
      countIn_(new QCheckBox(tr("Three &beeps before a take"))),
      guide_(new QCheckBox(tr("&Original sound in the headphones"))),
      loop_(new QCheckBox(tr("&Loop between in and out point"))),
      latency_(new LatencyRow),
      takes_(new TakesBox(document)) {
  build();
  connectParts();
  connect(&document, &Document::changed, this, &RecordPanel::refreshReason);
  setSettings(session_.settings());
  showState();
}

void RecordPanel::build() {
  QFont font = record_->font();
  font.setBold(true);
  record_->setFont(font);
  record_->setIconSize(kMarkSize);
  record_->setMinimumHeight(40);
  reason_->setWordWrap(true);
  reason_->setTextFormat(Qt::PlainText);
  countIn_->setToolTip(tr("Speak where the fourth beep would be."));
  guide_->setToolTip(tr("Wear headphones, or the microphone hears it, too."));
  loop_->setToolTip(tr("Each round becomes a take of the same line."));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(theme::kMargin, theme::kMargin, theme::kMargin, theme::kMargin);
  column->setSpacing(theme::kGap);
  column->addWidget(microphone_);
  column->addWidget(meter_);
  column->addWidget(record_);
  column->addWidget(reason_);
  for (QCheckBox* check : {countIn_, guide_, loop_}) column->addWidget(check);
  column->addWidget(latency_);
  column->addWidget(takes_, 1);
}

void RecordPanel::connectParts() {
  connect(microphone_, &MicrophoneBox::chosen, this, &RecordPanel::readControls);
  connect(microphone_, &MicrophoneBox::looked, this, [this] {
    listen();
    showState();
  });
  for (QCheckBox* check : {countIn_, guide_, loop_})
    connect(check, &QCheckBox::clicked, this, &RecordPanel::readControls);
  connect(latency_, &LatencyRow::edited, this, &RecordPanel::readControls);
  connect(latency_, &LatencyRow::measuring, this, [this](bool isOn) {
    isMeasuring_ = isOn;
    listen();
    showState();
  });
  connect(record_, &QPushButton::clicked, &session_, &RecordSession::toggle);
  connect(&session_, &RecordSession::stateChanged, this, &RecordPanel::showState);
  connect(&session_, &RecordSession::countdown, this, [this](int beat) {
    if (session_.state() == RecordState::countingIn && beat > 0)
      record_->setText(tr("Get ready: %1").arg(beat));
  });
  connect(&session_, &RecordSession::levelChanged, meter_, &LevelMeter::setLevel);
  connect(&session_, &RecordSession::microphoneLost, this, &RecordPanel::loseMicrophone);
  connect(&session_, &RecordSession::takeRecorded, this, [this](int clip) {
    setLine(clip);
    Q_EMIT lineChosen(clip);
  });
  connect(meter_, &LevelMeter::clipReset, &session_, &RecordSession::resetClip);
  connect(takes_, &TakesBox::playRequested, this, &RecordPanel::playRequested);
}

void RecordPanel::setSettings(const RecordSettings& settings) {
  microphone_->choose(settings.device, settings.channel);
  countIn_->setChecked(settings.countIn);
  guide_->setChecked(settings.guide);
  loop_->setChecked(settings.loop);
  latency_->setMilliseconds(settings.latencyMs);
  session_.setSettings(settings);
  showState();
}

void RecordPanel::readControls() {
  problem_.clear();
  RecordSettings settings = session_.settings();
  settings.device = microphone_->device();
  settings.channel = microphone_->channel();
  settings.countIn = countIn_->isChecked();
  settings.guide = guide_->isChecked();
  settings.loop = loop_->isChecked();
  settings.latencyMs = latency_->milliseconds();
  session_.setSettings(settings);
  listen();
  showState();
  Q_EMIT preferencesChanged(settings);
}

void RecordPanel::setLine(int clip) { takes_->setLine(clip); }
void RecordPanel::nextTake() { takes_->nextTake(); }
void RecordPanel::previousTake() { takes_->previousTake(); }
void RecordPanel::refreshDevices() {
  problem_.clear();
  microphone_->refresh();
  showState();
}

// Whether there is a microphone to listen to, and the panel to see it.
void RecordPanel::listen() {
  const bool isThere = microphone_->obstacle().isEmpty() && problem_.isEmpty();
  session_.setListening(isVisible() && !isMeasuring_ && isThere);
}

// It is not tried again by itself: another program may have it.
void RecordPanel::loseMicrophone(const QString& why) {
  problem_ = why;
  listen();
  microphone_->refresh();
  showState();
}

void RecordPanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  refreshDevices();
}

void RecordPanel::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  session_.setListening(false);
}

void RecordPanel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange) showState();
  QWidget::changeEvent(event);
}

QString RecordPanel::reason() const {
  if (isMeasuring_) return tr("The latency is being measured.");
  if (QString why = microphone_->obstacle(); !why.isEmpty()) return why;
  return problem_.isEmpty() ? session_.obstacle() : problem_;
}

void RecordPanel::refreshReason() { showState(); }

static QString recordText(RecordState state) {
  switch (state) {
    case RecordState::idle:
      return RecordPanel::tr("Record");
    case RecordState::opening:
      return RecordPanel::tr("Opening the microphone...");
    case RecordState::countingIn:
      return RecordPanel::tr("Get ready...");
    case RecordState::recording:
      return RecordPanel::tr("Stop");
    case RecordState::saving:
      return RecordPanel::tr("Saving...");
  }
  return {};
}

void RecordPanel::showState() {
  const RecordState state = session_.state();
  const bool isIdle = state == RecordState::idle;
  const QString why = isIdle ? reason() : QString();
  record_->setText(recordText(state));
  record_->setIcon(mark(!isIdle, *this));
  record_->setEnabled(state != RecordState::saving && why.isEmpty());
  record_->setAccessibleDescription(why);
  record_->setToolTip(why.isEmpty() ? tr("Records a take at the in point, else at the playhead") : why);
  reason_->setText(why);
  theme::setTone(*reason_, microphone_->isLooking() ? theme::Tone::dim : theme::Tone::warn);
  reason_->setVisible(!why.isEmpty());
  for (QWidget* part : {static_cast<QWidget*>(microphone_), static_cast<QWidget*>(countIn_),
                        static_cast<QWidget*>(guide_), static_cast<QWidget*>(loop_)})
    part->setEnabled(isIdle && !isMeasuring_);
  latency_->setEnabled(isIdle);
  const bool canMeasure = parts_.measureLatency && microphone_->obstacle().isEmpty();
  latency_->setMeasure(
      canMeasure ? LatencyRow::Measure([measure = parts_.measureLatency, settings = session_.settings()] {
        return measure(settings);
      })
                 : LatencyRow::Measure());
}

}  // namespace ui
