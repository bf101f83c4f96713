#include <QFontMetricsF>
#include <QLocale>
#include <QPainterPath>
#include <algorithm>

#include "ui/timeline/hit.h"
#include "ui/timeline/paint.h"

namespace ui {

static constexpr double kRound = 4;

static QString gainText(double gainDb) {
  if (gainDb == 0) return {};
  return Timeline::tr("%1 dB").arg((gainDb > 0 ? QStringLiteral("+") : QString()) +
                                   QLocale().toString(gainDb, 'f', 1));
}

// "Anna (2 of 3)": the take, and that there are others.
static QString titleOf(const dub::SpeechClip& clip, const dub::Take* take) {
  const QString name = take == nullptr ? QString() : QString::fromStdString(take->name);
  if (clip.takes.size() < 2) return name;
  const auto place = std::ranges::find(clip.takes, clip.take) - clip.takes.begin();
  return Timeline::tr("%1 (%2 of %3)").arg(name).arg(place + 1).arg(clip.takes.size());
}

// The name on the left and the gain on the right, as far as there is room.
static void paintLabels(const Paint& paint, const QRectF& rect, const QString& name, const QString& gain) {
  const QFontMetricsF metrics(paint.small);
  constexpr double kMargin = 12;  // room for the grips of the fades
  const double left = std::max(rect.left(), 0.0) + kMargin,
               right = std::min(rect.right(), paint.scene.scale.width) - kMargin;
  const double gainWidth = gain.isEmpty() ? 0 : metrics.horizontalAdvance(gain) + theme::kGap;
  if (right <= left) return;
  paint.painter.setFont(paint.small);
  paint.painter.setPen(paint.colors.onClip);
  const double base = rect.top() + 2 + metrics.ascent();
  const bool hasGain = !gain.isEmpty() && right - left >= gainWidth;
  const double nameRoom = right - left - (hasGain ? gainWidth : 0);
  constexpr double kFewLetters = 40;
  if (nameRoom >= kFewLetters)
    paint.painter.drawText(QPointF(left, base), metrics.elidedText(name, Qt::ElideRight, nameRoom));
  if (hasGain) paint.painter.drawText(QPointF(right - gainWidth + theme::kGap, base), gain);
}

// The part that a fade takes away, and its line.
static void paintFade(const Paint& paint, const QRectF& rect, double silentX, double fullX) {
  if (silentX == fullX) return;
  QPainterPath lost(QPointF(silentX, rect.bottom()));
  lost.lineTo(silentX, rect.top());
  lost.lineTo(fullX, rect.top());
  lost.closeSubpath();
  QColor shade = paint.colors.ground;
  shade.setAlphaF(0.5F);
  paint.painter.fillPath(lost, shade);
  paint.painter.setPen(QPen(paint.colors.onClip, 1));
  paint.painter.drawLine(QPointF(silentX, rect.bottom()), QPointF(fullX, rect.top()));
}

static void paintGrip(const Paint& paint, double x, double top) {
  paint.painter.setPen(QPen(paint.colors.ground, 1));
  paint.painter.setBrush(paint.colors.onClip);
  paint.painter.drawEllipse(QPointF(x, top + 5), 3.5, 3.5);
}

static void paintFades(const Paint& paint, const dub::SpeechClip& clip, const QRectF& rect, bool hasGrips) {
  const double in = paint.scene.scale.x(clip.atSec + clip.fadeInSec);
  const double out = paint.scene.scale.x(clip.endSec() - clip.fadeOutSec);
  paintFade(paint, rect, rect.left(), in);
  paintFade(paint, rect, rect.right(), out);
  if (!hasGrips || rect.width() <= 4 * kCornerPixels) return;
  paintGrip(paint, std::max(in, rect.left() + 5), rect.top());
  paintGrip(paint, std::min(out, rect.right() - 5), rect.top());
}

static void paintClip(const Paint& paint, const dub::SpeechClip& clip) {
  const Scene& scene = paint.scene;
  const QRectF rect = scene.rectOf(clip);
  const bool isChosen = scene.chosen.contains(clip.id);
  QPainter& painter = paint.painter;
  const QColor& body = isChosen ? paint.colors.chosenClip : paint.colors.clip;
  ++paint.work.clips;
  if (rect.width() < 2 * kRound) return painter.fillRect(rect.adjusted(0, 0, -1, 0), body);
  QPainterPath outline;
  outline.addRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), kRound, kRound);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.fillPath(outline, body);
  painter.save();
  painter.setClipPath(outline, Qt::IntersectClip);
  const dub::Take* take = scene.project->take(clip.take);
  const double labelHeight = QFontMetricsF(paint.small).height() + 3;
  if (const auto peaks = take == nullptr ? nullptr : paint.peaksOf(take->file, false)) {
    painter.setRenderHint(QPainter::Antialiasing, false);
    paintWave(paint, *peaks, rect.adjusted(1, labelHeight, -1, -3), scene.scale.x(clip.atSec - clip.inSec),
              std::pow(10, clip.gainDb / 20), paint.colors.wave);
    painter.setRenderHint(QPainter::Antialiasing);
  }
  paintFades(paint, clip, rect, isChosen || scene.hovered == clip.id);
  painter.restore();
  paintLabels(paint, rect, titleOf(clip, take), gainText(clip.gainDb));
  painter.setPen(isChosen ? QPen(paint.colors.accent, 2) : QPen(paint.colors.ground, 1));
  painter.setBrush(Qt::NoBrush);
  painter.drawPath(outline);
  painter.setRenderHint(QPainter::Antialiasing, false);
}

static void paintLive(const Paint& paint, const LiveLine& live, const Lane& lane) {
  const double left = paint.scene.scale.x(live.atSec),
               right = paint.scene.scale.x(live.atSec + live.peaks.seconds());
  const QRectF rect(left, lane.top + 3, std::max(2.0, right - left), lane.height - 6);
  QColor body = paint.colors.bad;
  body.setAlphaF(0.3F);
  paint.painter.fillRect(rect, body);
  paintWave(paint, live.peaks, rect.adjusted(1, 3, -1, -3), left, 1, paint.colors.bad);
  paint.painter.setPen(paint.colors.bad);
  paint.painter.setBrush(Qt::NoBrush);
  paint.painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5));
}

void paintVoice(const Paint& paint, const Lane& lane) {
  const Scene& scene = paint.scene;
  const auto voice = static_cast<std::size_t>(lane.voice);
  const bool isMuted = voice < scene.project->voices.size() && scene.project->voices[voice].isMuted;
  const double from = scene.scale.sec(paint.dirty.left() - 2), to = scene.scale.sec(paint.dirty.right() + 3);
  paint.painter.setOpacity(isMuted ? 0.45 : 1);
  for (const std::size_t i : scene.order.within(lane.voice, from, to))
    paintClip(paint, scene.project->clips[i]);
  paint.painter.setOpacity(1);
  if (scene.live && scene.live->voice == lane.voice) paintLive(paint, *scene.live, lane);
}

}  // namespace ui
