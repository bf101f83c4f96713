#pragma once
#include <ATen/core/Tensor.h>

#include <cstdint>
#include <map>
#include <string>

namespace speech_mouth {

using Weights = std::map<std::string, at::Tensor>;

// Steps that a step's answer depends on to each side.
inline constexpr std::int64_t kReach = 30;

struct Answer {
  at::Tensor visemes;       // [batch, steps, 16] logits
  at::Tensor articulation;  // [batch, steps, articulations]
  at::Tensor hidden;        // [batch, steps, 128]
};

// input [batch, steps, 104] -> linear -> residual dilated convolutions -> 128 hidden values -> two linear
// heads. `dropout` > 0 only in training.
Answer forward(const Weights& weights, const at::Tensor& input, double dropout = 0);

// Fresh weights, `width` channels inside, drawn from torch's generator.
Weights makeWeights(std::int64_t width, std::int64_t articulations);

}  // namespace speech_mouth
