#pragma once
#include <optional>

#include "core/media/info.h"

namespace ui {

// Where the ruler has its ticks: labels at whole multiples of labelSec, and `parts` small ticks from label to
// label.
struct RulerStep {
  double labelSec = 1;
  int parts = 5;
};

// The smallest round step whose labels are at least minPixels apart. Steps are whole pictures of the clip's
// timecode (29.97 pictures a second are counted as 30), or decimals of a second when its rate varies.
RulerStep rulerStep(double pixelsPerSec, double minPixels, const std::optional<media::VideoInfo>& video);

// Whole pictures a second that the timecode counts; 0 = it counts in seconds alone.
int timecodeBase(const std::optional<media::VideoInfo>& video);

}  // namespace ui
