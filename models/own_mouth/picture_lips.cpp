#include "models/own_mouth/picture_lips.h"

#include <algorithm>
#include <array>

namespace own_mouth {

// Shares of the pictures two cues before to two after, each moved along its run to the cue itself.
static constexpr std::array<float, 5> kFade = {1 / 9.0f, 2 / 9.0f, 3 / 9.0f, 2 / 9.0f, 1 / 9.0f};

std::size_t goneOn(const std::vector<person::BankFrame>& bank, std::int32_t index, int steps) {
  auto at = static_cast<std::size_t>(index);
  for (; steps > 0 && at + 1 < bank.size() && bank[at + 1].frame == bank[at].frame + 1; --steps) ++at;
  for (; steps < 0 && at > 0 && bank[at - 1].frame + 1 == bank[at].frame; ++steps) --at;
  return at;
}

person::Lower lipsOfPictures(const person::Person& person, std::span<const std::int32_t> path,
                             std::size_t cue, const person::Turn& turn) {
  const auto base = [&](const person::Turn& of) { return person.shapes.lower(person::Shape{}, of); };
  person::Lower out = base(turn);
  const int last = static_cast<int>(path.size()) - 1, here = static_cast<int>(cue);
  for (int k = 0; k < static_cast<int>(kFade.size()); ++k) {
    const int there = std::clamp(here + k - 2, 0, last);
    const std::int32_t chosen = path[static_cast<std::size_t>(there)];
    const bool isKept = chosen == path[cue];
    const person::BankFrame& picture = person.bank[goneOn(person.bank, chosen, isKept ? 0 : here - there)];
    const person::Lower seen = person::lowerOf(picture.unit), still = base(picture.turn);
    for (std::size_t i = 0; i < out.size(); ++i)
      out[i] = out[i] + (seen[i] - still[i]) * kFade[static_cast<std::size_t>(k)];
  }
  return out;
}

person::Lower mixed(const person::Lower& a, const person::Lower& b, float share) {
  person::Lower out;
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = a[i] + (b[i] - a[i]) * share;
  return out;
}

}  // namespace own_mouth
