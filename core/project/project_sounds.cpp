#include "core/project/project_sounds.h"

#include <utility>

namespace dub {

static audio::Sound sound(const Project& project, const SpeechClip& clip) {
  return {.file = project.take(clip.take)->file,
          .atSec = clip.atSec,
          .inSec = clip.inSec,
          .outSec = clip.outSec,
          .gainDb = clip.gainDb,
          .fadeInSec = clip.fadeInSec,
          .fadeOutSec = clip.fadeOutSec};
}

std::vector<audio::Sound> soundsOf(const Project& project, int voice) {
  std::vector<audio::Sound> sounds;
  const bool isThere = voice >= 0 && voice < static_cast<int>(project.voices.size());
  if (!isThere || project.voices[static_cast<std::size_t>(voice)].isMuted) return sounds;
  for (const SpeechClip& clip : project.clips)
    if (clip.voice == voice && project.take(clip.take) != nullptr) sounds.push_back(sound(project, clip));
  return sounds;
}

std::vector<audio::Sound> soundsOf(const Project& project) {
  std::vector<audio::Sound> all;
  for (int voice = 0; voice < static_cast<int>(project.voices.size()); ++voice)
    for (audio::Sound& each : soundsOf(project, voice)) all.push_back(std::move(each));
  return all;
}

}  // namespace dub
