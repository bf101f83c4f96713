#pragma once
#include <QObject>
#include <optional>

#include "ui/window/intake.h"
#include "ui/window/window_layout.h"

class QDropEvent;

namespace ui {

class Document;
class Opener;

// Lets files be dropped on the window: looks into them while they hover, says what would happen, and takes
// them when they are let go.
class DropTarget : public QObject {
  Q_OBJECT
 public:
  DropTarget(QWidget& window, const Document& document, const WindowLayout& layout, Opener& opener);
  bool eventFilter(QObject* window, QEvent* event) override;

 private:
  void enter(QDropEvent& event);
  void move(QDropEvent& event) const;
  void drop(QDropEvent& event);
  void announce();
  void say(const QString& hint);
  std::optional<Intake::Place> placeOf(QPoint position) const;
  QWidget& window_;
  const Document& document_;
  const WindowLayout layout_;
  Opener& opener_;
  bool isHovering_ = false;  // with files nobody has told of yet
};

}  // namespace ui
