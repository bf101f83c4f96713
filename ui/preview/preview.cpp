#include "ui/preview/preview.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "ui/theme/theme.h"

namespace ui {

using media::FrameNo;

Preview::Preview(QWidget* parent) : QWidget(parent) {
  setAttribute(Qt::WA_OpaquePaintEvent);
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
  describe();
}

void Preview::setVideo(std::optional<media::VideoInfo> video) {
  video_ = std::move(video);
  original_ = dubbed_ = {};
  analysis_.reset();
  region_ = {};
  frame_ = 0;
  tellView();
  update();
}

void Preview::setAnalysis(std::shared_ptr<const face::Analysis> analysis) {
  analysis_ = std::move(analysis);
  followMouth();
  update();
}

void Preview::setTrack(int track) {
  if (track == track_) return;
  track_ = track;
  region_ = {};
  followMouth();
  describe();
  update();
}

void Preview::setCompare(Compare compare) {
  if (compare == compare_) return;
  compare_ = compare;
  tellView();
  describe();
  update();
}

void Preview::setFacesShown(bool areShown) {
  areFacesShown_ = areShown;
  update();
}

void Preview::setMouthZoom(bool isOn) {
  isZoomed_ = isOn;
  region_ = {};
  followMouth();
  tellView();
  update();
}

void Preview::setOverlay(std::function<void(QPainter&, const QRect&)> overlay) {
  overlay_ = std::move(overlay);
  update();
}

void Preview::setHint(const QString& hint) {
  if (hint == hint_) return;
  hint_ = hint;
  update();
}

void Preview::show(FrameNo frame, const QImage& original, const QImage& dubbed, bool /*isExact*/) {
  frame_ = frame;
  if (!original.isNull()) original_ = original;
  dubbed_ = dubbed;
  followMouth();
  update();
}

void Preview::describe() {
  const QString seen = compare_ == Compare::original ? tr("original picture")
                       : compare_ == Compare::dubbed ? tr("dubbed picture")
                       : compare_ == Compare::wipe   ? tr("wipe between original and dubbed picture")
                                                     : tr("original and dubbed picture side by side");
  setAccessibleName(tr("Preview"));
  setAccessibleDescription(track_ > 0 ? tr("%1, face %2 chosen").arg(seen).arg(track_) : seen);
}

Places Preview::places() const {
  if (!video_) return {};
  const QSize area = (QSizeF(size()) * devicePixelRatioF()).toSize();
  return placed(area, *video_, region_, compare_ == Compare::sideBySide);
}

void Preview::tellView() {
  if (!video_) return;
  const QRect place = places().first;
  Q_EMIT viewChanged({.region = region_,
                      .width = std::max(1, place.width()),
                      .height = std::max(1, place.height()),
                      .wantsOriginal = true,
                      .wantsDubbed = compare_ != Compare::original});
}

const face::Track* Preview::zoomedTrack() const {
  if (!analysis_ || analysis_->tracks.empty()) return nullptr;
  for (const face::Track& track : analysis_->tracks)
    if (track.id == track_) return &track;
  return &analysis_->tracks.front();
}

void Preview::followMouth() {
  if (!isZoomed_ || !video_) return;
  const face::Track* track = zoomedTrack();
  const face::Face* face = track != nullptr ? track->at(frame_) : nullptr;
  if (face == nullptr) return;
  const base::Rect region = followed(region_, *face, *video_);
  if (region == region_) return;
  region_ = region;
  tellView();
}

int Preview::trackAt(QPointF logical) const {
  if (!analysis_ || !video_) return 0;
  const QPointF device = logical * devicePixelRatioF();
  const Places at = places();
  for (const QRect& place : {at.first, at.second}) {
    if (!place.contains(device.toPoint())) continue;
    const QPointF p = toFrame(device, place, region_, *video_);
    for (const face::Track& track : analysis_->tracks)
      if (const face::Face* face = track.at(frame_);
          face != nullptr && face->box.contains({static_cast<float>(p.x()), static_cast<float>(p.y())}))
        return track.id;
  }
  return 0;
}

void Preview::resizeEvent(QResizeEvent* /*event*/) { tellView(); }

bool Preview::isOnWipe(QPointF logical) const {
  if (compare_ != Compare::wipe || !video_) return false;
  const QRect place = places().first;
  const double x = place.x() + wipe_ * place.width();
  return std::abs(logical.x() * devicePixelRatioF() - x) <= 8 * devicePixelRatioF();
}

void Preview::moveWipe(double share) {
  wipe_ = std::clamp(share, 0.0, 1.0);
  update();
}

void Preview::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  isDraggingWipe_ = isOnWipe(event->position());
  if (isDraggingWipe_) return;
  if (const int track = trackAt(event->position()); track > 0) Q_EMIT faceClicked(track);
}

void Preview::mouseMoveEvent(QMouseEvent* event) {
  if (isDraggingWipe_) {
    const QRect place = places().first;
    moveWipe((event->position().x() * devicePixelRatioF() - place.x()) / std::max(1, place.width()));
    return;
  }
  const bool isFace = areFacesShown_ && trackAt(event->position()) > 0;
  setCursor(isOnWipe(event->position()) ? Qt::SplitHCursor
            : isFace                    ? Qt::PointingHandCursor
                                        : Qt::ArrowCursor);
}

void Preview::mouseReleaseEvent(QMouseEvent* /*event*/) { isDraggingWipe_ = false; }

// The wipe by keyboard: Ctrl with the arrows.
void Preview::keyPressEvent(QKeyEvent* event) {
  const bool isMove = event->key() == Qt::Key_Left || event->key() == Qt::Key_Right;
  if (compare_ == Compare::wipe && isMove && event->modifiers() == Qt::ControlModifier)
    moveWipe(wipe_ + (event->key() == Qt::Key_Left ? -0.02 : 0.02));
  else
    QWidget::keyPressEvent(event);
}

bool Preview::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    const int track = trackAt(help->pos());
    QToolTip::showText(
        help->globalPos(),
        track > 0 ? tr("Face %1: click to choose whose lips the lines move").arg(track) : QString(), this);
    return true;
  }
  return QWidget::event(event);
}

void Preview::paintPicture(QPainter& painter, const QRect& place, const QImage& picture) {
  if (picture.isNull()) return;
  painter.setRenderHint(QPainter::SmoothPixmapTransform, picture.size() != place.size());
  painter.drawImage(place, picture);
}

// In the upper left corner of the place, or the upper right one.
void Preview::paintName(QPainter& painter, const QRect& place, const QString& name, bool isRight) const {
  const auto gap = static_cast<int>(8 * devicePixelRatioF());
  QFont small = font();
  small.setPixelSize(static_cast<int>(12 * devicePixelRatioF()));
  painter.setFont(small);
  QRect box = painter.fontMetrics().boundingRect(name).adjusted(-6, -3, 6, 3);
  box.moveTop(place.top() + gap);
  if (isRight)
    box.moveRight(place.right() - gap);
  else
    box.moveLeft(place.left() + gap);
  painter.fillRect(box, QColor(0, 0, 0, 170));
  painter.setPen(Qt::white);
  painter.drawText(box, Qt::AlignCenter, name);
}

void Preview::paintWipe(QPainter& painter, const QRect& place) {
  paintPicture(painter, place, dubbed_.isNull() ? original_ : dubbed_);
  paintName(painter, place, dubbed_.isNull() ? tr("Not dubbed here") : tr("Dubbed"), true);
  const int split = static_cast<int>(std::lround(place.width() * wipe_));
  painter.save();
  painter.setClipRect(QRect(place.x(), place.y(), split, place.height()));
  paintPicture(painter, place, original_);
  paintName(painter, place, tr("Original"), false);
  painter.restore();
  const auto line = static_cast<int>(std::max(1.0, 2 * devicePixelRatioF()));
  painter.fillRect(QRect(place.x() + split - line / 2, place.y(), line, place.height()), Qt::white);
}

void Preview::paintFaces(QPainter& painter, const QRect& place) const {
  if (!analysis_ || !areFacesShown_) return;
  const theme::Colors& colors = theme::colors(palette());
  const double scale = devicePixelRatioF();
  painter.save();
  painter.setClipRect(place);
  painter.setRenderHint(QPainter::Antialiasing);
  const face::Track* chosen = zoomedTrack();
  for (const face::Track& track : analysis_->tracks) {
    const face::Face* face = track.at(frame_);
    if (face == nullptr) continue;
    const base::Rect& b = face->box;
    const QRectF box(toPlace(QPointF(b.x, b.y), place, region_, *video_),
                     toPlace(QPointF(b.x + b.width, b.y + b.height), place, region_, *video_));
    const bool isChosen = &track == chosen;
    painter.setPen(
        QPen(isChosen ? colors.accent : QColor(255, 255, 255, 190), (isChosen ? 2.0 : 1.25) * scale));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(box, 4 * scale, 4 * scale);
    const QRectF label(box.left(), box.top(), 20 * scale, 18 * scale);
    painter.fillRect(label, isChosen ? colors.accent : QColor(0, 0, 0, 170));
    painter.setPen(isChosen ? colors.onAccent : QColor(Qt::white));
    QFont font = this->font();
    font.setPixelSize(static_cast<int>(12 * scale));
    font.setBold(true);
    painter.setFont(font);
    painter.drawText(label, Qt::AlignCenter, QString::number(track.id));
  }
  painter.restore();
}

void Preview::paintHint(QPainter& painter) const {
  const theme::Colors& colors = theme::colors(palette());
  const double scale = devicePixelRatioF();
  const QRect all(QPoint(0, 0), (QSizeF(size()) * scale).toSize());
  QFont font = this->font();
  font.setPixelSize(static_cast<int>(15 * scale));
  painter.setFont(font);
  const QRect text =
      painter.fontMetrics()
          .boundingRect(all.adjusted(40, 40, -40, -40), Qt::AlignCenter | Qt::TextWordWrap, hint_)
          .adjusted(-16, -10, 16, 10);
  painter.setPen(QPen(colors.accent, 2 * scale));
  painter.setBrush(colors.raised);
  painter.drawRoundedRect(text, 6 * scale, 6 * scale);
  painter.setPen(colors.text);
  painter.drawText(text, Qt::AlignCenter | Qt::TextWordWrap, hint_);
}

// In device pixels, so that pictures are not scaled a second time.
void Preview::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.fillRect(rect(), theme::colors(palette()).screen);
  painter.scale(1 / devicePixelRatioF(), 1 / devicePixelRatioF());
  if (video_) {
    const Places at = places();
    const QImage& best = dubbed_.isNull() ? original_ : dubbed_;
    switch (compare_) {
      case Compare::original:
        paintPicture(painter, at.first, original_);
        paintName(painter, at.first, tr("Original"), false);
        break;
      case Compare::dubbed:
        paintPicture(painter, at.first, best);
        break;
      case Compare::wipe:
        paintWipe(painter, at.first);
        break;
      case Compare::sideBySide:
        paintPicture(painter, at.first, original_);
        paintName(painter, at.first, tr("Original"), false);
        paintPicture(painter, at.second, best);
        paintName(painter, at.second, dubbed_.isNull() ? tr("Not dubbed here") : tr("Dubbed"), false);
        paintFaces(painter, at.second);
        break;
    }
    paintFaces(painter, at.first);
    if (overlay_) overlay_(painter, at.first);
  }
  if (!hint_.isEmpty()) paintHint(painter);
}

}  // namespace ui
