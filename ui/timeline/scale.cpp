#include "ui/timeline/scale.h"

#include <algorithm>

namespace ui {

static double fitPixelsPerSec(double width, const ScaleLimits& limits) {
  return std::max(1.0, width - 2 * kEndRoom) / std::max(limits.contentSec, 1e-3);
}

TimelineScale limited(TimelineScale scale, const ScaleLimits& limits) {
  const double fit = fitPixelsPerSec(scale.width, limits);
  scale.pixelsPerSec = std::clamp(scale.pixelsPerSec, fit, std::max(fit, limits.maxPixelsPerSec));
  const double first = -kEndRoom / scale.pixelsPerSec;
  const double last = limits.contentSec + (kEndRoom - scale.width) / scale.pixelsPerSec;
  scale.startSec = std::clamp(scale.startSec, first, std::max(first, last));
  return scale;
}

TimelineScale zoomed(const TimelineScale& scale, double factor, double x, const ScaleLimits& limits) {
  TimelineScale next = scale;
  next.pixelsPerSec *= factor;
  next = limited(next, limits);  // first how large, then where
  next.startSec = scale.sec(x) - x / next.pixelsPerSec;
  return limited(next, limits);
}

TimelineScale panned(const TimelineScale& scale, double pixels, const ScaleLimits& limits) {
  TimelineScale next = scale;
  next.startSec += pixels / scale.pixelsPerSec;
  return limited(next, limits);
}

TimelineScale fitted(const TimelineScale& scale, const ScaleLimits& limits) {
  return limited({0, 0, scale.width}, limits);
}

TimelineScale showing(const TimelineScale& scale, double fromSec, double toSec, const ScaleLimits& limits) {
  const double perSec = std::max(1.0, scale.width - 2 * kEndRoom) / std::max(toSec - fromSec, 1e-3);
  TimelineScale next = limited({0, perSec, scale.width}, limits);
  next.startSec = (fromSec + toSec) / 2 - next.width / next.pixelsPerSec / 2;
  return limited(next, limits);
}

TimelineScale pagedTo(const TimelineScale& scale, double sec, const ScaleLimits& limits) {
  const double page = (scale.width - 2 * kEndRoom) / scale.pixelsPerSec, room = kEndRoom / scale.pixelsPerSec;
  TimelineScale next = scale;
  if (sec >= scale.startSec && sec < scale.endSec()) return scale;
  const bool isNextPage = sec >= scale.endSec() && sec < scale.endSec() + page;
  const bool isPageBefore = sec < scale.startSec && sec > scale.startSec - page;
  if (isPageBefore)
    next.startSec = scale.startSec - page;
  else
    next.startSec = isNextPage ? scale.endSec() - room : sec - room;
  return limited(next, limits);
}

}  // namespace ui
