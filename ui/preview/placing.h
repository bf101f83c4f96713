#pragma once
#include <QPointF>
#include <QRect>
#include <QSize>

#include "core/base/geometry.h"
#include "core/face/face.h"
#include "core/media/info.h"

// Where the picture stands in the preview. Plain functions.
namespace ui {

enum class Compare { original, dubbed, sideBySide, wipe };

// Rectangles in device pixels. One picture: `second` is null.
struct Places {
  QRect first, second;
};

// As large as it fits with the shape of `region` (empty: the whole frame) in square pixels, centred; side by
// side with a gap, or one below the other where that is larger.
Places placed(QSize area, const media::VideoInfo& info, base::Rect region, bool isTwice);

// A 4 : 3 part of the frame around the mouth, three mouths wide, inside the frame.
base::Rect mouthRegion(const face::Face& face, const media::VideoInfo& info);

// The region that goes on showing the mouth: the old one while the mouth is well inside, else a new one.
base::Rect followed(base::Rect region, const face::Face& face, const media::VideoInfo& info);

// Between pixels of the upright frame and of the place where `region` (empty = all) is shown.
QPointF toPlace(QPointF framePoint, const QRect& place, base::Rect region, const media::VideoInfo& info);
QPointF toFrame(QPointF point, const QRect& place, base::Rect region, const media::VideoInfo& info);

}  // namespace ui
