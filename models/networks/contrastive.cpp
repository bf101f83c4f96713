#include "models/networks/contrastive.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <numeric>
#include <vector>

#include "models/networks/layers.h"

namespace networks {

static constexpr std::int64_t kMostNegatives = 100;

// Rows of length 1; a row of zeros stays one.
static at::Tensor unit(const at::Tensor& x) { return x / x.norm(2, {1}, true).clamp_min(1e-12); }

at::Tensor projectSound(const Part& part, const at::Tensor& sound) {
  return unit(linear(part / "sync_net" / "Linearaudio", unit(sound)));
}

std::int64_t negativesOf(std::int64_t rows) { return std::min(kMostNegatives, rows / 2); }

at::Tensor drawNegatives(std::int64_t rows, std::mt19937& random) {
  const std::int64_t count = negativesOf(rows);
  at::Tensor drawn = at::empty({rows, count}, at::kLong);
  auto* next = drawn.data_ptr<std::int64_t>();
  std::vector<std::int64_t> others(static_cast<std::size_t>(std::max<std::int64_t>(0, rows - 1)));
  for (std::int64_t row = 0; row < rows; ++row) {
    std::iota(others.begin(), others.end(), 0);
    for (std::int64_t& other : others)
      if (other >= row) ++other;
    next = std::sample(others.begin(), others.end(), next, count, random);
  }
  return drawn;
}

at::Tensor contrastiveLoss(const at::Tensor& projected, const at::Tensor& seen, const at::Tensor& negatives,
                           double temperature) {
  return contrastiveLoss(projected, seen, projected, negatives, temperature);
}

at::Tensor contrastiveLoss(const at::Tensor& projected, const at::Tensor& seen, const at::Tensor& pool,
                           const at::Tensor& negatives, double temperature) {
  const at::Tensor right = (projected * unit(seen)).sum(1, true);
  const at::Tensor others = pool.index_select(0, negatives.reshape({-1}))
                                .view({negatives.size(0), negatives.size(1), pool.size(1)});
  const at::Tensor wrong = at::matmul(others, projected.unsqueeze(2)).squeeze(2);
  const at::Tensor logits = at::cat({right, wrong}, 1) / temperature;
  return -logits.log_softmax(1).select(1, 0).mean();
}

}  // namespace networks
