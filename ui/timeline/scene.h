#pragma once
#include <QColor>
#include <QRectF>
#include <array>
#include <optional>
#include <set>
#include <vector>

#include "core/project/project.h"
#include "ui/timeline/clip_order.h"
#include "ui/timeline/frame_times.h"
#include "ui/timeline/lanes.h"
#include "ui/timeline/problems.h"
#include "ui/timeline/scale.h"
#include "ui/timeline/timeline.h"

namespace ui {

// A face's pictures, and the row of the faces lane they are drawn in.
struct TrackBar {
  int track = 0;
  int row = 0;
  Stretches seen;
};

// The clip's analysis and states, reduced to stretches.
struct Stretched {
  std::vector<TrackBar> tracks;
  std::vector<Problem> problems;
  std::array<Stretches, 3> problemPlaces;  // by ProblemKind
  std::vector<media::FrameNo> cuts;
  std::array<Stretches, 4> states;  // by dub::FrameState
};
inline constexpr int kTrackRows = 3;  // in the faces lane; faces at different times share one
void setAnalysis(Stretched& stretched, const face::Analysis* analysis);
void setStates(Stretched& stretched, const std::vector<dub::FrameState>& states);

// A line that is being recorded.
struct LiveLine {
  double atSec = 0;
  int voice = 0;
  audio::WaveformPeaks peaks;
};

// All that painters and the mouse have to know, at one moment.
struct Scene {
  const dub::Project* project = nullptr;
  FrameTimes times;
  Stretched stretched;
  std::vector<int> voiceTracks;  // the face's track of each voice; 0 = not known
  ClipOrder order;
  TimelineScale scale;
  Lanes lanes;
  double playheadSec = 0;
  std::set<int> chosen;  // clip ids
  int currentVoice = 0;
  int hovered = 0;  // clip id; 0 = none
  std::optional<double> snapSec;
  std::optional<QRectF> band;  // choosing by a rectangle
  std::optional<LiveLine> live;

  double contentSec() const;
  ScaleLimits limits() const;
  QRectF rectOf(const dub::SpeechClip& clip) const;
};

// Whose face each voice means, where that can be told.
std::vector<int> tracksOfVoices(const dub::Project& project, const face::Analysis* analysis,
                                const FrameTimes& times);
// The colour that stands for a face in all lanes.
QColor faceColor(int track, const QPalette& palette);

}  // namespace ui
