#pragma once
#include "models/networks/weights.h"

// The few layers that all networks share. x and the weights have one type and device; under autocast x may
// have 16 bits and the weights 32.
namespace networks {

struct Sliding {
  std::int64_t stride = 1, padding = 0;
};

// names weight, bias; x [..., in] -> [..., out].
at::Tensor linear(const Part& part, const at::Tensor& x);
// names weight, bias; over the last dimension, eps 1e-5.
at::Tensor layerNorm(const Part& part, const at::Tensor& x);
// names weight, bias, running_mean, running_var; over dimension 1, eps 1e-5. While it is taught: the batch's
// statistics (of all processes), which move the stored ones by 0.1.
at::Tensor batchNorm(const Part& part, const at::Tensor& x);
// names weight and, if there, bias; x [n, in, h, w].
at::Tensor conv2d(const Part& part, const at::Tensor& x, const Sliding& how);
// Sets values to zero with this chance, and scales the others up; x itself unless the part is taught.
at::Tensor dropout(const Part& part, const at::Tensor& x, double Teaching::*chance);

}  // namespace networks
