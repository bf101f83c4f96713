#pragma once
#include <QFont>
#include <QPainter>
#include <QRect>
#include <cmath>

#include "ui/theme/theme.h"
#include "ui/timeline/scene.h"

namespace ui {

// How much a paint had to look at: it follows from the size of the window, not from the length of the clip.
struct PaintWork {
  int columns = 0;  // of waveforms and of stretches, each a few steps of a search
  int clips = 0;
  int thumbnails = 0;
  int marks = 0;  // ticks, markers, cuts
  int total() const { return columns + clips + thumbnails + marks; }
};

// What the painters of the parts share during one paint.
struct Paint {
  QPainter& painter;
  const Scene& scene;
  const theme::Colors& colors;
  const QPalette& palette;
  QFont small;                                // of labels
  double height;                              // of the canvas
  QRect dirty;                                // nothing outside has to be painted
  double pixel;                               // of the screen, in logical pixels
  const std::vector<media::FrameNo>& frames;  // that begin at columns dirty.left() .. dirty.right() + 1
  const Timeline::PeaksOf& peaksOf;
  const Timeline::ThumbnailOf& thumbnailOf;
  PaintWork& work;
};

// A picture in its lane, and where.
struct Tile {
  double x = 0, width = 0;
  media::FrameNo frame = 0;
};
// Side by side over the whole width. They keep their pictures when the lanes are scrolled.
std::vector<Tile> tilesOf(const Scene& scene);

bool isEmpty(const Scene& scene);  // there is nothing to show yet
void paintLanes(const Paint& paint);
void paintPictures(const Paint& paint, const Lane& lane);
void paintOriginal(const Paint& paint, const Lane& lane);
void paintVoice(const Paint& paint, const Lane& lane);
void paintFaces(const Paint& paint, const Lane& lane);
void paintDubbed(const Paint& paint, const Lane& lane);
void paintRuler(const Paint& paint);
void paintOverlays(const Paint& paint);  // range, snap line, playhead, rectangle

// The outline of a sound in `area`; its second 0 is at `zeroX`. `gain` is a factor.
void paintWave(const Paint& paint, const audio::WaveformPeaks& peaks, const QRectF& area, double zeroX,
               double gain, const QColor& color);

// Calls fill(QRectF from column to column) wherever holds(first, end) says yes for the pictures of a column
// of the area.
template <class Holds, class Fill>
void fillColumns(const Paint& paint, const QRectF& area, Holds holds, Fill fill) {
  const int left = paint.dirty.left();
  const int from = std::max(left, static_cast<int>(std::floor(area.left())));
  const int to = std::min(paint.dirty.right() + 1, static_cast<int>(std::ceil(area.right())));
  if (paint.scene.times.frames() == 0 || from >= to) return;
  int begun = from;
  bool wasHolding = false;
  for (int x = from; x < to; ++x) {
    const media::FrameNo first = paint.frames[static_cast<std::size_t>(x - left)];
    const media::FrameNo next = paint.frames[static_cast<std::size_t>(x - left + 1)];
    const bool isHolding = holds(first, std::max(first + 1, next));
    if (isHolding && !wasHolding) begun = x;
    if (!isHolding && wasHolding) fill(QRectF(begun, area.top(), x - begun, area.height()));
    wasHolding = isHolding;
    ++paint.work.columns;
  }
  if (wasHolding) fill(QRectF(begun, area.top(), to - begun, area.height()));
}

}  // namespace ui
