#include <algorithm>

#include "ui/timeline/paint.h"

namespace ui {

static void paintCuts(const Paint& paint, const Lane& lane) {
  const Scene& scene = paint.scene;
  const std::vector<media::FrameNo>& cuts = scene.stretched.cuts;
  const double end = paint.dirty.right() + 1;
  auto cut = std::ranges::lower_bound(cuts, scene.times.at(scene.scale.sec(paint.dirty.left() - 1)));
  while (cut != cuts.end()) {
    const double x = std::floor(scene.scale.x(scene.times.seconds(*cut)));
    if (x > end) return;
    paint.painter.fillRect(QRectF(x, lane.top, 1, lane.height - 1), paint.colors.dimText);
    ++paint.work.marks;
    const media::FrameNo nextPixel = scene.times.at(scene.scale.sec(x + 1));
    cut = std::lower_bound(cut + 1, cuts.end(), nextPixel);
  }
}

static void paintBars(const Paint& paint, const QRectF& area) {
  const double row = std::floor(area.height() / kTrackRows);
  for (const TrackBar& bar : paint.scene.stretched.tracks) {
    const QRectF rows(area.left(), area.top() + bar.row * row, area.width(), row - 2);
    const QColor color = faceColor(bar.track, paint.palette);
    if (bar.seen.empty()) continue;
    const double left = paint.scene.scale.x(paint.scene.times.seconds(bar.seen.front().first));
    const double right = paint.scene.scale.x(paint.scene.times.seconds(bar.seen.back().end));
    const QRectF reach = rows & QRectF(left, rows.top(), right - left, rows.height());
    fillColumns(
        paint, reach, [&](media::FrameNo first, media::FrameNo end) { return meets(bar.seen, first, end); },
        [&](const QRectF& part) { paint.painter.fillRect(part, color); });
  }
}

// Each kind has a shape of its own, besides its colour: full, low, hatched.
static void paintProblem(const Paint& paint, ProblemKind kind, const QRectF& part) {
  constexpr double kLow = 3;
  switch (kind) {
    case ProblemKind::noFace:
      return paint.painter.fillRect(part, paint.colors.bad);
    case ProblemKind::smallFace:
      return paint.painter.fillRect(part.adjusted(0, part.height() - kLow, 0, 0), paint.colors.warn);
    case ProblemKind::turnedAway:
      return paint.painter.fillRect(part, QBrush(paint.colors.warn, Qt::BDiagPattern));
  }
}

static void paintProblems(const Paint& paint, const QRectF& area) {
  for (const ProblemKind kind : {ProblemKind::turnedAway, ProblemKind::smallFace, ProblemKind::noFace}) {
    const Stretches& places = paint.scene.stretched.problemPlaces[static_cast<std::size_t>(kind)];
    if (places.empty()) continue;
    fillColumns(
        paint, area, [&](media::FrameNo first, media::FrameNo end) { return meets(places, first, end); },
        [&](const QRectF& part) { paintProblem(paint, kind, part); });
  }
}

static QRectF clipArea(const Scene& scene, const Lane& lane) {
  const double left = std::max(0.0, scene.scale.x(0));
  const double right = std::min(scene.scale.width, scene.scale.x(scene.times.durationSec()));
  return {left, static_cast<double>(lane.top), right - left, static_cast<double>(lane.height)};
}

void paintFaces(const Paint& paint, const Lane& lane) {
  constexpr double kMarks = 9;  // height of the problem marks
  const QRectF area = clipArea(paint.scene, lane);
  paintCuts(paint, lane);
  paintBars(paint, area.adjusted(0, 4, 0, -kMarks - 5));
  paintProblems(paint, QRectF(area.left(), area.bottom() - kMarks - 4, area.width(), kMarks));
}

static void paintState(const Paint& paint, dub::FrameState state, const QRectF& part) {
  QPainter& painter = paint.painter;
  if (state == dub::FrameState::done) return painter.fillRect(part, paint.colors.done);
  if (state == dub::FrameState::todo) {  // hollow
    painter.fillRect(part, paint.colors.todo);
    return painter.fillRect(part.adjusted(0, 2, 0, -2), paint.colors.panel);
  }
  QColor ground = paint.colors.stale;
  ground.setAlphaF(0.35F);
  painter.fillRect(part, ground);
  painter.fillRect(part, QBrush(paint.colors.stale, Qt::BDiagPattern));
}

// A column that stands for many pictures shows what is left to do before what is done.
void paintDubbed(const Paint& paint, const Lane& lane) {
  const QRectF area = clipArea(paint.scene, lane).adjusted(0, 6, 0, -7);
  const auto& states = paint.scene.stretched.states;
  paint.painter.fillRect(QRectF(area.left(), std::floor(area.center().y()), area.width(), 1),
                         paint.colors.line);
  for (const dub::FrameState state : {dub::FrameState::done, dub::FrameState::todo, dub::FrameState::stale}) {
    const Stretches& places = states[static_cast<std::size_t>(state)];
    if (places.empty()) continue;
    fillColumns(
        paint, area, [&](media::FrameNo first, media::FrameNo end) { return meets(places, first, end); },
        [&](const QRectF& part) { paintState(paint, state, part); });
  }
}

}  // namespace ui
