#pragma once

class QMenu;
class QWidget;

namespace ui {

class Document;
class TimelineCanvas;
struct Scene;

// The menu of the chosen lines. The scene must live as long as the menu.
QMenu* clipMenu(Document& document, const Scene& scene, QWidget* parent);
// The menu of a place without a line: its marker (-1 = none was clicked) and the range.
QMenu* placeMenu(Document& document, TimelineCanvas& canvas, int marker, double sec);

}  // namespace ui
