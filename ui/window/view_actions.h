#pragma once

class QMainWindow;

namespace ui {

class Actions;
class Workspace;
struct WindowLayout;

// What the menu View does in this window.
void connectViewActions(QMainWindow& window, const Actions& actions, const WindowLayout& layout,
                        Workspace& workspace);

}  // namespace ui
