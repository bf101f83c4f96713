#pragma once
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "models/own_mouth/sound_match.h"
#include "models/own_mouth/speech_signal.h"
#include "models/person/person.h"

namespace own_mouth {

// Correlation that the clip's own sound must reach with its mouth, outright and above sound that is not its
// own; and how long it must be before pictures are chosen by it, and before a mapping is fitted to it.
inline constexpr float kLeastCorrelation = 0.35f;
inline constexpr float kLeastAdvantage = 0.10f;
inline constexpr double kLeastSeconds = 8.0, kLeastFitSeconds = 10.0;
inline constexpr int kMostLagSteps = 6;  // of 40 ms, either way

// How well a clip's own sound goes with its mouth.
struct SoundFit {
  double lagSteps =
      0;  // mouth time = sound time - lag: the sound at step x + lag belongs to the picture at x
  float correlation = 0;  // of heard and seen opening at that lag
  float shuffled = 0;     // what the best lag of displaced sound reaches at most in nine of ten tries
  double seconds = 0;     // of pictures that were compared
  bool isOwn() const {
    return seconds >= kLeastSeconds && correlation >= kLeastCorrelation &&
           correlation >= shuffled + kLeastAdvantage;
  }
};

// A seen mouth of the clip and the step position of its picture.
struct TimedMouth {
  double at = 0;
  double seconds = 0;  // how long the picture is shown
  float opening = 0;
  person::Shape shape{};
};

// Share of the fitted mapping in the blend: more of it the more it could learn from.
float fittedShare(double seconds);

SoundFit fitSound(const speech_mouth::SpeechEncoding& encoding, std::span<const TimedMouth> seen);

// Ridge regression from the encoder to the person's shapes, on the clip's own sound.
class FittedMapping {
 public:
  FittedMapping(const speech_mouth::SpeechEncoding& encoding, std::span<const TimedMouth> seen,
                double lagSteps);
  person::Shape operator()(const FittedInput& input) const;

 private:
  FittedInput mean_{}, scale_{};
  std::vector<float> weights_;  // [inputs, kShapeSize]
  person::Shape centre_{}, gain_{};
};

// How well the mapping tells each component on fifths of the sound that it has not seen: correlations, 0
// where it tells nothing. Of at most 2000 pictures spread over `seen`.
person::Shape heldBackCorrelation(const speech_mouth::SpeechEncoding& encoding,
                                  std::span<const TimedMouth> seen, double lagSteps);

// What the clip's own sound tells of its mouth.
struct OwnSound {
  SoundFit fit;
  std::shared_ptr<const SoundMatch> match;      // of the bank's pictures; set when the gate lets it pass
  std::shared_ptr<const FittedMapping> fitted;  // where there is also enough of it
  person::Shape reliability{};                  // of the fitted mapping's components, 0..1
  std::string note;                             // for the report
};
// `encoding`: of the clip's own sound, nullptr when it has none. Mapping::fitted passes the gate.
OwnSound learnOwnSound(const person::Person& person, const dub::Footage& footage,
                       const speech_mouth::SpeechEncoding* encoding, dub::Mapping mapping);

}  // namespace own_mouth
