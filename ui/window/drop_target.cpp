#include "ui/window/drop_target.h"

#include <QDropEvent>
#include <QMimeData>

#include "ui/base/document.h"
#include "ui/preview/preview.h"
#include "ui/timeline/timeline.h"
#include "ui/window/drops.h"
#include "ui/window/opener.h"
#include "ui/window/start_page.h"

namespace ui {

DropTarget::DropTarget(QWidget& window, const Document& document, const WindowLayout& layout, Opener& opener)
    : window_(window), document_(document), layout_(layout), opener_(opener) {
  window_.setAcceptDrops(true);
  window_.installEventFilter(this);
  connect(&opener_.intake(), &Intake::looked, this, &DropTarget::announce);
}

bool DropTarget::eventFilter(QObject* /*window*/, QEvent* event) {
  switch (event->type()) {
    case QEvent::DragEnter:
      enter(*static_cast<QDropEvent*>(event));
      return true;
    case QEvent::DragMove:
      move(*static_cast<QDropEvent*>(event));
      return true;
    case QEvent::DragLeave:
      say({});
      return true;
    case QEvent::Drop:
      drop(*static_cast<QDropEvent*>(event));
      return true;
    default:
      return false;
  }
}

void DropTarget::say(const QString& hint) {
  isHovering_ = !hint.isEmpty();
  layout_.start->setHint(hint);
  layout_.preview->setHint(hint);
}

void DropTarget::enter(QDropEvent& event) {
  if (!event.mimeData()->hasUrls()) return event.ignore();
  event.acceptProposedAction();
  say(tr("Looking at the files..."));
  opener_.intake().look(filesOf(event.mimeData()->urls()));
}

void DropTarget::announce() {
  if (isHovering_) say(announced(opener_.intake().seen(), document_.project()));
}

void DropTarget::move(QDropEvent& event) const {
  const Intake& intake = opener_.intake();
  const bool isUseless = !intake.isLooking() && !intake.seen().empty() && !isUsable(intake.seen());
  if (!event.mimeData()->hasUrls() || isUseless)
    event.ignore();
  else
    event.acceptProposedAction();
}

void DropTarget::drop(QDropEvent& event) {
  say({});
  if (!event.mimeData()->hasUrls()) return event.ignore();
  event.acceptProposedAction();
  opener_.open(filesOf(event.mimeData()->urls()), placeOf(event.position().toPoint()));
  window_.activateWindow();
}

std::optional<Intake::Place> DropTarget::placeOf(QPoint position) const {
  const Timeline& timeline = *layout_.timeline;
  const QPoint local = timeline.mapFrom(&window_, position);
  if (!timeline.isVisible() || !timeline.rect().contains(local)) return std::nullopt;
  const auto place = timeline.placeAt(local);
  return place ? std::optional(Intake::Place{place->voice, place->seconds}) : std::nullopt;
}

}  // namespace ui
