#include "core/project/edit.h"

#include <algorithm>
#include <cmath>

namespace dub {

namespace fs = std::filesystem;

static int newId(Project& project) { return project.nextId++; }

static double inTime(double seconds) { return std::clamp(seconds, 0.0, kLatestSec); }

static bool hasVoice(const Project& project, int voice) {
  return voice >= 0 && voice < static_cast<int>(project.voices.size());
}

static bool holds(const std::vector<int>& ids, int id) { return std::ranges::find(ids, id) != ids.end(); }

// Fades never overlap: both are shortened alike where the clip has become too short for them.
static void fitFades(SpeechClip& clip) {
  const double wanted = clip.fadeInSec + clip.fadeOutSec;
  if (wanted <= clip.seconds()) return;
  clip.fadeInSec *= clip.seconds() / wanted;
  clip.fadeOutSec = clip.seconds() - clip.fadeInSec;
}

// What must be left of a clip: one that is shorter already may stay so.
static double shortest(const SpeechClip& clip) { return std::min(kShortestClipSec, clip.seconds()); }

int addTake(Project& project, const fs::path& file, double seconds, const std::string& recorded) {
  for (const Take& take : project.takes)
    if (take.file.lexically_normal() == file.lexically_normal()) return take.id;
  if (!(seconds > 0 && seconds <= kLatestSec) || file.empty()) return 0;
  project.takes.push_back(
      {.id = newId(project), .file = file, .name = file.stem(), .seconds = seconds, .recorded = recorded});
  return project.takes.back().id;
}

int addClip(Project& project, int take, int voice, double atSec) {
  const Take* whole = project.take(take);
  return whole == nullptr ? 0 : addClip(project, take, voice, atSec, 0, whole->seconds);
}

int addClip(Project& project, int take, int voice, double atSec, double inSec, double outSec) {
  const Take* whole = project.take(take);
  if (whole == nullptr || !hasVoice(project, voice)) return 0;
  if (!std::isfinite(atSec) || !std::isfinite(inSec) || !std::isfinite(outSec)) return 0;
  const double in = std::clamp(inSec, 0.0, whole->seconds), out = std::clamp(outSec, 0.0, whole->seconds);
  if (out - in < std::min(kShortestClipSec, whole->seconds)) return 0;
  project.clips.push_back({.id = newId(project),
                           .voice = voice,
                           .take = take,
                           .takes = {take},
                           .atSec = inTime(atSec),
                           .inSec = in,
                           .outSec = out});
  return project.clips.back().id;
}

void addAlternative(Project& project, int clip, int take) {
  SpeechClip* line = project.clip(clip);
  if (line == nullptr || project.take(take) == nullptr || holds(line->takes, take)) return;
  line->takes.push_back(take);
}

void choose(Project& project, int clip, int take) {
  SpeechClip* line = project.clip(clip);
  const Take* chosen = project.take(take);
  if (line == nullptr || chosen == nullptr || !holds(line->takes, take)) return;
  line->take = take;
  if (chosen->seconds - line->inSec < shortest(*line))  // it ends before the part begins: its last part
    line->inSec = std::max(0.0, chosen->seconds - line->seconds());
  line->outSec = std::min(line->outSec, chosen->seconds);
  fitFades(*line);
}

void rate(Project& project, int take, int rating) {
  for (Take& each : project.takes)
    if (each.id == take) each.rating = std::clamp(rating, 0, 5);
}

void removeTake(Project& project, int take) {
  for (SpeechClip& clip : project.clips)
    if (clip.take != take) std::erase(clip.takes, take);
  if (std::ranges::find(project.clips, take, &SpeechClip::take) != project.clips.end()) return;
  std::erase_if(project.takes, [&](const Take& each) { return each.id == take; });
}

void moveClip(Project& project, int clip, double atSec, int voice) {
  SpeechClip* line = project.clip(clip);
  if (line == nullptr || !hasVoice(project, voice) || !std::isfinite(atSec)) return;
  line->atSec = inTime(atSec);
  line->voice = voice;
}

void trimStart(Project& project, int clip, double toSec) {
  SpeechClip* line = project.clip(clip);
  if (line == nullptr || !std::isfinite(toSec)) return;
  const double endSec = line->endSec();
  const double earliest = std::max(0.0, line->inSec - line->atSec);
  const double latest = std::max(earliest, line->outSec - shortest(*line));
  line->inSec = std::clamp(line->inSec + (toSec - line->atSec), earliest, latest);
  line->atSec = inTime(endSec - line->seconds());
  fitFades(*line);
}

void trimEnd(Project& project, int clip, double toSec) {
  SpeechClip* line = project.clip(clip);
  const Take* take = line == nullptr ? nullptr : project.take(line->take);
  if (take == nullptr || !std::isfinite(toSec)) return;
  const double earliest = std::min(line->inSec + shortest(*line), take->seconds);
  line->outSec = std::clamp(line->inSec + (toSec - line->atSec), earliest, take->seconds);
  fitFades(*line);
}

std::optional<int> splitClip(Project& project, int clip, double atSec) {
  const auto line = std::ranges::find(project.clips, clip, &SpeechClip::id);
  if (line == project.clips.end() || !std::isfinite(atSec)) return std::nullopt;
  if (atSec - line->atSec < kShortestClipSec || line->endSec() - atSec < kShortestClipSec)
    return std::nullopt;
  SpeechClip second = *line;
  second.id = newId(project);
  second.inSec = line->inSec + (atSec - line->atSec);
  second.atSec = atSec;
  second.fadeInSec = 0;
  fitFades(second);
  line->outSec = second.inSec;
  line->fadeOutSec = 0;
  fitFades(*line);
  project.clips.insert(line + 1, second);
  return second.id;
}

// One line whose part in the span goes.
static void clearSpan(Project& project, const SpeechClip& line, double fromSec, double toSec) {
  if (toSec - line.atSec < kShortestClipSec) return trimStart(project, line.id, toSec);
  splitClip(project, line.id, toSec);  // what comes after the span; too short a rest goes with it
  if (fromSec - line.atSec < kShortestClipSec)
    removeClip(project, line.id);
  else
    trimEnd(project, line.id, fromSec);
}

void clearSpan(Project& project, int voice, double fromSec, double toSec, int without) {
  if (!std::isfinite(fromSec) || !std::isfinite(toSec) || toSec <= fromSec) return;
  const std::vector<SpeechClip> before = project.clips;
  for (const SpeechClip& line : before)
    if (line.voice == voice && line.id != without && line.atSec < toSec && line.endSec() > fromSec)
      clearSpan(project, line, fromSec, toSec);
}

void removeClip(Project& project, int clip) {
  std::erase_if(project.clips, [&](const SpeechClip& each) { return each.id == clip; });
}

void setGain(Project& project, int clip, double gainDb) {
  if (SpeechClip* line = project.clip(clip); line != nullptr && std::isfinite(gainDb))
    line->gainDb = std::clamp(gainDb, kLeastGainDb, kMostGainDb);
}

void setFades(Project& project, int clip, double inSec, double outSec) {
  SpeechClip* line = project.clip(clip);
  if (line == nullptr || !std::isfinite(inSec) || !std::isfinite(outSec)) return;
  line->fadeInSec = std::clamp(inSec, 0.0, line->seconds());
  line->fadeOutSec = std::clamp(outSec, 0.0, line->seconds());
  fitFades(*line);
}

int addVoice(Project& project, const FaceChoice& face) {
  const auto at = std::ranges::find(project.voices, face, &Voice::face);
  const auto index = static_cast<int>(at - project.voices.begin());
  if (at == project.voices.end()) project.voices.push_back({.face = face});
  return index;
}

void removeVoice(Project& project, int voice) {
  if (!hasVoice(project, voice)) return;
  std::erase_if(project.clips, [&](const SpeechClip& clip) { return clip.voice == voice; });
  if (project.voices.size() == 1) return;
  project.voices.erase(project.voices.begin() + voice);
  for (SpeechClip& clip : project.clips)
    if (clip.voice > voice) --clip.voice;
}

double snapped(const Project& project, double seconds, double withinSec, int without,
               std::optional<double> playheadSec) {
  double best = seconds, distance = withinSec;
  const auto offer = [&](double edge) {
    if (std::abs(edge - seconds) > distance) return;
    distance = std::abs(edge - seconds);
    best = edge;
  };
  offer(0);
  for (const SpeechClip& clip : project.clips) {
    if (clip.id == without) continue;
    offer(clip.atSec);
    offer(clip.endSec());
  }
  for (const Marker& marker : project.markers) offer(marker.seconds);
  for (const auto& edge : {project.inSec, project.outSec, playheadSec})
    if (edge) offer(*edge);
  return best;
}

}  // namespace dub
