#pragma once

namespace ui {

// Which stretch of time the lanes show: seconds to logical pixels of the lanes, and back. A value.
struct TimelineScale {
  double startSec = 0;  // at pixel 0
  double pixelsPerSec = 50;
  double width = 1;  // pixels
  double x(double sec) const { return (sec - startSec) * pixelsPerSec; }
  double sec(double x) const { return startSec + x / pixelsPerSec; }
  double endSec() const { return sec(width); }
  friend bool operator==(const TimelineScale&, const TimelineScale&) = default;
};

// Pixels left free before the beginning and behind the end, so that handles there can be taken.
inline constexpr double kEndRoom = 12;

struct ScaleLimits {
  double contentSec = 1;
  double maxPixelsPerSec = 1000;
};

// The nearest scale that shows no more than the whole content and its ends.
TimelineScale limited(TimelineScale scale, const ScaleLimits& limits);
// Larger by `factor`; the time at pixel `x` stays there as long as the limits allow it.
TimelineScale zoomed(const TimelineScale& scale, double factor, double x, const ScaleLimits& limits);
TimelineScale panned(const TimelineScale& scale, double pixels, const ScaleLimits& limits);
TimelineScale fitted(const TimelineScale& scale, const ScaleLimits& limits);
// From..to fills the width.
TimelineScale showing(const TimelineScale& scale, double fromSec, double toSec, const ScaleLimits& limits);
// Turned by whole pages until `sec` is seen.
TimelineScale pagedTo(const TimelineScale& scale, double sec, const ScaleLimits& limits);

}  // namespace ui
