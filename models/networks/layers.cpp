#include "models/networks/layers.h"

#include <ATen/ATen.h>

namespace networks {

static constexpr double kEpsilon = 1e-5, kMomentum = 0.1;

at::Tensor linear(const Part& part, const at::Tensor& x) {
  return at::linear(x, part.at("weight"), part.at("bias"));
}

at::Tensor layerNorm(const Part& part, const at::Tensor& x) {
  const at::Tensor& weight = part.at("weight");
  return at::layer_norm(x.to(weight.dtype()), {x.size(-1)}, weight, part.at("bias"), kEpsilon);
}

// The batch's statistics over all processes: sums, sums of squares and counts are added up before they are
// used.
static at::Tensor batchNormOfAll(const Part& part, const at::Tensor& input,
                                 const std::function<at::Tensor(const at::Tensor&)>& sumOverProcesses) {
  const at::Tensor x = input.to(part.at("weight").dtype());  // sums of many values of 16 bits are none
  std::vector<std::int64_t> others{0}, shape(static_cast<std::size_t>(x.dim()), 1);
  for (std::int64_t d = 2; d < x.dim(); ++d) others.push_back(d);
  shape[1] = x.size(1);
  const at::Tensor count = at::full({1}, static_cast<double>(x.numel() / x.size(1)), x.options());
  const at::Tensor sums = sumOverProcesses(at::cat({x.sum(others), x.square().sum(others), count}));
  const at::Tensor all = sums[2 * x.size(1)].detach();
  const at::Tensor mean = sums.slice(0, 0, x.size(1)) / all;
  const at::Tensor variance = (sums.slice(0, x.size(1), 2 * x.size(1)) / all - mean.square()).clamp_min(0);
  {
    const at::NoGradGuard noGrad;
    at::Tensor storedMean = part.at("running_mean"), storedVariance = part.at("running_var");
    storedMean.lerp_(mean.detach(), kMomentum);
    storedVariance.lerp_(variance.detach() * (all / (all - 1)), kMomentum);
  }
  const at::Tensor scale = part.at("weight") / (variance + kEpsilon).sqrt();
  return (x * scale.view(shape) + (part.at("bias") - mean * scale).view(shape)).to(input.dtype());
}

at::Tensor batchNorm(const Part& part, const at::Tensor& x) {
  if (const Teaching* teaching = part.teaching(); teaching && teaching->batchStatistics) {
    if (teaching->sumOverProcesses) return batchNormOfAll(part, x, teaching->sumOverProcesses);
    return at::batch_norm(x, part.at("weight"), part.at("bias"), part.at("running_mean"),
                          part.at("running_var"), true, kMomentum, kEpsilon, false);
  }
  return at::batch_norm(x, part.at("weight"), part.at("bias"), part.at("running_mean"),
                        part.at("running_var"), false, kMomentum, kEpsilon, false);
}

at::Tensor conv2d(const Part& part, const at::Tensor& x, const Sliding& how) {
  return at::conv2d(x, part.at("weight"), part.has("bias") ? part.at("bias") : at::Tensor{}, how.stride,
                    how.padding);
}

at::Tensor dropout(const Part& part, const at::Tensor& x, double Teaching::*chance) {
  const Teaching* teaching = part.teaching();
  return teaching && teaching->*chance > 0 ? at::dropout(x, teaching->*chance, true) : x;
}

}  // namespace networks
