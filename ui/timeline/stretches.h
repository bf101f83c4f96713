#pragma once
#include <vector>

#include "core/media/picture/frame.h"

namespace ui {

// Pictures first .. end-1.
struct Stretch {
  media::FrameNo first = 0, end = 0;
  friend bool operator==(const Stretch&, const Stretch&) = default;
};

// Ascending, disjoint, none empty: what hours of pictures are reduced to, so that a paint takes a binary
// search a column, whatever the length of the clip.
using Stretches = std::vector<Stretch>;

// Where holds(frame) is true for frames first .. end-1; gaps of up to `bridged` pictures are closed.
template <class Predicate>
Stretches stretchesWhere(media::FrameNo first, media::FrameNo end, Predicate holds,
                         media::FrameNo bridged = 0) {
  Stretches found;
  for (media::FrameNo frame = first; frame < end; ++frame) {
    if (!holds(frame)) continue;
    if (!found.empty() && frame - found.back().end <= bridged)
      found.back().end = frame + 1;
    else
      found.push_back({frame, frame + 1});
  }
  return found;
}

// Whether one of the pictures first .. end-1 belongs to them.
bool meets(const Stretches& stretches, media::FrameNo first, media::FrameNo end);
// The stretch that a picture lies in, nullptr if none.
const Stretch* stretchAt(const Stretches& stretches, media::FrameNo frame);
// Sorted and joined where they overlap or touch.
Stretches joined(Stretches stretches);

}  // namespace ui
