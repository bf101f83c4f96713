#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QToolTip>

#include "ui/base/document.h"
#include "ui/timeline/canvas.h"
#include "ui/timeline/commands.h"
#include "ui/timeline/menus.h"
#include "ui/timeline/words.h"

namespace ui {

bool TimelineCanvas::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    QToolTip::showText(help->globalPos(), tipAt(scene_, help->pos()), this);
    return true;
  }
  return QWidget::event(event);
}

static std::set<int> allClips(const dub::Project& project) {
  std::set<int> all;
  for (const dub::SpeechClip& clip : project.clips) all.insert(clip.id);
  return all;
}

// With Alt the chosen lines go; with Ctrl the choice does.
void TimelineCanvas::keyPressEvent(QKeyEvent* event) {
  const int key = event->key();
  const bool hasAlt = event->modifiers() == Qt::AltModifier,
             hasCtrl = event->modifiers() == Qt::ControlModifier;
  const bool isSideways = key == Qt::Key_Left || key == Qt::Key_Right,
             isUpright = key == Qt::Key_Up || key == Qt::Key_Down;
  const int sign = key == Qt::Key_Left || key == Qt::Key_Up ? -1 : 1;
  if (hasAlt && isSideways) {
    shiftClips(document_, scene_.chosen, sign / scene_.times.rate(), 0);
  } else if (hasAlt && isUpright) {
    shiftClips(document_, scene_.chosen, 0, sign);
  } else if (hasCtrl && isSideways) {
    if (const int clip = neighbourOf(scene_, sign > 0)) choose({clip});
  } else if (hasCtrl && isUpright) {
    setCurrentVoice(scene_.currentVoice + sign);
  } else if (event->matches(QKeySequence::SelectAll)) {
    choose(allClips(document_.project()));
  } else if (key == Qt::Key_Delete || key == Qt::Key_Backspace) {
    removeClips(document_, scene_.chosen);
  } else if (key == Qt::Key_Escape && rename_ != nullptr) {
    abandonRename();
  } else if (key == Qt::Key_Escape && drag_.gesture != Gesture::none) {
    abandonDrag();
  } else if (key == Qt::Key_Escape && !scene_.chosen.empty()) {
    choose({});
  } else {
    QWidget::keyPressEvent(event);
  }
}

// By the mouse: of what is under it. By the keyboard: of the chosen lines, else of the playhead.
void TimelineCanvas::contextMenuEvent(QContextMenuEvent* event) {
  if (drag_.gesture != Gesture::none) return;
  const bool isByMouse = event->reason() == QContextMenuEvent::Mouse;
  const Hit hit = isByMouse ? hitAt(scene_, event->pos()) : Hit{};
  if (hit.voice >= 0) setCurrentVoice(hit.voice);
  if (hit.clip > 0 && !scene_.chosen.contains(hit.clip)) choose({hit.clip});
  const bool isOfClips = isByMouse ? hit.clip > 0 : !scene_.chosen.empty();
  const double sec = isByMouse ? scene_.scale.sec(event->pos().x()) : scene_.playheadSec;
  QMenu* menu = isOfClips ? clipMenu(document_, scene_, this)
                          : placeMenu(document_, *this, hit.marker, scene_.times.toBoundary(sec));
  menu->setAttribute(Qt::WA_DeleteOnClose);
  const QPoint below(static_cast<int>(scene_.scale.x(scene_.playheadSec)), scene_.lanes.rulerHeight);
  menu->popup(isByMouse ? event->globalPos() : mapToGlobal(below));
}

}  // namespace ui
