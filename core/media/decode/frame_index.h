#pragma once
#include <vector>

#include "core/media/picture/frame.h"

namespace media {

// Position of every picture, from a scan of the packets. pts ascending; size() = VideoInfo::frames.
struct FrameIndex {
  struct Entry {
    std::int64_t pts;  // in VideoInfo::timeBase
    bool isKey;
  };
  std::vector<Entry> entries;
  FrameNo frames() const { return static_cast<FrameNo>(entries.size()); }
  // The last picture shown at or before `seconds` after the first picture's time; clamped to the clip.
  FrameNo at(double seconds, const Rational& timeBase) const;
  // Seconds after the first picture's time.
  double seconds(FrameNo frame, const Rational& timeBase) const;
};

}  // namespace media
