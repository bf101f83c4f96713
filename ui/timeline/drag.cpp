#include "ui/timeline/drag.h"

#include <algorithm>
#include <cmath>

#include "core/project/edit.h"
#include "ui/timeline/timeline.h"

namespace ui {

bool isEdit(Gesture gesture) { return gesture >= Gesture::move; }

QString nameOf(Gesture gesture) {
  switch (gesture) {
    case Gesture::move:
      return Timeline::tr("Move line");
    case Gesture::trimStart:
    case Gesture::trimEnd:
      return Timeline::tr("Trim line");
    case Gesture::fadeIn:
    case Gesture::fadeOut:
      return Timeline::tr("Fade line");
    case Gesture::marker:
      return Timeline::tr("Move marker");
    case Gesture::inPoint:
    case Gesture::outPoint:
      return Timeline::tr("Change range");
    default:
      return {};
  }
}

// The project as far as something may catch on it.
static dub::Project without(dub::Project project, const std::set<int>& clips) {
  std::erase_if(project.clips, [&](const dub::SpeechClip& clip) { return clips.contains(clip.id); });
  return project;
}

struct Caught {
  double sec = 0;
  std::optional<double> bySec;
};

static Caught caught(const dub::Project& obstacles, double sec, const DragTo& to) {
  if (to.catchSec <= 0) return {sec, {}};
  const double edge = dub::snapped(obstacles, sec, to.catchSec, -1, to.playheadSec);
  return {edge, edge == sec ? std::nullopt : std::optional(edge)};
}

// By how much all moved clips go: either edge of the one that was taken may catch, and none begins before 0.
static Caught moveBy(const Drag& drag, const DragTo& to, const dub::SpeechClip& taken) {
  const dub::Project obstacles = without(drag.before, drag.clips);
  const double wanted = to.sec - drag.fromSec;
  const Caught start = caught(obstacles, taken.atSec + wanted, to);
  const Caught end = caught(obstacles, taken.endSec() + wanted, to);
  const double byStart = start.sec - taken.atSec, byEnd = end.sec - taken.endSec();
  const bool isByEnd = end.bySec && (!start.bySec || std::abs(byEnd - wanted) < std::abs(byStart - wanted));
  double first = taken.atSec;
  for (const int id : drag.clips)
    if (const dub::SpeechClip* clip = drag.before.clip(id)) first = std::min(first, clip->atSec);
  return {std::max(isByEnd ? byEnd : byStart, -first), isByEnd ? end.bySec : start.bySec};
}

// All go up or down together, as far as the outermost can.
static int lanesBy(const Drag& drag, int wanted) {
  const int last = static_cast<int>(drag.before.voices.size()) - 1;
  for (const int id : drag.clips)
    if (const dub::SpeechClip* clip = drag.before.clip(id))
      wanted = std::clamp(wanted, -clip->voice, last - clip->voice);
  return wanted;
}

static std::optional<double> move(dub::Project& project, const Drag& drag, const DragTo& to) {
  const dub::SpeechClip* taken = drag.before.clip(drag.clip);
  if (taken == nullptr) return {};
  const Caught by = moveBy(drag, to, *taken);
  const int lanes = lanesBy(drag, to.voice - drag.fromVoice);
  for (const int id : drag.clips)
    if (const dub::SpeechClip* clip = drag.before.clip(id))
      dub::moveClip(project, id, clip->atSec + by.sec, clip->voice + lanes);
  return by.bySec;
}

// The edge goes by as much as the mouse, so that it does not jump when it is taken beside its line.
static std::optional<double> trim(dub::Project& project, const Drag& drag, const DragTo& to) {
  const dub::SpeechClip* clip = drag.before.clip(drag.clip);
  if (clip == nullptr) return {};
  const bool isStart = drag.gesture == Gesture::trimStart;
  const double edge = (isStart ? clip->atSec : clip->endSec()) + to.sec - drag.fromSec;
  const Caught at = caught(without(drag.before, {drag.clip}), edge, to);
  if (isStart)
    dub::trimStart(project, drag.clip, at.sec);
  else
    dub::trimEnd(project, drag.clip, at.sec);
  return at.bySec;
}

static void fade(dub::Project& project, const Drag& drag, const DragTo& to) {
  const dub::SpeechClip* clip = drag.before.clip(drag.clip);
  if (clip == nullptr) return;
  const double by = to.sec - drag.fromSec;
  double in = clip->fadeInSec, out = clip->fadeOutSec;
  if (drag.gesture == Gesture::fadeIn)
    in = std::clamp(in + by, 0.0, clip->seconds() - out);
  else
    out = std::clamp(out - by, 0.0, clip->seconds() - in);
  dub::setFades(project, drag.clip, in, out);
}

static std::optional<double> moveMarker(dub::Project& project, const Drag& drag, const DragTo& to,
                                        const FrameTimes& times) {
  if (drag.marker < 0 || static_cast<std::size_t>(drag.marker) >= project.markers.size()) return {};
  dub::Project obstacles = drag.before;
  obstacles.markers.erase(obstacles.markers.begin() + drag.marker);
  const Caught at = caught(obstacles, to.sec, to);
  project.markers[static_cast<std::size_t>(drag.marker)].seconds =
      at.bySec ? at.sec : times.toBoundary(at.sec);
  return at.bySec;
}

static std::optional<double> moveRange(dub::Project& project, const Drag& drag, const DragTo& to,
                                       const FrameTimes& times) {
  const bool isIn = drag.gesture == Gesture::inPoint;
  dub::Project obstacles = drag.before;
  (isIn ? obstacles.inSec : obstacles.outSec).reset();
  const Caught at = caught(obstacles, to.sec, to);
  const double sec = at.bySec ? at.sec : times.toBoundary(at.sec), shortest = 1 / times.rate();
  if (isIn)
    project.inSec = project.outSec ? std::min(sec, *project.outSec - shortest) : sec;
  else
    project.outSec = std::max(sec, project.inSec.value_or(0) + shortest);
  return at.bySec;
}

Dragged dragged(const Drag& drag, const DragTo& to, const FrameTimes& times) {
  Dragged result{drag.before, {}};
  switch (drag.gesture) {
    case Gesture::move:
      result.caughtSec = move(result.project, drag, to);
      break;
    case Gesture::trimStart:
    case Gesture::trimEnd:
      result.caughtSec = trim(result.project, drag, to);
      break;
    case Gesture::fadeIn:
    case Gesture::fadeOut:
      fade(result.project, drag, to);
      break;
    case Gesture::marker:
      result.caughtSec = moveMarker(result.project, drag, to, times);
      break;
    case Gesture::inPoint:
    case Gesture::outPoint:
      result.caughtSec = moveRange(result.project, drag, to, times);
      break;
    default:
      break;
  }
  return result;
}

}  // namespace ui
