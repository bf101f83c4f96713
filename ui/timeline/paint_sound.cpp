#include <algorithm>

#include "ui/timeline/paint.h"

namespace ui {

// One upright bar a pixel of the screen, from the lowest to the highest sample that it stands for.
void paintWave(const Paint& paint, const audio::WaveformPeaks& peaks, const QRectF& area, double zeroX,
               double gain, const QColor& color) {
  const double from = std::max(area.left(), static_cast<double>(paint.dirty.left()));
  const double to = std::min(area.right(), static_cast<double>(paint.dirty.right() + 1));
  const double perSec = paint.scene.scale.pixelsPerSec, middle = area.center().y(),
               half = area.height() / 2 - 1;
  const auto y = [&](int sample) { return middle - std::clamp(sample / 127.0 * gain, -1.0, 1.0) * half; };
  for (double x = std::floor(from / paint.pixel) * paint.pixel; x < to; x += paint.pixel) {
    const double sec = (x - zeroX) / perSec;
    const audio::WaveformPeaks::Peak peak = peaks.range(sec, sec + paint.pixel / perSec);
    const double top = y(peak.high);
    paint.painter.fillRect(QRectF(x, top, paint.pixel, std::max(paint.pixel, y(peak.low) - top)), color);
    ++paint.work.columns;
  }
}

void paintOriginal(const Paint& paint, const Lane& lane) {
  const Scene& scene = paint.scene;
  if (scene.project->video.empty()) return;
  const std::shared_ptr<const audio::WaveformPeaks> peaks = paint.peaksOf(scene.project->video, true);
  const double left = scene.scale.x(0), right = scene.scale.x(scene.times.durationSec());
  const QRectF area(left, lane.top + 3, right - left, lane.height - 7);
  if (peaks) paintWave(paint, *peaks, area, left, 1, paint.colors.originalWave);
}

}  // namespace ui
