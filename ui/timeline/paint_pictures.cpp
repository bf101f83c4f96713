#include <algorithm>

#include "ui/timeline/paint.h"

namespace ui {

std::vector<Tile> tilesOf(const Scene& scene) {
  std::vector<Tile> tiles;
  const FrameTimes& times = scene.times;
  const Lane* lane = nullptr;
  for (const Lane& one : scene.lanes.lanes)
    if (one.kind == LaneKind::picture) lane = &one;
  if (lane == nullptr || !times.video || times.frames() == 0) return tiles;
  const double aspect =
      times.video->width * times.video->sampleAspect.value() / std::max(1, times.video->height);
  const double width = std::clamp(std::round((lane->height - 5) * aspect), 16.0, 400.0);
  const double zero = scene.scale.x(0), end = std::min(scene.scale.width, scene.scale.x(times.durationSec()));
  for (double i = std::max(0.0, std::floor(-zero / width)); zero + i * width < end; ++i)
    tiles.push_back({zero + i * width, width, times.at((i * width + width / 2) / scene.scale.pixelsPerSec)});
  return tiles;
}

// The middle of the picture, as large as the tile.
static QRectF cropped(const QImage& image, const QSizeF& tile) {
  const double scale = std::min(image.width() / tile.width(), image.height() / tile.height());
  const QSizeF size = tile * scale;
  return {QPointF((image.width() - size.width()) / 2, (image.height() - size.height()) / 2), size};
}

void paintPictures(const Paint& paint, const Lane& lane) {
  paint.painter.setRenderHint(QPainter::SmoothPixmapTransform);
  const double end = paint.scene.scale.x(paint.scene.times.durationSec());
  for (const Tile& tile : tilesOf(paint.scene)) {
    const QRectF area(tile.x, lane.top + 2, tile.width - 1, lane.height - 5);
    if (!area.intersects(QRectF(paint.dirty))) continue;
    ++paint.work.thumbnails;
    const QImage image = paint.thumbnailOf(tile.frame);
    const QRectF shown(area.topLeft(), QSizeF(std::min(area.width(), end - area.left()), area.height()));
    paint.painter.save();
    paint.painter.setClipRect(shown, Qt::IntersectClip);
    if (image.isNull())
      paint.painter.fillRect(shown, paint.colors.raised);
    else
      paint.painter.drawImage(area, image, cropped(image, area.size()));
    paint.painter.restore();
  }
}

}  // namespace ui
