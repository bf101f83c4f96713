#pragma once
#include <QObject>

#include "ui/window/window_layout.h"

namespace ui {

// Shows the open clip and its playback in the parts of the window.
class ClipView : public QObject {
  Q_OBJECT
 public:
  ClipView(Workspace& workspace, const WindowLayout& layout);

 private:
  void showClip();
  void showFaces();
  void followPlayback();
  Workspace& workspace_;
  const WindowLayout layout_;
};

}  // namespace ui
