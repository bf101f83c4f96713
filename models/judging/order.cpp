#include "models/judging/order.h"

#include <algorithm>
#include <map>

namespace judging {

// Ends are shown once: 0 1 2 1 0 1 ...
static std::int64_t thereAndBack(std::int64_t number, std::int64_t frames) {
  if (frames == 1) return 0;
  const std::int64_t period = 2 * (frames - 1), phase = number % period;
  return phase < frames ? phase : period - phase;
}

template <class Value>
static void append(std::vector<Value>& to, std::span<const Value> from, std::int64_t frame,
                   std::int64_t values) {
  const auto part = from.subspan(static_cast<std::size_t>(frame * values), static_cast<std::size_t>(values));
  to.insert(to.end(), part.begin(), part.end());
}

Order orderOf(const dataset::Set& set, std::size_t clip, std::optional<std::size_t> speech) {
  const dataset::ClipView recorded = set.clip(clip);
  if (!speech) return {recorded, recorded, recorded.info->name, nullptr};
  const dataset::ClipView other = set.clip(*speech);
  auto wanted = std::make_shared<dataset::Clip>(dataset::Clip{.info = *other.info, .edge = recorded.edge});
  wanted->info.name = recorded.info->name;
  wanted->sound.assign(other.sound.begin(), other.sound.end());
  for (std::int64_t k = 0; k < wanted->info.frames; ++k) {
    const std::int64_t frame = thereAndBack(k, recorded.info->frames);
    append(wanted->pictures, recorded.pictures, frame, recorded.edge * recorded.edge * 3);
    append(wanted->boxes, recorded.boxes, frame, 4);
    append(wanted->landmarks, recorded.landmarks, frame, 68 * 2);
  }
  return {recorded, wanted->view(), other.info->name, wanted};
}

std::vector<std::optional<std::size_t>> otherSpeech(const std::vector<dataset::ClipInfo>& all,
                                                    const std::vector<std::size_t>& clips) {
  std::map<std::pair<std::string, dataset::Part>, std::vector<std::size_t>> groups;
  for (std::size_t i = 0; i < all.size(); ++i) groups[{all[i].speaker, all[i].part}].push_back(i);
  std::vector<std::optional<std::size_t>> found;
  for (const std::size_t clip : clips) {
    const auto& group = groups.at({all[clip].speaker, all[clip].part});
    const auto own = static_cast<std::size_t>(std::ranges::find(group, clip) - group.begin());
    std::optional<std::size_t> other;
    for (std::size_t i = 0; i < group.size() && !other; ++i) {
      const std::size_t candidate = group[(own + group.size() / 2 + i) % group.size()];
      const bool saysElse = all[candidate].text.empty() || all[candidate].text != all[clip].text;
      if (candidate != clip && saysElse) other = candidate;
    }
    found.push_back(other);
  }
  return found;
}

}  // namespace judging
