#include "models/dataset/excerpt.h"

#include <algorithm>
#include <cmath>

namespace dataset {

static constexpr std::int64_t kRoom = 6;  // pictures: lips move up to six before a sound is heard

Excerpt::Excerpt(const ClipView& clip, std::int64_t first, std::int64_t last)
    : info_(*clip.info), view_(clip) {
  const auto at = [&](std::int64_t values) { return static_cast<std::size_t>(first * values); };
  const auto count = [&](std::int64_t values) { return static_cast<std::size_t>((last - first) * values); };
  const std::int64_t bytes = clip.edge * clip.edge * 3;
  info_.frames = last - first;
  std::erase_if(info_.words, [&](const Word& word) {
    return word.begin < static_cast<double>(first) || word.end > static_cast<double>(last);
  });
  for (Word& word : info_.words)
    word.begin -= static_cast<double>(first), word.end -= static_cast<double>(first);
  view_.info = &info_;
  view_.pictures = clip.pictures.subspan(at(bytes), count(bytes));
  view_.boxes = clip.boxes.subspan(at(4), count(4));
  view_.landmarks = clip.landmarks.subspan(at(136), count(136));
  view_.sound = clip.sound.subspan(at(640), count(640));
}

Range spoken(const ClipInfo& clip) {
  if (clip.words.empty()) return {0, clip.frames};
  const auto first = static_cast<std::int64_t>(std::floor(clip.words.front().begin)) - kRoom;
  const auto last = static_cast<std::int64_t>(std::ceil(clip.words.back().end)) + kRoom;
  return {std::clamp<std::int64_t>(first, 0, clip.frames), std::clamp<std::int64_t>(last, 0, clip.frames)};
}

}  // namespace dataset
