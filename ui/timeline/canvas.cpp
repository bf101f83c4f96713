#include "ui/timeline/canvas.h"

#include <QEvent>
#include <QFontMetrics>
#include <QLineEdit>
#include <QPaintEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/base/document.h"
#include "ui/timeline/words.h"

namespace ui {

TimelineCanvas::TimelineCanvas(Document& document, Timeline::PeaksOf peaks, Timeline::ThumbnailOf thumbnail,
                               Timeline::WantThumbnails want, QWidget* parent)
    : QWidget(parent),
      document_(document),
      peaks_(std::move(peaks)),
      thumbnail_(std::move(thumbnail)),
      want_(std::move(want)) {
  setObjectName(QStringLiteral("timelineCanvas"));
  setAttribute(Qt::WA_OpaquePaintEvent);
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setMinimumSize(200, 120);
  setAccessibleName(Timeline::tr("Timeline"));
  connect(&document_, &Document::changed, this, &TimelineCanvas::adoptProject);
  scene_.project = &document_.project();
  adoptProject();
}

TimelineCanvas::~TimelineCanvas() = default;

void TimelineCanvas::adoptProject() {
  if (isEdit(drag_.gesture) && !isEditing_) endDrag();  // somebody else changed it meanwhile
  const dub::Project& project = document_.project();
  scene_.order = ClipOrder(project);
  scene_.voiceTracks = tracksOfVoices(project, analysis_.get(), scene_.times);
  std::set<int> left = scene_.chosen;
  std::erase_if(left, [&](int id) { return project.clip(id) == nullptr; });
  choose(std::move(left));
  setCurrentVoice(std::min(scene_.currentVoice, static_cast<int>(project.voices.size()) - 1));
  layOut();
  Q_EMIT lanesChanged();
}

void TimelineCanvas::layOut() {
  scene_.lanes = laidOut(static_cast<int>(document_.project().voices.size()),
                         QFontMetrics(smallFont()).height(), scrolled_);
  setScale(scene_.scale);
}

void TimelineCanvas::setContent(const TimelineContent& content) {
  const double contentSec = scene_.contentSec();
  scene_.times = {content.video, content.index};
  if (analysis_ != content.analysis) setAnalysis(scene_.stretched, content.analysis.get());
  analysis_ = content.analysis;
  ui::setStates(scene_.stretched, content.states);
  scene_.voiceTracks = tracksOfVoices(document_.project(), analysis_.get(), scene_.times);
  if (scene_.contentSec() != contentSec) scene_.scale = fitted(scene_.scale, scene_.limits());
  layOut();
  Q_EMIT lanesChanged();
}

void TimelineCanvas::setStates(const std::vector<dub::FrameState>& states) {
  ui::setStates(scene_.stretched, states);
  for (const Lane& lane : scene_.lanes.lanes)
    if (lane.kind == LaneKind::dubbed) update(0, lane.top, width(), lane.height);
}

void TimelineCanvas::setPlayhead(double seconds, bool isPlaying) {
  if (drag_.gesture == Gesture::scrub) return;  // the mouse is ahead of the player
  const bool hasMoved = seconds != scene_.playheadSec;
  movePlayhead(seconds);
  if (!isPlaying) describe();
  if (!hasMoved || drag_.gesture != Gesture::none) return;
  const TimelineScale page = pagedTo(scene_.scale, seconds, scene_.limits());
  if (page != scene_.scale) setScale(page);
}

// Only the strips around the old and the new place are painted.
void TimelineCanvas::movePlayhead(double seconds) {
  constexpr int kGrip = 8;
  for (const double sec : {std::exchange(scene_.playheadSec, seconds), seconds})
    update(static_cast<int>(std::round(scene_.scale.x(sec))) - kGrip, 0, 2 * kGrip + 1, height());
}

void TimelineCanvas::setLive(std::optional<LiveLine> live) {
  scene_.live = std::move(live);
  layOut();
}

void TimelineCanvas::refresh() {
  update();
  Q_EMIT lanesChanged();
}

void TimelineCanvas::choose(std::set<int> clips) {
  if (clips == scene_.chosen) return;
  scene_.chosen = std::move(clips);
  update();
  describe();
  Q_EMIT chosenChanged();
}

void TimelineCanvas::setCurrentVoice(int voice) {
  voice = std::clamp(voice, 0, std::max(0, static_cast<int>(document_.project().voices.size()) - 1));
  if (voice == scene_.currentVoice) return;
  scene_.currentVoice = voice;
  describe();
  Q_EMIT voiceChanged(voice);
}

void TimelineCanvas::setScale(const TimelineScale& scale) {
  const TimelineScale next = limited(
      {scale.startSec, scale.pixelsPerSec, static_cast<double>(std::max(1, width()))}, scene_.limits());
  scene_.scale = next;
  update();
  wantThumbnails();
  Q_EMIT viewChanged();
}

void TimelineCanvas::setScrolled(int pixels) {
  if (pixels == scrolled_) return;
  scrolled_ = pixels;
  layOut();
}

void TimelineCanvas::wantThumbnails() {
  std::vector<media::FrameNo> frames;
  for (const Tile& tile : tilesOf(scene_)) frames.push_back(tile.frame);
  if (frames == wanted_) return;
  wanted_ = frames;
  want_(std::move(frames));
}

QFont TimelineCanvas::smallFont() const {
  QFont small = font();
  small.setPointSizeF(std::max(7.5, small.pointSizeF() * 0.88));
  return small;
}

void TimelineCanvas::describe() { setAccessibleDescription(description(scene_)); }

void TimelineCanvas::seek(double seconds) {
  const double sec = scene_.times.toPicture(std::clamp(seconds, 0.0, scene_.contentSec()));
  movePlayhead(sec);
  describe();
  Q_EMIT seekRequested(sec);
}

static std::vector<media::FrameNo> framesAt(const Scene& scene, const QRect& dirty) {
  std::vector<media::FrameNo> frames;
  for (int x = dirty.left(); x <= dirty.right() + 1; ++x)
    frames.push_back(scene.times.at(scene.scale.sec(x)));
  return frames;
}

void TimelineCanvas::paintRect(QPainter& painter, const QRect& dirty) {
  painter.setClipRect(dirty);
  const std::vector<media::FrameNo> frames = framesAt(scene_, dirty);
  const Paint paint{.painter = painter,
                    .scene = scene_,
                    .colors = theme::colors(palette()),
                    .palette = palette(),
                    .small = smallFont(),
                    .height = static_cast<double>(height()),
                    .dirty = dirty,
                    .pixel = 1 / devicePixelRatioF(),
                    .frames = frames,
                    .peaksOf = peaks_,
                    .thumbnailOf = thumbnail_,
                    .work = work_};
  paintLanes(paint);
  paintRuler(paint);
  paintOverlays(paint);
}

void TimelineCanvas::paintEvent(QPaintEvent* event) {
  QPainter painter(this);
  work_ = {};
  for (const QRect& dirty : event->region()) paintRect(painter, dirty);
  if (!hasFocus()) return;
  painter.setClipRect(rect());
  painter.setPen(theme::colors(palette()).accent);
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void TimelineCanvas::resizeEvent(QResizeEvent*) {
  const bool wasFitted =
      scene_.scale.pixelsPerSec <= fitted(scene_.scale, scene_.limits()).pixelsPerSec * (1 + 1e-9);
  scene_.scale.width = width();
  setScale(wasFitted ? fitted(scene_.scale, scene_.limits()) : scene_.scale);
}

void TimelineCanvas::changeEvent(QEvent* event) {
  if (event->type() == QEvent::FontChange) layOut();
  if (event->type() == QEvent::PaletteChange) update();
  if (event->type() == QEvent::LanguageChange) {
    setAccessibleName(Timeline::tr("Timeline"));
    describe();
    refresh();
  }
  QWidget::changeEvent(event);
}

void TimelineCanvas::abandonRename() {
  std::exchange(rename_, nullptr)->deleteLater();
  setFocus();
}

void TimelineCanvas::renameMarker(int marker) {
  const auto& markers = document_.project().markers;
  if (marker < 0 || static_cast<std::size_t>(marker) >= markers.size()) return;
  delete rename_;
  const dub::Marker& named = markers[static_cast<std::size_t>(marker)];
  rename_ = new QLineEdit(QString::fromStdString(named.name), this);
  rename_->setAccessibleName(Timeline::tr("Name of the marker"));
  const int width = 160, x = static_cast<int>(scene_.scale.x(named.seconds)) + 6;
  rename_->setGeometry(std::clamp(x, 0, std::max(0, this->width() - width)), 0, width,
                       rename_->sizeHint().height());
  QLineEdit* edit = rename_;
  connect(edit, &QLineEdit::editingFinished, this, [this, edit, marker] {
    if (rename_ != edit) return;
    rename_ = nullptr;
    edit->deleteLater();
    const std::string name = edit->text().trimmed().toStdString();
    document_.edit(Timeline::tr("Rename marker"), [&](dub::Project& project) {
      if (static_cast<std::size_t>(marker) < project.markers.size())
        project.markers[static_cast<std::size_t>(marker)].name = name;
    });
    setFocus();
  });
  rename_->show();
  rename_->selectAll();
  rename_->setFocus();
}

}  // namespace ui
