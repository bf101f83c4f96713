#include <QFontMetricsF>
#include <QPainterPath>
#include <algorithm>

#include "ui/timeline/paint.h"
#include "ui/timeline/ruler.h"

namespace ui {

static void paintTicks(const Paint& paint) {
  const Scene& scene = paint.scene;
  const QFontMetricsF metrics(paint.small);
  const double labelWidth = metrics.horizontalAdvance(QStringLiteral("00:00:00:00"));
  const RulerStep step = rulerStep(scene.scale.pixelsPerSec, labelWidth + 3 * theme::kGap, scene.times.video);
  const double tickSec = step.labelSec / step.parts;
  const double from = std::max(0.0, scene.scale.sec(paint.dirty.left() - labelWidth));
  const double to = std::min(scene.scale.sec(paint.dirty.right() + 1), scene.contentSec());
  const double end = scene.scale.x(scene.contentSec()) + kEndRoom;  // no label is cut there
  const double top = scene.lanes.stripHeight, bottom = scene.lanes.rulerHeight - 1;
  paint.painter.setFont(paint.small);
  for (auto tick = static_cast<qint64>(std::floor(from / tickSec)); static_cast<double>(tick) * tickSec <= to;
       ++tick) {
    const double sec = static_cast<double>(tick) * tickSec, x = std::round(scene.scale.x(sec));
    const bool hasLabel = tick % step.parts == 0;
    paint.painter.fillRect(QRectF(x, hasLabel ? top + 3 : bottom - 4, 1, hasLabel ? bottom - top - 3 : 4),
                           paint.colors.line);
    ++paint.work.marks;
    if (!hasLabel || x + labelWidth > end) continue;
    paint.painter.setPen(paint.colors.dimText);
    paint.painter.drawText(QPointF(x + 5, top + 3 + metrics.ascent()), timecode(sec, scene.times.video));
  }
}

static void paintRangeBar(const Paint& paint) {
  const dub::Project& project = *paint.scene.project;
  if (!project.inSec && !project.outSec) return;
  const TimelineScale& scale = paint.scene.scale;
  const double in = std::round(scale.x(project.inSec.value_or(0)));
  const double out = std::round(scale.x(project.outSec.value_or(paint.scene.contentSec())));
  const double height = paint.scene.lanes.stripHeight;
  QColor fill = paint.colors.range;
  fill.setAlphaF(0.3F);
  paint.painter.fillRect(QRectF(in, 0, out - in, height - 1), fill);
  const auto bracket = [&](double x, double towards) {
    paint.painter.fillRect(QRectF(towards > 0 ? x : x - 2, 0, 2, height - 1), paint.colors.range);
    for (const double y : {0.0, height - 3})
      paint.painter.fillRect(QRectF(towards > 0 ? x : x - 6, y, 6, 2), paint.colors.range);
  };
  if (project.inSec) bracket(in, 1);
  if (project.outSec) bracket(out, -1);
}

static void paintFlag(const Paint& paint, double x) {
  const double height = paint.scene.lanes.stripHeight - 1;
  QPainterPath flag(QPointF(x, height));
  flag.lineTo(x - 4.5, height - 5);
  flag.lineTo(x - 4.5, 2);
  flag.lineTo(x + 4.5, 2);
  flag.lineTo(x + 4.5, height - 5);
  flag.closeSubpath();
  paint.painter.setRenderHint(QPainter::Antialiasing);
  paint.painter.fillPath(flag, paint.colors.accent);
  paint.painter.setRenderHint(QPainter::Antialiasing, false);
}

static void paintMarkers(const Paint& paint) {
  std::vector<const dub::Marker*> markers;
  for (const dub::Marker& marker : paint.scene.project->markers) markers.push_back(&marker);
  std::ranges::sort(markers, {}, &dub::Marker::seconds);
  const QFontMetricsF metrics(paint.small);
  paint.painter.setFont(paint.small);
  paint.painter.setPen(paint.colors.text);
  for (std::size_t i = 0; i < markers.size(); ++i) {
    const double x = std::round(paint.scene.scale.x(markers[i]->seconds)) + 0.5;
    const double next =
        i + 1 < markers.size() ? paint.scene.scale.x(markers[i + 1]->seconds) : paint.scene.scale.width;
    const double room = std::min(next - x - 16, 240.0);
    if (x > paint.dirty.right() + 6 || x + 8 + room < paint.dirty.left() - 6) continue;
    paintFlag(paint, x);
    ++paint.work.marks;
    if (room < 16) continue;
    const QString name = metrics.elidedText(QString::fromStdString(markers[i]->name), Qt::ElideRight, room);
    paint.painter.drawText(QPointF(x + 8, 1 + metrics.ascent()), name);
  }
}

void paintRuler(const Paint& paint) {
  const Lanes& lanes = paint.scene.lanes;
  const QRectF ruler(0, 0, paint.scene.scale.width, lanes.rulerHeight);
  if (!ruler.intersects(paint.dirty)) return;
  paint.painter.fillRect(ruler & QRectF(paint.dirty), paint.colors.panel);
  if (!isEmpty(paint.scene)) {
    paintTicks(paint);
    paintRangeBar(paint);
    paintMarkers(paint);
  }
  paint.painter.fillRect(QRectF(0, lanes.rulerHeight - 1, ruler.width(), 1), paint.colors.line);
}

}  // namespace ui
