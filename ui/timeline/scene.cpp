#include "ui/timeline/scene.h"

#include <QPalette>
#include <algorithm>

#include "core/dub/voice_plan.h"
#include "ui/theme/theme.h"

namespace ui {

// Largest faces first: each takes the first row that is free at its time, the last row takes the others.
static std::vector<TrackBar> barsOf(const face::Analysis& analysis) {
  std::vector<TrackBar> bars;
  std::array<Stretches, kTrackRows> taken;
  for (const face::Track& track : analysis.tracks) {
    TrackBar bar{track.id, 0, {}};
    bar.seen = stretchesWhere(track.first, track.end(),
                              [&](media::FrameNo frame) { return track.at(frame) != nullptr; });
    while (bar.row + 1 < kTrackRows &&
           meets(taken[static_cast<std::size_t>(bar.row)], track.first, track.end()))
      ++bar.row;
    Stretches& row = taken[static_cast<std::size_t>(bar.row)];
    row.push_back({track.first, track.end()});
    row = joined(std::move(row));
    bars.push_back(std::move(bar));
  }
  return bars;
}

void setAnalysis(Stretched& stretched, const face::Analysis* analysis) {
  stretched.tracks.clear();
  stretched.problems.clear();
  stretched.cuts.clear();
  if (analysis != nullptr) {
    stretched.tracks = barsOf(*analysis);
    stretched.problems = problemsOf(*analysis);
    stretched.cuts = analysis->cuts;
  }
  for (const ProblemKind kind : {ProblemKind::noFace, ProblemKind::smallFace, ProblemKind::turnedAway})
    stretched.problemPlaces[static_cast<std::size_t>(kind)] = placesOf(stretched.problems, kind);
}

void setStates(Stretched& stretched, const std::vector<dub::FrameState>& states) {
  for (Stretches& places : stretched.states) places.clear();
  for (std::size_t i = 0; i < states.size(); ++i) {
    Stretches& places = stretched.states[static_cast<std::size_t>(states[i])];
    const auto frame = static_cast<media::FrameNo>(i);
    if (!places.empty() && places.back().end == frame)
      ++places.back().end;
    else
      places.push_back({frame, frame + 1});
  }
}

double Scene::contentSec() const {
  double end = times.durationSec();
  for (const dub::SpeechClip& clip : project->clips) end = std::max(end, clip.endSec());
  if (live) end = std::max(end, live->atSec + live->peaks.seconds());
  return end > 0 ? end : 10;
}

ScaleLimits Scene::limits() const {
  constexpr double kPixelsAPicture = 64;
  return {contentSec(), times.rate() * kPixelsAPicture};
}

QRectF Scene::rectOf(const dub::SpeechClip& clip) const {
  const Lane* lane = lanes.ofVoice(clip.voice);
  if (lane == nullptr) return {};
  const double left = scale.x(clip.atSec);
  return {left, lane->top + 3.0, std::max(2.0, scale.x(clip.endSec()) - left), lane->height - 6.0};
}

static int trackOf(const dub::FaceChoice& face, const face::Analysis& analysis, const FrameTimes& times) {
  static const media::FrameIndex kNoIndex;
  if (face.place && !times.index) return 0;
  const face::Track* track = dub::findTrack(analysis, face, times.video.value_or(media::VideoInfo{}),
                                            times.index ? *times.index : kNoIndex);
  return track == nullptr ? 0 : track->id;  // 0: there is no such face, and the lane says so
}

std::vector<int> tracksOfVoices(const dub::Project& project, const face::Analysis* analysis,
                                const FrameTimes& times) {
  std::vector<int> tracks;
  for (const dub::Voice& voice : project.voices)
    tracks.push_back(analysis == nullptr ? 0 : trackOf(voice.face, *analysis, times));
  return tracks;
}

// Hues around the circle from the accent's, as bright as it: neighbours are far apart.
QColor faceColor(int track, const QPalette& palette) {
  const QColor accent = theme::colors(palette).accent;
  constexpr int kGoldenAngle = 137;
  return QColor::fromHsl((std::max(0, accent.hslHue()) + (track - 1) * kGoldenAngle) % 360,
                         accent.hslSaturation() * 2 / 3, accent.lightness());
}

}  // namespace ui
