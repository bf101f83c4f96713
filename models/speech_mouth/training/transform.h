#pragma once
#include <ATen/core/Tensor.h>

#include "models/speech_mouth/training/texts.h"

namespace speech_mouth::training {

// Band-limited: float [n] -> about [n * factor] with the same content, so that at the same rate it sounds
// slower and lower for factor > 1.
at::Tensor stretched(const at::Tensor& samples, double factor);

// What rooms, microphones, lines and other sounds do to clean speech (float [n] at 16 kHz). `other` is other
// speech for the babble, any length.
at::Tensor disturbed(const at::Tensor& clean, const at::Tensor& other, Random& random);

// Slow random changes of loudness, in dB at every sample.
at::Tensor loudnessCurve(std::int64_t samples, double deviationDb, Random& random);

}  // namespace speech_mouth::training
