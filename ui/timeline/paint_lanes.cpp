#include <QPainterPath>

#include "ui/timeline/paint.h"

namespace ui {

static void paintLane(const Paint& paint, const Lane& lane) {
  switch (lane.kind) {
    case LaneKind::picture:
      return paintPictures(paint, lane);
    case LaneKind::original:
      return paintOriginal(paint, lane);
    case LaneKind::voice:
      return paintVoice(paint, lane);
    case LaneKind::faces:
      return paintFaces(paint, lane);
    case LaneKind::dubbed:
      return paintDubbed(paint, lane);
  }
}

static void paintHint(const Paint& paint) {
  const Lanes& lanes = paint.scene.lanes;
  QPainter& painter = paint.painter;
  painter.setPen(paint.colors.dimText);
  painter.drawText(QRectF(0, lanes.rulerHeight, paint.scene.scale.width, paint.height - lanes.rulerHeight),
                   Qt::AlignCenter | Qt::TextWordWrap,
                   Timeline::tr("Open a video, or drop one here, to begin"));
}

bool isEmpty(const Scene& scene) { return scene.project->video.empty() && scene.project->clips.empty(); }

void paintLanes(const Paint& paint) {
  QPainter& painter = paint.painter;
  painter.fillRect(paint.dirty, paint.colors.ground);
  if (isEmpty(paint.scene)) return paintHint(paint);
  const double begin = paint.scene.scale.x(0), end = paint.scene.scale.x(paint.scene.contentSec());
  for (const Lane& lane : paint.scene.lanes.lanes) {
    const QRectF area(0, lane.top, paint.scene.scale.width, lane.height);
    const QRectF visible = area & QRectF(paint.dirty);
    if (visible.isEmpty()) continue;
    painter.save();
    painter.setClipRect(visible, Qt::IntersectClip);
    painter.fillRect(visible & QRectF(begin, lane.top, end - begin, lane.height), paint.colors.panel);
    paintLane(paint, lane);
    painter.fillRect(QRectF(0, lane.bottom() - 1, area.width(), 1), paint.colors.line);
    painter.restore();
  }
}

static void paintRange(const Paint& paint) {
  const dub::Project& project = *paint.scene.project;
  if (!project.inSec && !project.outSec) return;
  QColor shade = paint.colors.ground;
  shade.setAlphaF(0.55F);
  const TimelineScale& scale = paint.scene.scale;
  const double top = paint.scene.lanes.rulerHeight, height = paint.height - top;
  const double in = scale.x(project.inSec.value_or(0)),
               out = scale.x(project.outSec.value_or(paint.scene.contentSec()));
  if (project.inSec && in > 0) paint.painter.fillRect(QRectF(0, top, in, height), shade);
  if (project.outSec && out < scale.width)
    paint.painter.fillRect(QRectF(out, top, scale.width - out, height), shade);
}

static void paintUpright(const Paint& paint, double sec, const QColor& color, double top) {
  const double x = std::round(paint.scene.scale.x(sec));
  paint.painter.fillRect(QRectF(x, top, 1, paint.height - top), color);
}

static void paintPlayheadGrip(const Paint& paint) {
  const double x = std::round(paint.scene.scale.x(paint.scene.playheadSec)) + 0.5;
  const double bottom = paint.scene.lanes.rulerHeight, top = paint.scene.lanes.stripHeight + 1;
  QPainterPath grip(QPointF(x, bottom));
  grip.lineTo(x - 5.5, bottom - 7);
  grip.lineTo(x - 5.5, top);
  grip.lineTo(x + 5.5, top);
  grip.lineTo(x + 5.5, bottom - 7);
  grip.closeSubpath();
  QColor fill = paint.colors.playhead;
  fill.setAlphaF(0.35F);
  paint.painter.setRenderHint(QPainter::Antialiasing);
  paint.painter.setPen(QPen(paint.colors.playhead, 1));
  paint.painter.setBrush(fill);
  paint.painter.drawPath(grip);
  paint.painter.setRenderHint(QPainter::Antialiasing, false);
}

void paintOverlays(const Paint& paint) {
  if (isEmpty(paint.scene)) return;
  const double below = paint.scene.lanes.rulerHeight;
  paintRange(paint);
  if (paint.scene.snapSec) paintUpright(paint, *paint.scene.snapSec, paint.colors.accent, below);
  paintUpright(paint, paint.scene.playheadSec, paint.colors.playhead, below);
  paintPlayheadGrip(paint);
  if (!paint.scene.band) return;
  QColor fill = paint.colors.accent;
  fill.setAlphaF(0.15F);
  paint.painter.setPen(paint.colors.accent);
  paint.painter.setBrush(fill);
  paint.painter.drawRect(paint.scene.band->adjusted(0.5, 0.5, -0.5, -0.5));
}

}  // namespace ui
