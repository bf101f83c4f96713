#include "ui/timeline/stretches.h"

#include <algorithm>

namespace ui {

bool meets(const Stretches& stretches, media::FrameNo first, media::FrameNo end) {
  const auto at = std::ranges::upper_bound(stretches, first, {}, &Stretch::end);
  return at != stretches.end() && at->first < end && first < end;
}

const Stretch* stretchAt(const Stretches& stretches, media::FrameNo frame) {
  const auto at = std::ranges::upper_bound(stretches, frame, {}, &Stretch::end);
  return at != stretches.end() && at->first <= frame ? &*at : nullptr;
}

Stretches joined(Stretches stretches) {
  std::ranges::sort(stretches, {}, &Stretch::first);
  Stretches all;
  for (const Stretch& next : stretches) {
    if (!all.empty() && next.first <= all.back().end)
      all.back().end = std::max(all.back().end, next.end);
    else
      all.push_back(next);
  }
  return all;
}

}  // namespace ui
