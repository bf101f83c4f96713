#pragma once
#include <QBasicTimer>
#include <QWidget>

#include "ui/timeline/drag.h"
#include "ui/timeline/hit.h"
#include "ui/timeline/paint.h"
#include "ui/timeline/scene.h"

class QLineEdit;

namespace ui {

// The painted part of the timeline: ruler and lanes. Shows the document's project, and turns mouse and keys
// into edits of it. GUI thread.
class TimelineCanvas : public QWidget {
  Q_OBJECT
 public:
  TimelineCanvas(Document& document, Timeline::PeaksOf peaks, Timeline::ThumbnailOf thumbnail,
                 Timeline::WantThumbnails want, QWidget* parent);
  ~TimelineCanvas() override;

  const Scene& scene() const { return scene_; }
  const PaintWork& lastWork() const { return work_; }  // of the last paint

  void setContent(const TimelineContent& content);
  void setStates(const std::vector<dub::FrameState>& states);
  void setPlayhead(double seconds, bool isPlaying);
  void setLive(std::optional<LiveLine> live);
  void refresh();
  void choose(std::set<int> clips);
  void setCurrentVoice(int voice);
  void setSnapping(bool isOn) { isSnapping_ = isOn; }
  void setScale(const TimelineScale& scale);
  void setScrolled(int pixels);  // of the lanes, downwards
  void renameMarker(int marker);

 Q_SIGNALS:
  void seekRequested(double seconds);
  void scrubbingChanged(bool isScrubbing);
  void chosenChanged();
  void voiceChanged(int voice);
  void viewChanged();             // scale, lanes or size
  void lanesChanged();            // voices, their faces or their names
  void scrollWanted(int pixels);  // of the lanes, by the wheel

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void timerEvent(QTimerEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;

 private:
  void adoptProject();
  void layOut();
  void paintRect(QPainter& painter, const QRect& dirty);
  void wantThumbnails();
  void describe();
  void seek(double seconds);
  void movePlayhead(double seconds);

  void press(const Hit& hit, const QMouseEvent& event);
  void pressClip(const Hit& hit, Qt::KeyboardModifiers keys);
  void begin(Gesture gesture, const Hit& hit, QPointF at);
  void dragTo(QPointF at, Qt::KeyboardModifiers keys);
  void dragEdit(QPointF at, Qt::KeyboardModifiers keys);
  void dragBand(QPointF at);
  void endDrag();
  void abandonDrag();
  void abandonRename();
  void hover(QPointF at);
  void setHovered(int clip);
  int voiceAt(double y) const;
  QFont smallFont() const;

  Document& document_;
  Timeline::PeaksOf peaks_;
  Timeline::ThumbnailOf thumbnail_;
  Timeline::WantThumbnails want_;
  std::shared_ptr<const face::Analysis> analysis_;
  Scene scene_;
  Drag drag_;
  QPointF lastPos_;             // of the drag
  QBasicTimer outside_;         // scrolls on while the mouse is dragged beyond an end
  std::set<int> chosenBefore_;  // the rectangle adds to them
  bool isSnapping_ = true, isEditing_ = false;
  int scrolled_ = 0;
  std::vector<media::FrameNo> wanted_;
  PaintWork work_;
  QLineEdit* rename_ = nullptr;
};

}  // namespace ui
