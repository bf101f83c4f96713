#include "core/project/project_validation.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace dub {

// Times add and subtract with rounding; a part may stick out of its take by this much.
static constexpr double kRoundingSec = 1e-6;

// False for NaN, too.
static bool isWithin(double value, double least, double most) { return value >= least && value <= most; }
static bool isTime(double seconds) { return isWithin(seconds, 0, kLatestSec); }

static bool isGood(const Take& take) {
  return take.seconds > 0 && isTime(take.seconds) && isWithin(take.rating, 0, 5) && !take.file.empty();
}

static bool saysItsTakes(const Project& project, const SpeechClip& clip) {
  const std::set<int> different(clip.takes.begin(), clip.takes.end());
  return different.size() == clip.takes.size() && different.contains(clip.take) &&
         std::ranges::all_of(clip.takes, [&](int id) { return project.take(id) != nullptr; });
}

static bool isGood(const Project& project, const SpeechClip& clip) {
  const bool isPlaced =
      isTime(clip.atSec) && clip.voice >= 0 && clip.voice < static_cast<int>(project.voices.size());
  if (!isPlaced || !saysItsTakes(project, clip)) return false;
  const bool hasPart = clip.inSec >= 0 && clip.outSec > clip.inSec &&
                       clip.outSec <= project.take(clip.take)->seconds + kRoundingSec;
  return hasPart && isWithin(clip.gainDb, kLeastGainDb, kMostGainDb) && clip.fadeInSec >= 0 &&
         clip.fadeOutSec >= 0 && clip.fadeInSec + clip.fadeOutSec <= clip.seconds() + kRoundingSec;
}

static bool isGood(const Voice& voice) {
  if (!isWithin(voice.face.id, 0, 1'000'000)) return false;
  const auto& place = voice.face.place;
  return !place || (std::isfinite(place->point.x) && std::isfinite(place->point.y) && isTime(place->seconds));
}

static bool isGood(const DubSettings& settings) {
  return isWithin(settings.lips.strength, 0, 1.5) && isWithin(settings.lips.mask.size, 0.5, 1.5) &&
         isWithin(settings.lips.mask.feather, 0, 3) && isWithin(settings.originalGainDb, -100, 100) &&
         isWithin(settings.loudnessLufs.value_or(-23), -70, 0);
}

// Ids are positive, differ, and lie below the next one, which leaves room for more.
static bool haveOwnIds(const Project& project) {
  std::set<int> ids;
  for (const Take& take : project.takes) ids.insert(take.id);
  for (const SpeechClip& clip : project.clips) ids.insert(clip.id);
  return ids.size() == project.takes.size() + project.clips.size() &&
         isWithin(project.nextId, 1, 1'000'000'000) &&
         (ids.empty() || (*ids.begin() > 0 && *ids.rbegin() < project.nextId));
}

static bool hasRange(const Project& project) {
  const bool areTimes = isTime(project.inSec.value_or(0)) && isTime(project.outSec.value_or(1));
  return areTimes && !(project.inSec && project.outSec && *project.inSec >= *project.outSec);
}

bool isValid(const Project& project) {
  return haveOwnIds(project) && hasRange(project) && isGood(project.settings) && !project.voices.empty() &&
         std::ranges::all_of(project.takes, [](const Take& take) { return isGood(take); }) &&
         std::ranges::all_of(project.clips, [&](const SpeechClip& clip) { return isGood(project, clip); }) &&
         std::ranges::all_of(project.voices, [](const Voice& voice) { return isGood(voice); }) &&
         std::ranges::all_of(project.markers, [](const Marker& marker) { return isTime(marker.seconds); });
}

}  // namespace dub
