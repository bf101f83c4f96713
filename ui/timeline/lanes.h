#pragma once
#include <vector>

namespace ui {

enum class LaneKind { picture, original, voice, faces, dubbed };

// A row of the timeline. Pixels, from the top of the canvas, after scrolling.
struct Lane {
  LaneKind kind = LaneKind::picture;
  int voice = -1;  // of LaneKind::voice
  int top = 0, height = 0;
  int bottom() const { return top + height; }
};

// The rows from top to bottom: the ruler stays in place, the lanes below it may be scrolled. A value.
struct Lanes {
  int rulerHeight = 0;
  int stripHeight = 0;  // the upper part of the ruler: markers and the range
  std::vector<Lane> lanes;
  int contentHeight = 0;  // of all lanes, without the ruler

  const Lane* at(double y) const;  // nullptr above and below the lanes
  const Lane* ofVoice(int voice) const;
};

// `lineHeight`: pixels of a line of small text, which everything is sized by.
Lanes laidOut(int voices, int lineHeight, int scrolled);

}  // namespace ui
