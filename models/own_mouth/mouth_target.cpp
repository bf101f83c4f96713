#include "models/own_mouth/mouth_target.h"

#include <algorithm>
#include <cmath>

#include "models/own_mouth/lips.h"
#include "models/own_mouth/mixed.h"

namespace own_mouth {

namespace {

constexpr float kOpenSound = 0.8f;       // heard opening that the person's widest mouth answers
constexpr float kMostOpen = 1.1f;        // of that
constexpr float kReachGain = 1.05f;      // of the clip's own range
constexpr float kWidthGain = 3.0f;       // width deviations at full spread or rounding
constexpr float kMostDeviations = 2.6f;  // of each component from the mean
constexpr float kClosureFrom = 0.25f, kClosureSpan = 0.35f;  // heard closure: begins, is complete after
constexpr float kSilenceFrom = 0.6f, kSilenceSpan = 0.3f, kSilenceShare = 0.9f;

constexpr double kStepsBefore = 5, kStepsAfter = 2;  // of 40 ms: no rest so long before and after speech

float unit(float value) { return std::min(1.0f, std::max(0.0f, value)); }

float lipClosure(const SpeechSignal& sound) {
  return unit((std::max(sound.mouth.closure, sound.lipsTogether) - kClosureFrom) / kClosureSpan);
}

float restOf(float silence) { return kSilenceShare * unit((silence - kSilenceFrom) / kSilenceSpan); }

float closureOf(const SpeechSignal& sound) { return unit(lipClosure(sound) + restOf(sound.silence)); }

// How silent it is here, shortly before and soon after: a mouth opens before it is heard.
float quietAt(const speech_mouth::SpeechEncoding& encoding, double at) {
  float least = 1;
  for (double step = -kStepsAfter; step <= kStepsBefore; ++step)
    least = std::min(least, speechSignalAt(encoding, at + step).silence);
  return least;
}

person::Shape zeroShot(const SpeechSignal& sound, const MouthMapping& mapping) {
  const person::ShapeModel& s = *mapping.shapes;
  const float speaking = 1 - sound.silence;
  const float heard = std::min(kMostOpen, unit(sound.mouth.opening) * speaking / kOpenSound);
  const float opening = s.shut + mapping.strength * (s.open * kReachGain - s.shut) * heard;
  const float width =
      s.widthMean + mapping.strength * sound.mouth.width * speaking * kWidthGain * s.widthDeviation;
  return s.shapeFor(opening, width);
}

person::Shape limited(const person::Shape& shape, const person::ShapeModel& s, float strength) {
  person::Shape out;
  for (std::size_t k = 0; k < out.size(); ++k) {
    const float most = kMostDeviations * std::max(1.0f, strength) * s.deviation[k];
    out[k] = std::clamp(shape[k], s.mean[k] - most, s.mean[k] + most);
  }
  return out;
}

MouthTarget targetFor(const speech_mouth::SpeechEncoding& encoding, double at, float voice,
                      const MouthMapping& mapping) {
  const person::ShapeModel& s = *mapping.shapes;
  const SpeechSignal sound = speechSignalAt(encoding, at);
  MouthTarget target;
  person::Shape shape = zeroShot(sound, mapping);
  if (mapping.fitted != nullptr) {
    person::Shape fitted = (*mapping.fitted)(fittedInput(encoding, at));
    for (std::size_t k = 0; k < fitted.size(); ++k)
      fitted[k] = s.mean[k] + mapping.strength * (fitted[k] - s.mean[k]);
    shape = mixed(shape, fitted, mapping.fittedShare);
  }
  shape = limited(shape, s, mapping.strength);
  target.closure = closureOf(sound);
  shape = s.opened(shape, target.closure * std::min(0.0f, s.shut - s.opening(shape)));
  target.level = unit(voice);
  target.shape = mixed(mapping.rest, shape, target.level);
  target.closure = std::max(target.closure, 1 - target.level);
  target.opening = std::max(0.0f, s.opening(target.shape));
  if (mapping.fromPicture > 0) target.fromPicture = mapping.fromPicture * (1 - restOf(quietAt(encoding, at)));
  return target;
}

// Seconds that a cue's picture is shown: the step to the next one, the usual one at the end.
double shownSec(std::span<const dub::Cue> cues, std::size_t i) {
  if (cues.size() < 2) return 0.04;
  const std::size_t a = i + 1 < cues.size() ? i : i - 1;
  const double step = cues[a + 1].speechSec - cues[a].speechSec;
  return step > 0 && step < 0.2 ? step : 0.04;
}

}  // namespace

// Where pictures are chosen by what they say, they show the shape, and the fitted one only helps to choose.
MouthMapping mappingOf(const person::Person& person, const OwnSound& own, float strength) {
  const bool isChosenBySound = own.match != nullptr;
  return {&person.shapes,
          person.rest,
          own.fitted.get(),
          strength,
          isChosenBySound ? 1 : fittedShare(own.fit.seconds),
          isChosenBySound ? 1.0f : 0.0f};
}

std::vector<double> stepsOf(std::span<const dub::Cue> cues) {
  std::vector<double> out;
  out.reserve(cues.size());
  for (std::size_t i = 0; i < cues.size(); ++i)
    out.push_back(stepPosition(cues[i].speechSec, shownSec(cues, i)));
  return out;
}

std::vector<MouthTarget> mouthTargets(const speech_mouth::SpeechEncoding& encoding,
                                      std::span<const dub::Cue> cues, const MouthMapping& mapping) {
  const std::vector<double> steps = stepsOf(cues);
  std::vector<MouthTarget> out;
  out.reserve(cues.size());
  for (std::size_t i = 0; i < cues.size(); ++i)
    out.push_back(targetFor(encoding, steps[i], cues[i].level, mapping));
  return out;
}

std::vector<Gesture> gestures(const speech_mouth::SpeechEncoding& encoding, std::span<const dub::Cue> cues,
                              float strength) {
  const std::vector<double> steps = stepsOf(cues);
  std::vector<Gesture> out;
  out.reserve(cues.size());
  for (std::size_t i = 0; i < cues.size(); ++i) {
    const SpeechSignal sound = speechSignalAt(encoding, steps[i]);
    const float speaking = unit(cues[i].level) * (1 - sound.silence) * strength;
    const float lips = lipClosure(sound);
    out.push_back({unit(sound.mouth.opening) * speaking * (1 - lips), sound.mouth.width * speaking,
                   unit(sound.mouth.labiodental) * unit(cues[i].level)});
  }
  return out;
}

MouthTarget targetOf(const person::Shape& shape, float opening) { return {shape, opening, 0, 1}; }

std::vector<std::optional<MouthTarget>> seenTargets(const person::Person& person, const face::Track& track) {
  std::vector<std::optional<MouthTarget>> out;
  for (face::FrameNo n = track.first; n < track.end(); ++n) {
    const face::Face* face = track.at(n);
    out.emplace_back();
    if (face == nullptr) continue;
    const person::HeadPose pose = person.headPoses.at(n, face->points);
    const face::Landmarks unit = person::mapped(pose.toUnit, face->points);
    out.back() = targetOf(person.shapes.shapeOf(unit, pose.turn), signedOpening(unit));
  }
  return out;
}

}  // namespace own_mouth
