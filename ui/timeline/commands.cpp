#include "ui/timeline/commands.h"

#include <algorithm>
#include <limits>

#include "core/project/edit.h"
#include "ui/base/document.h"
#include "ui/timeline/drag.h"
#include "ui/timeline/scene.h"

namespace ui {

void splitAt(Document& document, const std::set<int>& clips, double sec) {
  document.edit(Timeline::tr("Split line"), [&](dub::Project& project) {
    for (const int id : clips) dub::splitClip(project, id, sec);
  });
}

void removeClips(Document& document, const std::set<int>& clips) {
  document.edit(Timeline::tr("Delete line"), [&](dub::Project& project) {
    for (const int id : clips) dub::removeClip(project, id);
  });
}

void shiftClips(Document& document, const std::set<int>& clips, double bySec, int byLanes) {
  if (clips.empty()) return;
  Drag drag{.gesture = Gesture::move, .clip = *clips.begin(), .clips = clips, .before = document.project()};
  const Dragged moved = dragged(drag, {.sec = bySec, .voice = byLanes}, {});
  document.edit(nameOf(Gesture::move), [&](dub::Project& project) { project = moved.project; });
}

void trimTo(Document& document, const std::set<int>& clips, double sec, bool isStart) {
  document.edit(nameOf(Gesture::trimStart), [&](dub::Project& project) {
    for (const int id : clips) isStart ? dub::trimStart(project, id, sec) : dub::trimEnd(project, id, sec);
  });
}

void rangeOver(Document& document, const std::set<int>& clips) {
  double in = std::numeric_limits<double>::infinity(), out = 0;
  for (const int id : clips) {
    const dub::SpeechClip* clip = document.project().clip(id);
    if (clip == nullptr) continue;
    in = std::min(in, clip->atSec);
    out = std::max(out, clip->endSec());
  }
  if (!(in < out)) return;
  document.edit(nameOf(Gesture::inPoint), [&](dub::Project& project) {
    project.inSec = in;
    project.outSec = out;
  });
}

void addNextVoice(Document& document, const Scene& scene) {
  std::set<int> spoken(scene.voiceTracks.begin(), scene.voiceTracks.end());
  for (const dub::Voice& voice : document.project().voices) spoken.insert(voice.face.id);
  int face = static_cast<int>(document.project().voices.size()) + 1;
  for (const TrackBar& bar : scene.stretched.tracks)
    if (!spoken.contains(bar.track)) {
      face = bar.track;
      break;
    }
  while (spoken.contains(face)) ++face;
  document.edit(Timeline::tr("Add voice"),
                [&](dub::Project& project) { dub::addVoice(project, {.id = face}); });
}

std::set<int> clipsToSplit(const Scene& scene, double sec) {
  const auto isHere = [sec](const dub::SpeechClip& clip) { return clip.atSec < sec && sec < clip.endSec(); };
  std::set<int> chosen, others;
  for (const dub::SpeechClip& clip : scene.project->clips) {
    if (!isHere(clip)) continue;
    if (scene.chosen.contains(clip.id)) chosen.insert(clip.id);
    if (clip.voice == scene.currentVoice) others.insert(clip.id);
  }
  return chosen.empty() ? others : chosen;
}

std::vector<double> edgesOf(const Scene& scene) {
  const dub::Project& project = *scene.project;
  std::vector<double> edges{0, scene.contentSec()};
  for (const dub::SpeechClip& clip : project.clips) edges.insert(edges.end(), {clip.atSec, clip.endSec()});
  for (const dub::Marker& marker : project.markers) edges.push_back(marker.seconds);
  for (const media::FrameNo cut : scene.stretched.cuts) edges.push_back(scene.times.seconds(cut));
  if (project.inSec) edges.push_back(*project.inSec);
  if (project.outSec) edges.push_back(*project.outSec);
  std::ranges::sort(edges);
  return edges;
}

int neighbourOf(const Scene& scene, bool isNext) {
  const std::vector<std::size_t> order = scene.order.within(
      scene.currentVoice, -std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity());
  if (order.empty()) return 0;
  const auto idAt = [&](std::ptrdiff_t i) {
    return scene.project->clips[order[static_cast<std::size_t>(i)]].id;
  };
  const auto count = static_cast<std::ptrdiff_t>(order.size());
  for (std::ptrdiff_t i = 0; i < count; ++i)
    if (scene.chosen.contains(idAt(i)))
      return idAt(std::clamp<std::ptrdiff_t>(i + (isNext ? 1 : -1), 0, count - 1));
  return idAt(isNext ? 0 : count - 1);
}

}  // namespace ui
