#pragma once
#include <QImage>
#include <QWidget>
#include <functional>
#include <memory>
#include <optional>

#include "core/face/face.h"
#include "core/media/info.h"
#include "core/play/player.h"
#include "ui/preview/placing.h"

namespace ui {

// The picture in the middle of the window: original, dubbed, both beside each other, or a wipe between them;
// the faces with their numbers. Paints what it is given; asks for pictures of its own size. GUI thread.
class Preview : public QWidget {
  Q_OBJECT
 public:
  explicit Preview(QWidget* parent = nullptr);

  void setVideo(std::optional<media::VideoInfo> video);  // nullopt = nothing to show
  void setAnalysis(std::shared_ptr<const face::Analysis> analysis);
  void setTrack(int track);  // whose mouth is zoomed into, and whose box is marked; 0 = the first
  void setCompare(Compare compare);
  Compare compare() const { return compare_; }
  void setFacesShown(bool areShown);
  void setMouthZoom(bool isOn);
  void show(media::FrameNo frame, const QImage& original, const QImage& dubbed, bool isExact);
  // Paints over the picture, e.g. the streamer before a take. Empty = nothing.
  void setOverlay(std::function<void(QPainter&, const QRect&)> overlay);
  // A line of text over the picture, e.g. what a drop would do; empty = none.
  void setHint(const QString& hint);

  QSize sizeHint() const override { return {960, 540}; }
  QSize minimumSizeHint() const override { return {240, 160}; }

 Q_SIGNALS:
  void viewChanged(const play::View& view);
  void faceClicked(int track);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  bool event(QEvent* event) override;

 private:
  Places places() const;  // device pixels
  void tellView();
  void followMouth();
  void describe();
  const face::Track* zoomedTrack() const;
  int trackAt(QPointF logical) const;  // 0 = none
  void paintPicture(QPainter& painter, const QRect& place, const QImage& picture);
  void paintName(QPainter& painter, const QRect& place, const QString& name, bool isRight) const;
  void paintWipe(QPainter& painter, const QRect& place);
  void paintFaces(QPainter& painter, const QRect& place) const;
  void paintHint(QPainter& painter) const;
  void moveWipe(double share);
  bool isOnWipe(QPointF logical) const;

  std::optional<media::VideoInfo> video_;
  std::shared_ptr<const face::Analysis> analysis_;
  QImage original_, dubbed_;
  media::FrameNo frame_ = 0;
  base::Rect region_;  // empty = the whole frame
  Compare compare_ = Compare::dubbed;
  int track_ = 0;
  bool areFacesShown_ = true, isZoomed_ = false, isDraggingWipe_ = false;
  double wipe_ = 0.5;  // share of the picture's width that is original
  std::function<void(QPainter&, const QRect&)> overlay_;
  QString hint_;
};

}  // namespace ui
