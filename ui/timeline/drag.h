#pragma once
#include <QPointF>
#include <QString>
#include <optional>
#include <set>

#include "core/project/project.h"
#include "ui/timeline/frame_times.h"

namespace ui {

enum class Gesture {
  none,
  scrub,
  pan,
  band,  // choosing by a rectangle
  move,
  trimStart,
  trimEnd,
  fadeIn,
  fadeOut,
  marker,
  inPoint,
  outPoint,
};

// A pressed mouse button and what it will do. A value; the project is edited from how it was in the
// beginning, so that nothing adds up on the way.
struct Drag {
  Gesture gesture = Gesture::none;
  bool hasBegun = false;  // the mouse went further than a trembling hand
  QPointF fromPos;
  double fromSec = 0;
  int fromVoice = 0;
  int clip = 0;         // id, of trims and fades, and the one that was taken to move
  std::set<int> clips;  // that move
  int marker = -1;
  dub::Project before;
  int mergeId = -1;
};
bool isEdit(Gesture gesture);
QString nameOf(Gesture gesture);  // for the list of what can be undone

// Where the mouse is.
struct DragTo {
  double sec = 0;
  int voice = 0;
  double catchSec = 0;  // edges catch within this time; 0 = nowhere
  std::optional<double> playheadSec;
};
struct Dragged {
  dub::Project project;
  std::optional<double> caughtSec;  // the place that caught the edge
};
Dragged dragged(const Drag& drag, const DragTo& to, const FrameTimes& times);

}  // namespace ui
