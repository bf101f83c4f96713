#include "ui/workspace/playback_sounds.h"

#include <algorithm>
#include <utility>

#include "core/project/edit.h"
#include "core/project/project_sounds.h"

namespace ui {

using Span = std::pair<double, double>;

static constexpr double kDuckDb = -12;
static constexpr double kEdgeFadeSec = 0.08;

static audio::Sound original(const dub::Project& project, double fromSec, double toSec, double gainDb) {
  return {.file = project.video,
          .fromPictureStart = true,
          .atSec = fromSec,
          .inSec = fromSec,
          .outSec = toSec,
          .gainDb = gainDb};
}

// The union of all lines, within the clip, in order.
static std::vector<Span> spoken(const std::vector<audio::Sound>& lines, double durationSec) {
  std::vector<Span> spans;
  for (const audio::Sound& line : lines)
    spans.emplace_back(std::max(0.0, line.atSec), std::min(durationSec, line.endSec()));
  std::erase_if(spans, [](const Span& s) { return s.second <= s.first; });
  std::ranges::sort(spans);
  std::vector<Span> joined;
  for (const Span& s : spans) {
    if (!joined.empty() && s.first <= joined.back().second)
      joined.back().second = std::max(joined.back().second, s.second);
    else
      joined.push_back(s);
  }
  return joined;
}

static void addDucked(std::vector<audio::Sound>& sounds, const dub::Project& project,
                      const std::vector<Span>& lines, double durationSec) {
  const double gain = project.settings.originalGainDb;
  double at = 0;
  const auto add = [&](double toSec, double gainDb) {
    if (toSec > at) {
      audio::Sound part = original(project, at, toSec, gainDb);
      part.fadeInSec = at > 0 ? std::min(kEdgeFadeSec, (toSec - at) / 2) : 0;
      part.fadeOutSec = toSec < durationSec ? std::min(kEdgeFadeSec, (toSec - at) / 2) : 0;
      sounds.push_back(part);
    }
    at = std::max(at, toSec);
  };
  for (const Span& line : lines) {
    add(line.first, gain);
    add(line.second, gain + kDuckDb);
  }
  add(durationSec, gain);
}

std::vector<audio::Sound> playbackSounds(const dub::Project& project, Listen listen, bool hasOwnSound,
                                         double durationSec) {
  const bool hasOriginal = hasOwnSound && durationSec > 0;
  std::vector<audio::Sound> sounds;
  if (listen == Listen::original) {
    if (hasOriginal) sounds.push_back(original(project, 0, durationSec, 0));
    return sounds;
  }
  const std::vector<audio::Sound> lines = dub::soundsOf(project);
  sounds = lines;
  const bool isUntouched = lines.empty();  // before there is a line the original is all there is to hear
  if (!hasOriginal) return sounds;
  if (isUntouched || project.settings.mix == media::Mix::over)
    sounds.push_back(original(project, 0, durationSec, isUntouched ? 0 : project.settings.originalGainDb));
  else if (project.settings.mix == media::Mix::duck)
    addDucked(sounds, project, spoken(lines, durationSec), durationSec);
  return sounds;
}

}  // namespace ui
