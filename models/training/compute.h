#pragma once
#include <ATen/core/Tensor.h>

#include "core/base/compute.h"

namespace training {

// Where a training computes, and with which numbers. Weights, Adam's moments and checkpoints have 32 bits
// always.
struct Compute {
  at::Device device{at::kCPU};
  base::Precision precision = base::Precision::fp32;  // or bf16
};

// Of this process: `automatic`, and a card without a number, is the one that torchrun, srun or mpirun gives
// it. Throws Error(cardMissing).
Compute chooseCompute(base::Device device, base::Precision precision);

// While it lives, products and convolutions of the thread that made it are computed with so many bits, if
// they are on this device (LibTorch's autocast); gradients are to be computed after its end. With fp32
// nothing is, also within another one: for what 16 bits cannot tell apart.
class Autocast {
 public:
  explicit Autocast(const Compute& compute);
  ~Autocast();
  Autocast(const Autocast&) = delete;
  Autocast& operator=(const Autocast&) = delete;

 private:
  at::DeviceType device_;
  bool wasOn_;
  at::ScalarType typeBefore_;
};

}  // namespace training
