#pragma once
#include <memory>
#include <optional>

#include "core/media/decode/frame_index.h"
#include "core/media/info.h"

namespace ui {

// When each picture of the clip is shown. Without an index (yet) pictures are taken to be evenly spaced.
struct FrameTimes {
  std::optional<media::VideoInfo> video;
  std::shared_ptr<const media::FrameIndex> index;

  double rate() const;  // pictures a second, on average; 25 when nothing is known
  media::FrameNo frames() const;
  double seconds(media::FrameNo frame) const;  // also of the end: frame == frames()
  media::FrameNo at(double seconds) const;     // the picture shown then, clamped to the clip
  double toPicture(double seconds) const;      // the time at which the picture shown then begins
  double toBoundary(
      double seconds) const;  // the nearest time at which a picture begins, or the last one ends
  double durationSec() const;
};

}  // namespace ui
