#pragma once
#include <ATen/core/Tensor.h>

#include "models/speech_mouth/training/synthesis.h"

namespace speech_mouth::training {

// Outputs that are learnt: the five of speech::Articulation, then the opening scaled by the loudness of the
// voice.
inline constexpr std::int64_t kLearnt = 6;
inline constexpr std::int64_t kLoudOpening = 5;

struct Example {
  at::Tensor input;         // [steps, 104]
  at::Tensor visemes;       // [steps, 16] shares
  at::Tensor articulation;  // [steps, 6]
};

// One utterance, changed at random in speed, pitch, vocal tract, loudness, room, line and noise.
Example makeExample(const Spoken& spoken, const Spoken& other, Random& random);

}  // namespace speech_mouth::training
