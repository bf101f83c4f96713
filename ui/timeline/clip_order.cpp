#include "ui/timeline/clip_order.h"

#include <algorithm>

namespace ui {

ClipOrder::ClipOrder(const dub::Project& project) : voices_(project.voices.size()) {
  for (std::size_t i = 0; i < project.clips.size(); ++i) {
    const dub::SpeechClip& clip = project.clips[i];
    const auto voice = static_cast<std::size_t>(clip.voice);
    if (voice < voices_.size()) voices_[voice].push_back({clip.atSec, clip.endSec(), 0, i});
  }
  for (std::vector<Place>& places : voices_) {
    std::ranges::stable_sort(places, {}, &Place::atSec);
    double latest = 0;
    for (Place& place : places) place.latestEndSec = latest = std::max(latest, place.endSec);
  }
}

std::vector<std::size_t> ClipOrder::within(int voice, double fromSec, double toSec) const {
  std::vector<std::size_t> found;
  if (voice < 0 || static_cast<std::size_t>(voice) >= voices_.size()) return found;
  const std::vector<Place>& places = voices_[static_cast<std::size_t>(voice)];
  auto at = std::ranges::upper_bound(places, fromSec, {}, &Place::latestEndSec);
  for (; at != places.end() && at->atSec < toSec; ++at)
    if (at->endSec > fromSec) found.push_back(at->clip);
  return found;
}

}  // namespace ui
