#include "models/own_mouth/picture_lips.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace own_mouth {

// Shares of the pictures a cue before to a cue after, each moved along its run to the cue itself.
static constexpr std::array<float, 3> kFade = {0.2f, 0.6f, 0.2f};
static constexpr float kSpeechTurn = 1.5f;  // deviations of turn that speech may make

std::size_t goneOn(const std::vector<person::BankFrame>& bank, std::int32_t index, int steps) {
  auto at = static_cast<std::size_t>(index);
  for (; steps > 0 && at + 1 < bank.size() && bank[at + 1].frame == bank[at].frame + 1; --steps) ++at;
  for (; steps < 0 && at > 0 && bank[at - 1].frame + 1 == bank[at].frame; ++steps) --at;
  return at;
}

// What of a difference of turns moves the lips of one picture to another. The points that tell the turn move
// a little with speech as well, so small differences would carry over what the shown frame's own mouth does.
static person::Turn turnedBy(const person::Turn& from, const person::Turn& to) {
  person::Turn out;
  float length = 0;
  for (std::size_t k = 0; k < out.size(); ++k) out[k] = to[k] - from[k], length += out[k] * out[k];
  const float share = std::max(0.0f, 1 - kSpeechTurn / std::max(1e-6f, std::sqrt(length)));
  for (float& part : out) part *= share;
  return out;
}

person::Lower lipsOfPictures(const person::Person& person, std::span<const std::int32_t> path,
                             std::size_t cue, const person::Turn& turn) {
  const person::Lower still = person.shapes.lower(person::Shape{}, person::Turn{});
  person::Lower out{};
  const int last = static_cast<int>(path.size()) - 1, here = static_cast<int>(cue);
  for (int k = 0; k < static_cast<int>(kFade.size()); ++k) {
    const int there = std::clamp(here + k - static_cast<int>(kFade.size() / 2), 0, last);
    const std::int32_t chosen = path[static_cast<std::size_t>(there)];
    const bool isKept = chosen == path[cue];
    const person::BankFrame& picture = person.bank[goneOn(person.bank, chosen, isKept ? 0 : here - there)];
    const person::Lower seen = person::lowerOf(picture.unit),
                        turned = person.shapes.lower(person::Shape{}, turnedBy(picture.turn, turn));
    for (std::size_t i = 0; i < out.size(); ++i)
      out[i] = out[i] + (seen[i] + turned[i] - still[i]) * kFade[static_cast<std::size_t>(k)];
  }
  return out;
}

}  // namespace own_mouth
