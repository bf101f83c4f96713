#include "ui/timeline/lanes.h"

#include <algorithm>

#include "ui/theme/theme.h"

namespace ui {

const Lane* Lanes::at(double y) const {
  if (y < rulerHeight) return nullptr;
  const auto found =
      std::ranges::find_if(lanes, [y](const Lane& lane) { return y >= lane.top && y < lane.bottom(); });
  return found == lanes.end() ? nullptr : &*found;
}

const Lane* Lanes::ofVoice(int voice) const {
  const auto found = std::ranges::find_if(
      lanes, [voice](const Lane& lane) { return lane.kind == LaneKind::voice && lane.voice == voice; });
  return found == lanes.end() ? nullptr : &*found;
}

Lanes laidOut(int voices, int lineHeight, int scrolled) {
  Lanes laid;
  laid.stripHeight = lineHeight + 2;
  laid.rulerHeight = laid.stripHeight + lineHeight + 10;
  int top = laid.rulerHeight - scrolled;
  const auto add = [&](LaneKind kind, int height, int voice = -1) {
    laid.lanes.push_back({kind, voice, top, height});
    top += height;
    laid.contentHeight += height;
  };
  add(LaneKind::picture, theme::kLaneHeight);
  add(LaneKind::original, theme::kLaneHeight);
  for (int voice = 0; voice < voices; ++voice)
    add(LaneKind::voice, std::max(theme::kLaneHeight + 8, 4 * lineHeight), voice);
  add(LaneKind::faces, std::max(40, 2 * lineHeight + 8));
  add(LaneKind::dubbed, lineHeight + 10);
  return laid;
}

}  // namespace ui
