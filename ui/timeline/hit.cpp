#include "ui/timeline/hit.h"

#include <algorithm>
#include <cmath>
#include <ranges>

#include "ui/timeline/scene.h"

namespace ui {

static Hit onRuler(const Scene& scene, QPointF at) {
  const auto distance = [&](double sec) { return std::abs(scene.scale.x(sec) - at.x()); };
  Hit hit{Part::ruler};
  if (at.y() >= scene.lanes.stripHeight) return hit;
  double nearest = kHandlePixels + 0.5;
  const auto take = [&](double sec, Hit found) {
    if (distance(sec) >= nearest) return;
    nearest = distance(sec);
    hit = found;
  };
  const dub::Project& project = *scene.project;
  for (std::size_t i = 0; i < project.markers.size(); ++i)
    take(project.markers[i].seconds, {Part::marker, 0, static_cast<int>(i)});
  if (project.inSec) take(*project.inSec, {Part::inPoint});
  if (project.outSec) take(*project.outSec, {Part::outPoint});
  return hit;
}

static Part partOf(const Scene& scene, const dub::SpeechClip& clip, QPointF at) {
  const QRectF rect = scene.rectOf(clip);
  if (rect.width() > 4 * kCornerPixels && at.y() - rect.top() <= kCornerPixels) {
    const double in = scene.scale.x(clip.atSec + clip.fadeInSec),
                 out = scene.scale.x(clip.endSec() - clip.fadeOutSec);
    if (std::abs(at.x() - in) <= kCornerPixels / 2) return Part::fadeIn;
    if (std::abs(at.x() - out) <= kCornerPixels / 2) return Part::fadeOut;
  }
  const double edge = std::min(kHandlePixels, rect.width() / 4);
  if (at.x() - rect.left() < edge) return Part::clipStart;
  if (rect.right() - at.x() < edge) return Part::clipEnd;
  return Part::clip;
}

static Hit onVoice(const Scene& scene, int voice, QPointF at) {
  const double from = scene.scale.sec(at.x() - 1), to = scene.scale.sec(at.x() + 1);
  const std::vector<std::size_t> clips = scene.order.within(voice, from, to);
  for (const std::size_t i : std::views::reverse(clips)) {  // the last one is drawn on top
    const dub::SpeechClip& clip = scene.project->clips[i];
    if (scene.rectOf(clip).contains(at)) return {partOf(scene, clip, at), clip.id, -1, voice};
  }
  return {Part::voiceLane, 0, -1, voice};
}

static Hit onFaces(const Scene& scene, QPointF at) {
  const media::FrameNo first = scene.times.at(scene.scale.sec(at.x() - 3));
  const media::FrameNo end = scene.times.at(scene.scale.sec(at.x() + 3)) + 1;
  const bool isProblem = std::ranges::any_of(
      scene.stretched.problemPlaces, [&](const Stretches& places) { return meets(places, first, end); });
  return {isProblem ? Part::problem : Part::lane};
}

Hit hitAt(const Scene& scene, QPointF at) {
  if (at.y() < scene.lanes.rulerHeight) return onRuler(scene, at);
  const Lane* lane = scene.lanes.at(at.y());
  if (lane == nullptr) return {};
  if (lane->kind == LaneKind::voice) return onVoice(scene, lane->voice, at);
  if (lane->kind == LaneKind::faces) return onFaces(scene, at);
  return {Part::lane};
}

}  // namespace ui
