#include "models/own_mouth/target.h"

#include <algorithm>
#include <cmath>

namespace own_mouth {

namespace {

constexpr float kOpenSound = 0.8f;       // heard opening that the person's widest mouth answers
constexpr float kMostOpen = 1.1f;        // of that
constexpr float kReachGain = 1.05f;      // of the clip's own range
constexpr float kWidthGain = 3.0f;       // width deviations at full spread or rounding
constexpr float kMostDeviations = 2.6f;  // of each component from the mean
constexpr float kClosureFrom = 0.25f, kClosureSpan = 0.35f;  // heard closure: begins, is complete after
constexpr float kSilenceFrom = 0.6f, kSilenceSpan = 0.3f, kSilenceShare = 0.9f;
constexpr double kRestShare = 0.15;  // of the clip's pictures, the most closed ones

float unit(float value) { return std::min(1.0f, std::max(0.0f, value)); }

float lipClosure(const Sound& sound) {
  return unit((std::max(sound.mouth.closure, sound.lipsTogether) - kClosureFrom) / kClosureSpan);
}

float closureOf(const Sound& sound) {
  const float lips = lipClosure(sound);
  return unit(lips + kSilenceShare * unit((sound.silence - kSilenceFrom) / kSilenceSpan));
}

Shape mixed(const Shape& a, const Shape& b, float share) {
  Shape out;
  for (std::size_t k = 0; k < out.size(); ++k) out[k] = a[k] + share * (b[k] - a[k]);
  return out;
}

Shape zeroShot(const Sound& sound, const Mapping& mapping) {
  const ShapeModel& s = *mapping.shapes;
  const float speaking = 1 - sound.silence;
  const float heard = std::min(kMostOpen, unit(sound.mouth.opening) * speaking / kOpenSound);
  const float opening = s.shut + mapping.strength * (s.open * kReachGain - s.shut) * heard;
  const float width =
      s.widthMean + mapping.strength * sound.mouth.width * speaking * kWidthGain * s.widthDeviation;
  return s.shapeFor(opening, width);
}

Shape limited(const Shape& shape, const ShapeModel& s, float strength) {
  Shape out;
  for (std::size_t k = 0; k < out.size(); ++k) {
    const float most = kMostDeviations * std::max(1.0f, strength) * s.deviation[k];
    out[k] = std::clamp(shape[k], s.mean[k] - most, s.mean[k] + most);
  }
  return out;
}

Goal goalFor(const speech_mouth::Heard& heard, double at, float voice, const Mapping& mapping) {
  const ShapeModel& s = *mapping.shapes;
  const Sound sound = soundAt(heard, at);
  Goal goal;
  Shape shape = zeroShot(sound, mapping);
  if (mapping.fitted != nullptr) {
    Shape fitted = (*mapping.fitted)(fittedInput(heard, at));
    for (std::size_t k = 0; k < fitted.size(); ++k)
      fitted[k] = s.mean[k] + mapping.strength * (fitted[k] - s.mean[k]);
    shape = mixed(shape, fitted, mapping.fittedShare);
  }
  shape = limited(shape, s, mapping.strength);
  goal.closure = closureOf(sound);
  shape = s.opened(shape, goal.closure * std::min(0.0f, s.shut - s.opening(shape)));
  goal.level = unit(voice);
  goal.shape = mixed(mapping.rest, shape, goal.level);
  goal.closure = std::max(goal.closure, 1 - goal.level);
  goal.opening = std::max(0.0f, s.opening(goal.shape));
  return goal;
}

// Seconds that a cue's picture is shown: the step to the next one, the usual one at the end.
double shownSec(std::span<const dub::Cue> cues, std::size_t i) {
  if (cues.size() < 2) return 0.04;
  const std::size_t a = i + 1 < cues.size() ? i : i - 1;
  const double step = cues[a + 1].speechSec - cues[a].speechSec;
  return step > 0 && step < 0.2 ? step : 0.04;
}

}  // namespace

std::vector<Goal> goals(const speech_mouth::Heard& heard, std::span<const dub::Cue> cues,
                        const Mapping& mapping) {
  std::vector<Goal> out;
  out.reserve(cues.size());
  for (std::size_t i = 0; i < cues.size(); ++i) {
    out.push_back(goalFor(heard, stepPosition(cues[i].speechSec, shownSec(cues, i)), cues[i].level, mapping));
  }
  return out;
}

std::vector<Gesture> gestures(const speech_mouth::Heard& heard, std::span<const dub::Cue> cues,
                              float strength) {
  std::vector<Gesture> out;
  out.reserve(cues.size());
  for (std::size_t i = 0; i < cues.size(); ++i) {
    const Sound sound = soundAt(heard, stepPosition(cues[i].speechSec, shownSec(cues, i)));
    const float speaking = unit(cues[i].level) * (1 - sound.silence) * strength;
    const float lips = lipClosure(sound);
    out.push_back({unit(sound.mouth.opening) * speaking * (1 - lips), sound.mouth.width * speaking,
                   unit(sound.mouth.labiodental) * unit(cues[i].level)});
  }
  return out;
}

Shape restShape(const ShapeModel& shapes, std::span<const Shape> seen) {
  std::vector<std::pair<float, std::size_t>> order;
  for (std::size_t i = 0; i < seen.size(); ++i) order.emplace_back(shapes.opening(seen[i]), i);
  std::sort(order.begin(), order.end());
  const std::size_t count =
      std::max<std::size_t>(1, static_cast<std::size_t>(kRestShare * static_cast<double>(seen.size())));
  Shape rest{};
  if (seen.empty()) return rest;
  for (std::size_t k = 0; k < rest.size(); ++k) {
    std::vector<float> values;
    for (std::size_t i = 0; i < count; ++i) values.push_back(seen[order[i].second][k]);
    rest[k] = percentile(values, 0.5);
  }
  return shapes.opened(rest, shapes.shut - shapes.opening(rest));
}

Goal goalOf(const Shape& shape, float opening) { return {shape, opening, 0, 1}; }

}  // namespace own_mouth
