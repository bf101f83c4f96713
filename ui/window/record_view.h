#pragma once
#include <QObject>
#include <QTimer>
#include <optional>

#include "ui/record/record_session.h"
#include "ui/window/window_layout.h"

namespace ui {

// Shows recording in timeline, picture and actions, and plays the takes that are listened to.
class RecordView : public QObject {
  Q_OBJECT
 public:
  RecordView(RecordSession& recording, Workspace& workspace, const WindowLayout& layout, Actions& actions);

 private:
  void showState(RecordState state);
  void nameAction(bool isRecording);
  void listen(double fromSec, double toSec);
  RecordSession& recording_;
  Workspace& workspace_;
  const WindowLayout layout_;
  Actions& actions_;
  std::optional<double> playUntil_;  // a take that is listened to ends there
  QTimer streaming_;                 // repaints the preview while a take is counted in and recorded
};

}  // namespace ui
