#pragma once
#include <ATen/core/Tensor.h>

#include "core/base/compute.h"

namespace talklip {

// Never `automatic`: that takes the first graphics card that LibTorch can use. Throws Error(unsupported) for
// a card that is not there.
base::Device chooseDevice(base::Device wish);

// Not for `automatic`.
at::Device torchDevice(base::Device device);

// The processor multiplies bf16 in hardware (AVX-512 BF16); without, bf16 is slower than fp32.
bool hasBf16();

}  // namespace talklip
