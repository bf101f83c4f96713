#pragma once
#include <ATen/core/Tensor.h>

#include <string>

#include "core/base/compute.h"
#include "models/networks/weights.h"

namespace networks {

// Graphics cards that LibTorch can use.
int cards();

// Never `automatic`: that takes the first graphics card that LibTorch can use. Throws Error(cardMissing) for
// a card that is not there.
base::Device chooseDevice(base::Device wish);

// Not for `automatic`.
at::Device torchDevice(base::Device device);

// "NVIDIA H100 80GB HBM3"; empty for the processor, and where the driver does not say.
std::string cardName(const at::Device& device);

// The processor multiplies bf16 in hardware (AVX-512 BF16); without, bf16 is slower than fp32.
bool hasBf16();

// Where a network's weights lie; the processor for a network without any.
at::Device deviceOf(const Weights& weights);
Weights onDevice(const Weights& weights, const at::Device& device);

}  // namespace networks
