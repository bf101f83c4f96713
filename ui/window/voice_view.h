#pragma once
#include <QPoint>

class QWidget;

namespace ui {

class Document;
class RecordSession;
class Workspace;
struct WindowLayout;

// Shows the current voice and the chosen lines of the timeline elsewhere, and lets faces be chosen for
// voices.
void followVoice(QWidget& window, const WindowLayout& layout, Workspace& workspace, RecordSession& recording);

}  // namespace ui
