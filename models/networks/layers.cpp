#include "models/networks/layers.h"

#include <ATen/ATen.h>

namespace networks {

static constexpr double kEpsilon = 1e-5;

at::Tensor linear(const Part& part, const at::Tensor& x) {
  return at::linear(x, part.at("weight"), part.at("bias"));
}

at::Tensor layerNorm(const Part& part, const at::Tensor& x) {
  return at::layer_norm(x, {x.size(-1)}, part.at("weight"), part.at("bias"), kEpsilon);
}

at::Tensor batchNorm(const Part& part, const at::Tensor& x) {
  return at::batch_norm(x, part.at("weight"), part.at("bias"), part.at("running_mean"),
                        part.at("running_var"), false, 0.1, kEpsilon, false);
}

at::Tensor conv2d(const Part& part, const at::Tensor& x, const Sliding& how) {
  return at::conv2d(x, part.at("weight"), part.has("bias") ? part.at("bias") : at::Tensor{}, how.stride,
                    how.padding);
}

}  // namespace networks
