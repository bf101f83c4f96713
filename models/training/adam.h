#pragma once
#include <cstdint>
#include <map>
#include <string>

#include "models/networks/weights.h"

namespace training {

struct AdamSettings {
  double rate = 1e-4, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8;
  double decay = 0;     // of the weights, decoupled (AdamW)
  double mostNorm = 0;  // gradients are scaled down to this norm over all of them; 0 = never
};

// What Adam remembers of one tensor.
struct Moments {
  at::Tensor mean, square;
  std::int64_t updates = 0;
};
using AdamState = std::map<std::string, Moments>;  // by the weights' names

// One update (Kingma and Ba 2015; decoupled decay: Loshchilov and Hutter 2019) of every weight that has a
// gradient; the gradients are taken away. Equal to torch.optim.AdamW.
void adamStep(networks::Weights& weights, AdamState& state, const AdamSettings& settings);

}  // namespace training
