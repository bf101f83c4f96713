#pragma once

class QMainWindow;
class QMenu;

namespace ui {

class Actions;
struct WindowLayout;

// Fills the menu bar from the table of actions, whose keys then work in the whole window. Returns the menu of
// the recent files, which is empty.
QMenu* fillMenuBar(QMainWindow& window, const Actions& actions, const WindowLayout& layout);

}  // namespace ui
