#include <QLineEdit>
#include <QMouseEvent>
#include <QTimerEvent>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/base/document.h"
#include "ui/timeline/canvas.h"
#include "ui/timeline/commands.h"

namespace ui {

static constexpr double kSlopPixels = 3;   // a hand that clicks trembles by this much
static constexpr double kCatchPixels = 8;  // edges catch from this far
static constexpr int kOutsideMs = 30;      // between steps of scrolling on

static Gesture gestureOf(Part part) {
  switch (part) {
    case Part::marker:
      return Gesture::marker;
    case Part::inPoint:
      return Gesture::inPoint;
    case Part::outPoint:
      return Gesture::outPoint;
    case Part::clip:
      return Gesture::move;
    case Part::clipStart:
      return Gesture::trimStart;
    case Part::clipEnd:
      return Gesture::trimEnd;
    case Part::fadeIn:
      return Gesture::fadeIn;
    case Part::fadeOut:
      return Gesture::fadeOut;
    case Part::voiceLane:
      return Gesture::band;
    case Part::ruler:
    case Part::lane:
    case Part::problem:
      return Gesture::scrub;
    case Part::nothing:
      break;
  }
  return Gesture::none;
}

static Qt::CursorShape cursorOf(Part part) {
  switch (gestureOf(part)) {
    case Gesture::trimStart:
    case Gesture::trimEnd:
    case Gesture::inPoint:
    case Gesture::outPoint:
    case Gesture::marker:
      return Qt::SizeHorCursor;
    case Gesture::fadeIn:
    case Gesture::fadeOut:
      return Qt::PointingHandCursor;
    default:
      return part == Part::problem ? Qt::PointingHandCursor : Qt::ArrowCursor;
  }
}

void TimelineCanvas::begin(Gesture gesture, const Hit& hit, QPointF at) {
  drag_ = {.gesture = gesture,
           .fromPos = at,
           .fromSec = scene_.scale.sec(at.x()),
           .fromVoice = voiceAt(at.y()),
           .clip = hit.clip,
           .clips = scene_.chosen,
           .marker = hit.marker};
  if (!isEdit(gesture)) return;
  drag_.before = document_.project();
  drag_.mergeId = document_.newMergeId();
}

// The first picture of what was clicked, where that is a problem.
static double problemSec(const Scene& scene, double x) {
  const media::FrameNo first = scene.times.at(scene.scale.sec(x - 3)),
                       end = scene.times.at(scene.scale.sec(x + 3)) + 1;
  for (const Problem& problem : scene.stretched.problems)
    if (problem.where.first < end && first < problem.where.end)
      return scene.times.seconds(problem.where.first);
  return scene.scale.sec(x);
}

void TimelineCanvas::press(const Hit& hit, const QMouseEvent& event) {
  if (hit.voice >= 0) setCurrentVoice(hit.voice);
  if (hit.clip > 0) pressClip(hit, event.modifiers());
  if (hit.part == Part::problem) return seek(problemSec(scene_, event.position().x()));
  begin(gestureOf(hit.part), hit, event.position());
  if (drag_.gesture == Gesture::band) {
    const bool adds = event.modifiers().testFlag(Qt::ControlModifier);
    chosenBefore_ = adds ? scene_.chosen : std::set<int>{};
    if (!adds) choose({});
  }
  if (drag_.gesture != Gesture::scrub) return;
  Q_EMIT scrubbingChanged(true);
  seek(drag_.fromSec);
}

// One of several chosen lines stays chosen with them, so that all can be dragged; see mouseReleaseEvent.
void TimelineCanvas::pressClip(const Hit& hit, Qt::KeyboardModifiers keys) {
  std::set<int> chosen = scene_.chosen;
  if (keys.testFlag(Qt::ControlModifier)) {
    if (chosen.erase(hit.clip) == 0) chosen.insert(hit.clip);
  } else if (!chosen.contains(hit.clip)) {
    chosen = {hit.clip};
  }
  choose(std::move(chosen));
}

void TimelineCanvas::mousePressEvent(QMouseEvent* event) {
  setFocus(Qt::MouseFocusReason);
  if (drag_.gesture != Gesture::none) return;
  if (event->button() == Qt::MiddleButton) begin(Gesture::pan, {}, event->position());
  if (event->button() == Qt::LeftButton) press(hitAt(scene_, event->position()), *event);
}

void TimelineCanvas::mouseMoveEvent(QMouseEvent* event) {
  if (drag_.gesture == Gesture::none) return hover(event->position());
  dragTo(event->position(), event->modifiers());
}

void TimelineCanvas::hover(QPointF at) {
  const Hit hit = hitAt(scene_, at);
  setCursor(cursorOf(hit.part));
  setHovered(hit.clip);
}

void TimelineCanvas::setHovered(int clip) {
  if (clip == scene_.hovered) return;
  for (const int id : {std::exchange(scene_.hovered, clip), clip})
    if (const dub::SpeechClip* line = document_.project().clip(id))
      update(scene_.rectOf(*line).toAlignedRect() & rect());
}

void TimelineCanvas::leaveEvent(QEvent*) { setHovered(0); }

void TimelineCanvas::dragTo(QPointF at, Qt::KeyboardModifiers keys) {
  const QPointF way = at - drag_.fromPos;
  if (drag_.gesture != Gesture::scrub && !drag_.hasBegun && std::hypot(way.x(), way.y()) < kSlopPixels)
    return;
  drag_.hasBegun = true;
  if (drag_.gesture == Gesture::pan) {
    setScale(
        panned(scene_.scale, (lastPos_.isNull() ? drag_.fromPos : lastPos_).x() - at.x(), scene_.limits()));
    lastPos_ = at;
    return;
  }
  lastPos_ = at;
  const bool isOutside = at.x() < 0 || at.x() > width();
  if (isOutside && !outside_.isActive()) outside_.start(kOutsideMs, this);
  if (!isOutside) outside_.stop();
  if (drag_.gesture == Gesture::scrub) return seek(scene_.scale.sec(at.x()));
  if (drag_.gesture == Gesture::band) return dragBand(at);
  dragEdit(at, keys);
}

void TimelineCanvas::timerEvent(QTimerEvent* event) {
  if (event->timerId() != outside_.timerId()) return QWidget::timerEvent(event);
  constexpr double kFastest = 40;  // pixels a step
  const double over = lastPos_.x() < 0 ? lastPos_.x() : std::max(0.0, lastPos_.x() - width());
  setScale(panned(scene_.scale, std::clamp(over, -kFastest, kFastest), scene_.limits()));
  dragTo(lastPos_, {});
}

void TimelineCanvas::dragEdit(QPointF at, Qt::KeyboardModifiers keys) {
  const bool isFree = !isSnapping_ || (keys & (Qt::AltModifier | Qt::ShiftModifier)) != 0;
  const DragTo to{.sec = scene_.scale.sec(at.x()),
                  .voice = voiceAt(at.y()),
                  .catchSec = isFree ? 0 : kCatchPixels / scene_.scale.pixelsPerSec,
                  .playheadSec = scene_.playheadSec};
  const Dragged now = dragged(drag_, to, scene_.times);
  scene_.snapSec = now.caughtSec;
  isEditing_ = true;
  document_.edit(
      nameOf(drag_.gesture), [&](dub::Project& project) { project = now.project; }, drag_.mergeId);
  isEditing_ = false;
  update();
}

void TimelineCanvas::dragBand(QPointF at) {
  const QPointF from(scene_.scale.x(drag_.fromSec), drag_.fromPos.y());
  scene_.band = QRectF(from, at).normalized();
  std::set<int> chosen = chosenBefore_;
  const double fromSec = scene_.scale.sec(scene_.band->left()),
               toSec = scene_.scale.sec(scene_.band->right());
  for (const Lane& lane : scene_.lanes.lanes) {
    if (lane.kind != LaneKind::voice || lane.bottom() < scene_.band->top() ||
        lane.top > scene_.band->bottom())
      continue;
    for (const std::size_t i : scene_.order.within(lane.voice, fromSec, toSec))
      chosen.insert(document_.project().clips[i].id);
  }
  choose(std::move(chosen));
  update();
}

void TimelineCanvas::mouseReleaseEvent(QMouseEvent* event) {
  if (event->buttons() != Qt::NoButton) return;
  const bool isClick = drag_.gesture == Gesture::move && !drag_.hasBegun && event->button() == Qt::LeftButton;
  const int clip = drag_.clip;
  endDrag();
  if (isClick && !event->modifiers().testFlag(Qt::ControlModifier)) choose({clip});
  hover(event->position());
}

void TimelineCanvas::endDrag() {
  const bool wasScrubbing = drag_.gesture == Gesture::scrub;
  drag_ = {};
  lastPos_ = {};
  outside_.stop();
  scene_.snapSec.reset();
  scene_.band.reset();
  update();
  if (wasScrubbing) Q_EMIT scrubbingChanged(false);
}

// The project is what it was before; the history keeps nothing of it.
void TimelineCanvas::abandonDrag() {
  const Drag drag = drag_;
  endDrag();
  if (isEdit(drag.gesture) && drag.hasBegun)
    document_.edit(
        nameOf(drag.gesture), [&](dub::Project& project) { project = drag.before; }, drag.mergeId);
}

void TimelineCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  const Hit hit = hitAt(scene_, event->position());
  if (hit.part == Part::marker) return renameMarker(hit.marker);
  if (hit.clip > 0) return rangeOver(document_, {hit.clip});
  mousePressEvent(event);
}

// Times goes along with either wheel; with Ctrl it is enlarged around the mouse, with Alt lanes go up and
// down.
void TimelineCanvas::wheelEvent(QWheelEvent* event) {
  const QPoint turned = event->angleDelta();
  constexpr double kPixelsAStep = 0.6;
  if (event->modifiers().testFlag(Qt::ControlModifier)) {
    setScale(zoomed(scene_.scale, std::pow(1.0015, turned.y()), event->position().x(), scene_.limits()));
  } else if (event->modifiers().testFlag(Qt::AltModifier)) {
    Q_EMIT scrollWanted(static_cast<int>(-kPixelsAStep * (turned.y() != 0 ? turned.y() : turned.x())));
  } else {
    const int along = std::abs(turned.x()) > std::abs(turned.y()) ? turned.x() : turned.y();
    setScale(panned(scene_.scale, -kPixelsAStep * along, scene_.limits()));
  }
  event->accept();
}

// The nearest voice lane.
int TimelineCanvas::voiceAt(double y) const {
  int nearest = 0;
  double distance = 1e9;
  for (const Lane& lane : scene_.lanes.lanes) {
    const double away = std::abs(lane.top + lane.height / 2.0 - y);
    if (lane.kind != LaneKind::voice || away >= distance) continue;
    nearest = lane.voice;
    distance = away;
  }
  return nearest;
}

}  // namespace ui
