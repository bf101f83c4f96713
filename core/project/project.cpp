#include "core/project/project.h"

#include <algorithm>

namespace dub {

const Take* Project::take(int id) const {
  const auto at = std::ranges::find(takes, id, &Take::id);
  return at == takes.end() ? nullptr : &*at;
}

const SpeechClip* Project::clip(int id) const {
  const auto at = std::ranges::find(clips, id, &SpeechClip::id);
  return at == clips.end() ? nullptr : &*at;
}

SpeechClip* Project::clip(int id) {
  const auto at = std::ranges::find(clips, id, &SpeechClip::id);
  return at == clips.end() ? nullptr : &*at;
}

}  // namespace dub
