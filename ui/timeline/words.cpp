#include "ui/timeline/words.h"

#include <QStringList>
#include <algorithm>

#include "ui/timeline/hit.h"
#include "ui/timeline/scene.h"

namespace ui {

static QString at(const Scene& scene, double sec) { return timecode(sec, scene.times.video); }

static QString lineText(const Scene& scene, const dub::SpeechClip& clip) {
  const dub::Take* take = scene.project->take(clip.take);
  return Timeline::tr("%1, %2 to %3, voice %4")
      .arg(take == nullptr ? Timeline::tr("Line") : QString::fromStdString(take->name), at(scene, clip.atSec),
           at(scene, clip.endSec()))
      .arg(clip.voice + 1);
}

QString description(const Scene& scene) {
  QStringList parts{Timeline::tr("Position %1").arg(at(scene, scene.playheadSec))};
  parts << Timeline::tr("Voice %1, %2").arg(scene.currentVoice + 1).arg(voiceName(scene, scene.currentVoice));
  const dub::SpeechClip* only =
      scene.chosen.size() == 1 ? scene.project->clip(*scene.chosen.begin()) : nullptr;
  if (only != nullptr)
    parts << Timeline::tr("Chosen: %1").arg(lineText(scene, *only));
  else
    parts << Timeline::tr("%n line(s) chosen", nullptr, static_cast<int>(scene.chosen.size()));
  return parts.join(QStringLiteral(". "));
}

QString voiceName(const Scene& scene, int voice) {
  const auto index = static_cast<std::size_t>(voice);
  if (index >= scene.project->voices.size()) return {};
  const dub::FaceChoice& face = scene.project->voices[index].face;
  const int track = index < scene.voiceTracks.size() ? scene.voiceTracks[index] : 0;
  if (track > 0) return Timeline::tr("Face %1").arg(track);
  if (face.place) return Timeline::tr("Face at a place");
  return face.id > 0 ? Timeline::tr("Face %1").arg(face.id) : Timeline::tr("Main face");
}

static QString problemText(const Problem& problem) {
  switch (problem.kind) {
    case ProblemKind::noFace:
      return Timeline::tr("No face is seen: these pictures stay as they are.");
    case ProblemKind::smallFace:
      return Timeline::tr("Face %1 is smaller than %2 pixels: its mouth may become soft.")
          .arg(problem.track)
          .arg(kSmallFacePixels);
    case ProblemKind::turnedAway:
      return Timeline::tr("Face %1 is turned aside: its mouth may not look right.").arg(problem.track);
  }
  return {};
}

static QString facesTip(const Scene& scene, QPointF pos) {
  const media::FrameNo first = scene.times.at(scene.scale.sec(pos.x() - 2)),
                       end = scene.times.at(scene.scale.sec(pos.x() + 2)) + 1;
  const auto isHere = [&](const Stretch& where) { return where.first < end && first < where.end; };
  const auto span = [&](const Stretch& where) {
    return QStringLiteral(" (%1 – %2)")
        .arg(at(scene, scene.times.seconds(where.first)), at(scene, scene.times.seconds(where.end)));
  };
  QStringList lines;
  for (const Problem& problem : scene.stretched.problems)
    if (isHere(problem.where)) lines << problemText(problem) + span(problem.where);
  const auto cut = std::ranges::lower_bound(scene.stretched.cuts, first);
  if (cut != scene.stretched.cuts.end() && *cut < end)
    lines << Timeline::tr("Another shot begins here (%1).").arg(at(scene, scene.times.seconds(*cut)));
  for (const TrackBar& bar : scene.stretched.tracks)
    if (const Stretch* seen = stretchAt(bar.seen, scene.times.at(scene.scale.sec(pos.x()))))
      lines << Timeline::tr("Face %1 is seen").arg(bar.track) + span(*seen);
  return lines.mid(0, 6).join(QLatin1Char('\n'));
}

static QString dubbedTip(const Scene& scene, QPointF pos) {
  const media::FrameNo frame = scene.times.at(scene.scale.sec(pos.x()));
  const auto isHere = [&](dub::FrameState state) {
    return stretchAt(scene.stretched.states[static_cast<std::size_t>(state)], frame) != nullptr;
  };
  QString here = Timeline::tr("Nothing is dubbed here.");
  if (isHere(dub::FrameState::done)) here = Timeline::tr("Dubbed.");
  if (isHere(dub::FrameState::todo)) here = Timeline::tr("Not dubbed yet.");
  if (isHere(dub::FrameState::stale)) here = Timeline::tr("Dubbed before the last changes.");
  return here + QLatin1Char('\n') +
         Timeline::tr(
             "Filled: dubbed. Hatched: dubbed before the last changes. Hollow: not dubbed yet. Line: nothing "
             "to dub.");
}

QString tipAt(const Scene& scene, QPointF pos) {
  const Hit hit = hitAt(scene, pos);
  if (hit.part == Part::fadeIn) return Timeline::tr("Drag to fade in");
  if (hit.part == Part::fadeOut) return Timeline::tr("Drag to fade out");
  if (const dub::SpeechClip* clip = hit.clip > 0 ? scene.project->clip(hit.clip) : nullptr)
    return lineText(scene, *clip);
  if (hit.part == Part::marker) {
    const dub::Marker& marker = scene.project->markers[static_cast<std::size_t>(hit.marker)];
    return QString::fromStdString(marker.name) + QLatin1Char(' ') + at(scene, marker.seconds);
  }
  if (hit.part == Part::inPoint) return Timeline::tr("In point %1").arg(at(scene, *scene.project->inSec));
  if (hit.part == Part::outPoint) return Timeline::tr("Out point %1").arg(at(scene, *scene.project->outSec));
  const Lane* lane = scene.lanes.at(pos.y());
  if (lane == nullptr || pos.y() < scene.lanes.rulerHeight) return {};
  if (lane->kind == LaneKind::faces) return facesTip(scene, pos);
  if (lane->kind == LaneKind::dubbed) return dubbedTip(scene, pos);
  return {};
}

}  // namespace ui
