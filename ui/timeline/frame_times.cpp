#include "ui/timeline/frame_times.h"

#include <algorithm>
#include <cmath>

namespace ui {

double FrameTimes::rate() const {
  const double rate = video ? video->frameRate.value() : 0;
  return rate > 0 ? rate : 25;
}

media::FrameNo FrameTimes::frames() const {
  if (index) return index->frames();
  return video ? video->frames : 0;
}

double FrameTimes::seconds(media::FrameNo frame) const {
  if (!index || !video || frame < 0 || frame > index->frames() || index->frames() == 0)
    return static_cast<double>(frame) / rate();
  if (frame == index->frames()) return std::max(durationSec(), index->seconds(frame - 1, video->timeBase));
  return index->seconds(frame, video->timeBase);
}

media::FrameNo FrameTimes::at(double seconds) const {
  const media::FrameNo count = frames();
  if (count == 0) return 0;
  // Half a millisecond: containers round times.
  if (index && video && !video->isStill) return index->at(seconds + 5e-4, video->timeBase);
  return std::clamp<media::FrameNo>(static_cast<media::FrameNo>(std::floor(seconds * rate() + 1e-3)), 0,
                                    count - 1);
}

double FrameTimes::toPicture(double sec) const {
  return frames() > 1 ? seconds(at(sec)) : std::max(0.0, sec);
}

double FrameTimes::toBoundary(double sec) const {
  if (frames() <= 1) return std::max(0.0, sec);
  const media::FrameNo frame = at(sec);
  const double begin = seconds(frame), end = seconds(frame + 1);
  return sec - begin < end - sec ? begin : end;
}

double FrameTimes::durationSec() const {
  if (!video) return 0;
  if (video->durationSec > 0) return video->durationSec;
  return static_cast<double>(frames()) / rate();
}

}  // namespace ui
