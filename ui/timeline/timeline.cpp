#include "ui/timeline/timeline.h"

#include <QGridLayout>
#include <QScrollBar>
#include <QSignalBlocker>
#include <algorithm>

#include "ui/base/document.h"
#include "ui/timeline/canvas.h"
#include "ui/timeline/commands.h"
#include "ui/timeline/lane_heads.h"

namespace ui {

struct Timeline::Impl {
  Document& document;
  TimelineCanvas* canvas;
  LaneHeads* heads;
  QScrollBar* along;    // in time, pixels
  QScrollBar* upright;  // over the lanes, pixels

  void showView();
  void zoomBy(double factor);
  void nameParts();  // also when the language or the voices change
};

// The scroll bars follow the view; the view follows them only when a user moves them.
void Timeline::Impl::showView() {
  const Scene& scene = canvas->scene();
  const TimelineScale& scale = scene.scale;
  const QSignalBlocker quietAlong(along), quietUpright(upright);
  const double whole = scene.contentSec() * scale.pixelsPerSec + 2 * kEndRoom;
  along->setRange(0, static_cast<int>(std::max(0.0, whole - scale.width)));
  along->setPageStep(static_cast<int>(scale.width));
  along->setSingleStep(40);
  along->setValue(static_cast<int>(scale.startSec * scale.pixelsPerSec + kEndRoom));
  const int room = canvas->height() - scene.lanes.rulerHeight;
  upright->setRange(0, std::max(0, scene.lanes.contentHeight - room));
  upright->setPageStep(std::max(1, room));
  upright->setSingleStep(20);
  upright->setVisible(upright->maximum() > 0);
  canvas->setScrolled(upright->value());
  heads->place();
}

// Around the playhead where it is seen, else around the middle.
void Timeline::Impl::zoomBy(double factor) {
  const Scene& scene = canvas->scene();
  double x = scene.scale.x(scene.playheadSec);
  if (x < 0 || x > scene.scale.width) x = scene.scale.width / 2;
  canvas->setScale(zoomed(scene.scale, factor, x, scene.limits()));
}

void Timeline::Impl::nameParts() {
  heads->rebuild();
  along->setAccessibleName(tr("Scroll in time"));
  upright->setAccessibleName(tr("Scroll over the lanes"));
}

Timeline::Timeline(Document& document, PeaksOf peaks, ThumbnailOf thumbnail, WantThumbnails want,
                   QWidget* parent)
    : QWidget(parent) {
  auto* canvas = new TimelineCanvas(document, std::move(peaks), std::move(thumbnail), std::move(want), this);
  auto* heads = new LaneHeads(document, canvas->scene(), this);
  impl_ = std::make_unique<Impl>(Impl{document, canvas, heads, new QScrollBar(Qt::Horizontal, this),
                                      new QScrollBar(Qt::Vertical, this)});
  setFocusProxy(canvas);
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setSpacing(0);
  grid->addWidget(heads, 0, 0);
  grid->addWidget(canvas, 0, 1);
  grid->addWidget(impl_->upright, 0, 2);
  grid->addWidget(impl_->along, 1, 1);
  grid->setColumnStretch(1, 1);
  grid->setRowStretch(0, 1);
  heads->setFixedWidth(heads->sizeHint().width());

  Impl* impl = impl_.get();
  const auto showView = [impl] { impl->showView(); };
  const auto scroll = [impl](int pixels) { impl->upright->setValue(impl->upright->value() + pixels); };
  connect(canvas, &TimelineCanvas::viewChanged, this, showView);
  connect(canvas, &TimelineCanvas::lanesChanged, this, [impl] { impl->nameParts(); });
  connect(canvas, &TimelineCanvas::scrollWanted, this, scroll);
  connect(heads, &LaneHeads::scrollWanted, this, scroll);
  connect(impl->upright, &QScrollBar::valueChanged, canvas, &TimelineCanvas::setScrolled);
  connect(impl->along, &QScrollBar::valueChanged, canvas, [canvas](int pixels) {
    TimelineScale scale = canvas->scene().scale;
    scale.startSec = (pixels - kEndRoom) / scale.pixelsPerSec;
    canvas->setScale(scale);
  });
  connect(heads, &LaneHeads::voiceClicked, canvas, &TimelineCanvas::setCurrentVoice);
  connect(heads, &LaneHeads::faceMenuRequested, this, &Timeline::faceMenuRequested);
  connect(canvas, &TimelineCanvas::seekRequested, this, &Timeline::seekRequested);
  connect(canvas, &TimelineCanvas::scrubbingChanged, this, &Timeline::scrubbingChanged);
  connect(canvas, &TimelineCanvas::chosenChanged, this, &Timeline::chosenChanged);
  connect(canvas, &TimelineCanvas::voiceChanged, this, &Timeline::voiceChanged);
  connect(canvas, &TimelineCanvas::voiceChanged, heads, qOverload<>(&QWidget::update));
  impl->nameParts();
  showView();
}

Timeline::~Timeline() = default;

void Timeline::setContent(TimelineContent content) { impl_->canvas->setContent(content); }
void Timeline::setStates(std::vector<dub::FrameState> states) { impl_->canvas->setStates(states); }
void Timeline::setPlayhead(double seconds, bool isPlaying) { impl_->canvas->setPlayhead(seconds, isPlaying); }
double Timeline::playhead() const { return impl_->canvas->scene().playheadSec; }

void Timeline::setRecording(std::optional<Recording> recording) {
  std::optional<LiveLine> live;
  if (recording)
    live = LiveLine{recording->atSec, recording->voice, audio::WaveformPeaks(std::move(recording->peaks))};
  impl_->canvas->setLive(std::move(live));
}

void Timeline::refresh() { impl_->canvas->refresh(); }
const std::set<int>& Timeline::chosen() const { return impl_->canvas->scene().chosen; }
void Timeline::choose(std::set<int> clips) { impl_->canvas->choose(std::move(clips)); }
int Timeline::currentVoice() const { return impl_->canvas->scene().currentVoice; }

std::optional<Timeline::Place> Timeline::placeAt(QPoint point) const {
  const QPointF at = impl_->canvas->mapFrom(this, point);
  const Scene& scene = impl_->canvas->scene();
  const Lane* lane = at.x() < 0 ? nullptr : scene.lanes.at(at.y());
  if (lane == nullptr || lane->kind != LaneKind::voice) return std::nullopt;
  return Place{lane->voice, std::max(0.0, scene.scale.sec(at.x()))};
}

void Timeline::zoomIn() { impl_->zoomBy(1.5); }
void Timeline::zoomOut() { impl_->zoomBy(1 / 1.5); }

void Timeline::zoomToFit() {
  const Scene& scene = impl_->canvas->scene();
  impl_->canvas->setScale(fitted(scene.scale, scene.limits()));
}

void Timeline::zoomToRange() {
  const Scene& scene = impl_->canvas->scene();
  const double in = scene.project->inSec.value_or(0),
               out = scene.project->outSec.value_or(scene.contentSec());
  if (in < out) impl_->canvas->setScale(showing(scene.scale, in, out, scene.limits()));
}

void Timeline::toggleSnapping(bool isOn) { impl_->canvas->setSnapping(isOn); }

void Timeline::splitAtPlayhead() {
  const Scene& scene = impl_->canvas->scene();
  splitAt(impl_->document, clipsToSplit(scene, scene.playheadSec), scene.playheadSec);
}

void Timeline::removeChosen() { removeClips(impl_->document, std::set<int>(chosen())); }

// Times less than half a picture apart are the same place.
static std::optional<double> before(const std::vector<double>& places, double sec, double near) {
  const auto at = std::ranges::lower_bound(places, sec - near);
  return at == places.begin() ? std::nullopt : std::optional(*std::prev(at));
}

static std::optional<double> after(const std::vector<double>& places, double sec, double near) {
  const auto at = std::ranges::upper_bound(places, sec + near);
  return at == places.end() ? std::nullopt : std::optional(*at);
}

static std::vector<double> problemTimes(const Scene& scene) {
  std::vector<double> times;
  for (const Problem& problem : scene.stretched.problems)
    times.push_back(scene.times.seconds(problem.where.first));
  return times;
}

static double halfPicture(const Scene& scene) { return 0.5 / scene.times.rate(); }

void Timeline::toPreviousProblem() {
  const Scene& scene = impl_->canvas->scene();
  if (const auto sec = before(problemTimes(scene), scene.playheadSec, halfPicture(scene)))
    Q_EMIT seekRequested(*sec);
}

void Timeline::toNextProblem() {
  const Scene& scene = impl_->canvas->scene();
  if (const auto sec = after(problemTimes(scene), scene.playheadSec, halfPicture(scene)))
    Q_EMIT seekRequested(*sec);
}

void Timeline::toPreviousEdge() {
  const Scene& scene = impl_->canvas->scene();
  if (const auto sec = before(edgesOf(scene), scene.playheadSec, halfPicture(scene)))
    Q_EMIT seekRequested(*sec);
}

void Timeline::toNextEdge() {
  const Scene& scene = impl_->canvas->scene();
  if (const auto sec = after(edgesOf(scene), scene.playheadSec, halfPicture(scene)))
    Q_EMIT seekRequested(*sec);
}

}  // namespace ui
