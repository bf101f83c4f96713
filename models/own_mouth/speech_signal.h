#pragma once
#include <array>
#include <cstddef>
#include <functional>
#include <vector>

#include "models/speech_mouth/encoder.h"

namespace own_mouth {

// What is said at one moment, read between the encoder's 40 ms steps.
struct SpeechSignal {
  speech::Articulation mouth;
  float silence = 0, lipsTogether = 0;  // posteriors of the visemes sil and p/b/m
};

// Value at step position `at` of a sequence, by Catmull-Rom between the steps; ends are held.
float between(const std::function<float(std::size_t)>& value, std::size_t steps, double at);

// `at`: 25 * seconds of the middle of the picture's showing - 0.5, so that at 25 pictures a second picture n
// hears step n.
SpeechSignal speechSignalAt(const speech_mouth::SpeechEncoding& encoding, double at);
double stepPosition(double startSec, double durationSec);

// What the encoder's last layer holds at a step position, linear between the steps, the ends held. The
// encoding has at least one step.
std::array<float, speech_mouth::kHidden> hiddenAt(const speech_mouth::SpeechEncoding& encoding, double at);

// The inputs of the fitted mapping: articulation and hidden layer of three neighbouring steps.
inline constexpr std::size_t kArticulations = 5;
inline constexpr std::size_t kContext = 3;
inline constexpr std::size_t kFittedInputs = kContext * (kArticulations + speech_mouth::kHidden);
using FittedInput = std::array<float, kFittedInputs>;
FittedInput fittedInput(const speech_mouth::SpeechEncoding& encoding, double at);

}  // namespace own_mouth
