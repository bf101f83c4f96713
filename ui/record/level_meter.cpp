#include "ui/record/level_meter.h"

#include <QAccessible>
#include <QEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/theme/theme.h"

namespace ui {

static constexpr int kBarHeight = 14;
static constexpr std::array kMarks{-60, -48, -36, -24, -12, -6, 0};  // dB
// Speech should peak between these two.
static constexpr double kLoudDb = -12, kTooLoudDb = -3;
static constexpr double kSegment = 4;    // pixels, with one pixel between them
static constexpr int kSpokenStepDb = 3;  // finer changes are not told

double decibel(double magnitude) {
  return magnitude > 0 ? std::max(LevelMeter::kLowestDb, 20 * std::log10(magnitude)) : LevelMeter::kLowestDb;
}

LevelMeter::LevelMeter(QWidget* parent) : QWidget(parent) {
  setFocusPolicy(Qt::TabFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  showWords();
}

QSize LevelMeter::sizeHint() const { return {260, kBarHeight + fontMetrics().height() + 8}; }
QSize LevelMeter::minimumSizeHint() const { return {160, sizeHint().height()}; }

void LevelMeter::setLevel(const audio::Level& level) {
  level_ = level;
  isClipLit_ = isClipLit_ || level.hasClipped;
  showWords();
  update();
}

void LevelMeter::resetClip() {
  level_.hasClipped = isClipLit_ = false;
  showWords();
  update();
  Q_EMIT clipReset();
}

static int spoken(double magnitude) {
  return static_cast<int>(std::lround(decibel(magnitude) / kSpokenStepDb)) * kSpokenStepDb;
}

QString LevelMeter::valueText() const {
  const QString level = tr("%1 dB, highest %2 dB").arg(spoken(level_.peak)).arg(spoken(level_.held));
  return isClipLit_ ? tr("%1, too loud: turn the microphone down").arg(level) : level;
}

void LevelMeter::showWords() {
  setAccessibleName(tr("Microphone level"));
  if (const QString value = valueText(); value != accessibleDescription()) setAccessibleDescription(value);
  setToolTip(isClipLit_ ? tr("It was too loud: turn the microphone down. A click puts the light out.")
                        : tr("Speak as loud as in the take: the bar should end between -12 and -3 dB."));
}

QRect LevelMeter::lightRect() const {
  const int width = fontMetrics().horizontalAdvance(tr("CLIP")) + 10;
  return {this->width() - width - 2, 2, width, kBarHeight + 4};
}

QRect LevelMeter::barRect() const { return {2, 4, lightRect().left() - theme::kGap - 2, kBarHeight}; }

double LevelMeter::xOf(double decibel) const {
  const QRect bar = barRect();
  return bar.left() + bar.width() * (1 - std::clamp(decibel / kLowestDb, 0.0, 1.0));
}

void LevelMeter::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  paintBar(painter);
  paintScale(painter);
  paintLight(painter);
  if (!hasFocus()) return;
  painter.setPen(theme::colors(palette()).accent);
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void LevelMeter::paintBar(QPainter& painter) const {
  const theme::Colors& colors = theme::colors(palette());
  const QRect bar = barRect();
  painter.fillRect(bar, colors.raised);
  const double end = xOf(decibel(level_.peak)), loud = xOf(kLoudDb), tooLoud = xOf(kTooLoudDb);
  for (double x = bar.left(); x + 1 < end; x += kSegment) {
    const QColor color = x < loud ? colors.good : x < tooLoud ? colors.warn : colors.bad;
    painter.fillRect(QRectF(x, bar.top(), std::min(kSegment - 1, end - x), bar.height()), color);
  }
  for (const double zone : {loud, tooLoud})  // also told without colours
    painter.fillRect(QRectF(zone - 0.5, bar.top() - 3, 1, bar.height() + 6), colors.dimText);
  if (decibel(level_.held) > kLowestDb)
    painter.fillRect(QRectF(xOf(decibel(level_.held)) - 1, bar.top(), 2, bar.height()), colors.text);
  painter.setPen(colors.line);
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(bar.adjusted(0, 0, -1, -1));
}

void LevelMeter::paintScale(QPainter& painter) const {
  painter.setPen(theme::colors(palette()).dimText);
  const int top = barRect().bottom() + 4, height = fontMetrics().height();
  double free = -1;  // where the last number ended
  for (const int mark : kMarks) {
    const QString number = QString::number(mark);
    const int width = fontMetrics().horizontalAdvance(number);
    const double x = std::clamp(xOf(mark) - width / 2.0, 0.0, barRect().right() + 1.0 - width);
    if (x < free) continue;
    painter.drawText(QRectF(x, top, width + 1, height), Qt::AlignLeft | Qt::AlignVCenter, number);
    free = x + width + 4;
  }
}

void LevelMeter::paintLight(QPainter& painter) const {
  const theme::Colors& colors = theme::colors(palette());
  painter.setPen(isClipLit_ ? colors.bad : colors.line);
  painter.setBrush(isClipLit_ ? colors.bad : colors.panel);
  painter.drawRect(lightRect().adjusted(0, 0, -1, -1));
  if (!isClipLit_) return;
  painter.setPen(colors.ground);
  painter.drawText(lightRect(), Qt::AlignCenter, tr("CLIP"));
}

void LevelMeter::mousePressEvent(QMouseEvent* event) {
  if (!lightRect().contains(event->position().toPoint())) return QWidget::mousePressEvent(event);
  resetClip();
}

void LevelMeter::keyPressEvent(QKeyEvent* event) {
  if (event->key() != Qt::Key_Space && event->key() != Qt::Key_Return) return QWidget::keyPressEvent(event);
  resetClip();
}

void LevelMeter::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) showWords();
  if (event->type() == QEvent::FontChange) updateGeometry();
  QWidget::changeEvent(event);
}

}  // namespace ui
