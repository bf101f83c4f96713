#pragma once
#include "models/architecture/specs.h"
#include "models/networks/weights.h"

namespace training {

// Weights to begin with, drawn from torch's default generator, by what a tensor's name and shape tell it is:
// as fairseq begins for AV-HuBERT (linear layers Xavier uniform, embeddings normal with D^-1/2, the
// positional convolution normal with sqrt(4 / (kernel D)), PReLU 0.25), as ResNet does for the visual front
// end (normal by outputs), and as PyTorch does for other convolutions (uniform by inputs, biases too). Counters of
// BatchNorm are left out.
networks::Weights initialWeights(const architecture::Specs& specs);

// Sets which weights are learnt: those for which `learns` is true; never BatchNorm's stored statistics.
void learnOnly(networks::Weights& weights, const std::function<bool(const std::string& name)>& learns);

// Copies below `from` in `source` to the names below `to`, where name and shape are there in both; how many.
std::size_t takeOver(networks::Weights& weights, const std::string& to, const networks::Weights& source,
                     const std::string& from);

// No gradient of any weight.
void dropGradients(networks::Weights& weights);

}  // namespace training
