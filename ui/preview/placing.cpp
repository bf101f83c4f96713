#include "ui/preview/placing.h"

#include <algorithm>
#include <cmath>

namespace ui {

static constexpr int kGapPx = 4;

static base::Rect whole(base::Rect region, const media::VideoInfo& info) {
  return region.empty() ? base::Rect{0, 0, info.width, info.height} : region;
}

static QRect fitted(const QRect& area, double aspect) {
  if (area.width() <= 0 || area.height() <= 0) return {};
  const double width = std::min<double>(area.width(), area.height() * aspect);
  const QSize size(std::max(1, static_cast<int>(std::lround(width))),
                   std::max(1, static_cast<int>(std::lround(width / aspect))));
  return {area.x() + (area.width() - size.width()) / 2, area.y() + (area.height() - size.height()) / 2,
          size.width(), size.height()};
}

Places placed(QSize area, const media::VideoInfo& info, base::Rect region, bool isTwice) {
  const base::Rect shown = whole(region, info);
  const double sample = info.sampleAspect.value() > 0 ? info.sampleAspect.value() : 1;
  const double aspect = std::max(1, shown.width) * sample / std::max(1, shown.height);
  const QRect all(QPoint(0, 0), area);
  if (!isTwice) return {fitted(all, aspect), {}};
  const int halfWidth = (area.width() - kGapPx) / 2, halfHeight = (area.height() - kGapPx) / 2;
  const Places beside{fitted({0, 0, halfWidth, area.height()}, aspect),
                      fitted({halfWidth + kGapPx, 0, halfWidth, area.height()}, aspect)};
  const Places below{fitted({0, 0, area.width(), halfHeight}, aspect),
                     fitted({0, halfHeight + kGapPx, area.width(), halfHeight}, aspect)};
  return below.first.width() > beside.first.width() ? below : beside;
}

static base::Point mouthMiddle(const face::Face& face) { return (face.points[48] + face.points[54]) * 0.5F; }

static float eyeDistance(const face::Face& face) { return base::distance(face.points[36], face.points[45]); }

base::Rect mouthRegion(const face::Face& face, const media::VideoInfo& info) {
  const base::Point middle = mouthMiddle(face);
  const int width =
      std::clamp(static_cast<int>(eyeDistance(face) * 2.2F), std::min(64, info.width), info.width);
  const int height = std::clamp(width * 3 / 4, 1, info.height);
  const int x = std::clamp(static_cast<int>(middle.x) - width / 2, 0, info.width - width);
  const int y = std::clamp(static_cast<int>(middle.y) - height / 2, 0, info.height - height);
  return {x, y, width, height};
}

base::Rect followed(base::Rect region, const face::Face& face, const media::VideoInfo& info) {
  const base::Rect wanted = mouthRegion(face, info);
  const base::Point middle = mouthMiddle(face);
  const base::Rect inner{region.x + region.width / 4, region.y + region.height / 4, region.width / 2,
                         region.height / 2};
  const bool isOfSize = std::abs(wanted.width - region.width) * 4 <= region.width;
  return !region.empty() && isOfSize && inner.contains(middle) ? region : wanted;
}

QPointF toPlace(QPointF p, const QRect& place, base::Rect region, const media::VideoInfo& info) {
  const base::Rect shown = whole(region, info);
  return {place.x() + (p.x() - shown.x) * place.width() / shown.width,
          place.y() + (p.y() - shown.y) * place.height() / shown.height};
}

QPointF toFrame(QPointF p, const QRect& place, base::Rect region, const media::VideoInfo& info) {
  const base::Rect shown = whole(region, info);
  return {shown.x + (p.x() - place.x()) * shown.width / place.width(),
          shown.y + (p.y() - place.y()) * shown.height / place.height()};
}

}  // namespace ui
