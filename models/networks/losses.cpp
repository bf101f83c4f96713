#include "models/networks/losses.h"

#include <ATen/ATen.h>

namespace networks {

at::Tensor reconstructionLoss(const at::Tensor& painted, const at::Tensor& real) {
  return at::l1_loss(painted, real);
}

at::Tensor perceptualLoss(const at::Tensor& verdictsOnPainted) { return judgeRealLoss(verdictsOnPainted); }

at::Tensor judgeRealLoss(const at::Tensor& verdictsOnReal) {
  return at::binary_cross_entropy(verdictsOnReal, at::ones_like(verdictsOnReal));
}

at::Tensor judgePaintedLoss(const at::Tensor& verdictsOnPainted) {
  return at::binary_cross_entropy(verdictsOnPainted, at::zeros_like(verdictsOnPainted));
}

ReadingLoss readingLoss(const at::Tensor& logProbs, const at::Tensor& targets, double smoothing,
                        std::int64_t padding) {
  const std::int64_t symbols = logProbs.size(-1);
  const at::Tensor rows = logProbs.reshape({-1, symbols}), wanted = targets.reshape({-1});
  const at::Tensor isPadding = wanted.eq(padding);
  const at::Tensor ofTargets = -rows.gather(1, wanted.unsqueeze(1)).squeeze(1);
  const at::Tensor nll = ofTargets.masked_fill(isPadding, 0.0).sum();
  const at::Tensor ofAll = (-rows.sum(1)).masked_fill(isPadding, 0.0).sum();
  const double share = smoothing / static_cast<double>(symbols - 1);
  return {.smoothed = nll * (1 - smoothing - share) + ofAll * share, .nll = nll};
}

}  // namespace networks
