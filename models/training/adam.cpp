#include "models/training/adam.h"

#include <ATen/ATen.h>

#include <cmath>
#include <vector>

namespace training {
namespace {

// What is updated, tensor by tensor, as torch's functions on lists take it.
struct Update {
  std::vector<at::Tensor> weights, gradients, means, squares;
  std::vector<at::Scalar> squareCorrections, rates;
};

Update updateOf(networks::Weights& weights, AdamState& state, const AdamSettings& settings) {
  Update update;
  for (auto& [name, weight] : weights) {
    if (!weight.grad().defined()) continue;
    Moments& moments = state[name];
    if (!moments.mean.defined()) {
      moments.mean = at::zeros_like(weight.detach());
      moments.square = at::zeros_like(weight.detach());
    }
    const auto count = static_cast<double>(++moments.updates);
    update.weights.push_back(weight.detach());
    update.gradients.push_back(weight.grad());
    update.means.push_back(moments.mean);
    update.squares.push_back(moments.square);
    update.squareCorrections.emplace_back(std::sqrt(1 - std::pow(settings.beta2, count)));
    update.rates.emplace_back(-settings.rate / (1 - std::pow(settings.beta1, count)));
    weight.mutable_grad() = at::Tensor();
  }
  return update;
}

// As torch.nn.utils.clip_grad_norm_.
void limitNorm(std::vector<at::Tensor>& gradients, double most) {
  const at::Tensor norm = at::stack(at::_foreach_norm(gradients)).norm();
  const at::Tensor scale = (most / (norm + 1e-6)).clamp_max(1);
  for (at::Tensor& gradient : gradients) gradient.mul_(scale);
}

void apply(Update& u, const AdamSettings& settings) {
  if (settings.decay > 0) at::_foreach_mul_(u.weights, 1 - settings.rate * settings.decay);
  at::_foreach_mul_(u.means, settings.beta1);
  at::_foreach_add_(u.means, u.gradients, 1 - settings.beta1);
  at::_foreach_mul_(u.squares, settings.beta2);
  at::_foreach_addcmul_(u.squares, u.gradients, u.gradients, 1 - settings.beta2);
  std::vector<at::Tensor> roots = at::_foreach_sqrt(u.squares);
  at::_foreach_div_(roots, u.squareCorrections);
  at::_foreach_add_(roots, settings.epsilon);
  at::_foreach_addcdiv_(u.weights, u.means, roots, u.rates);
}

Update one(const Update& u, std::size_t i) {
  return {{u.weights[i]}, {u.gradients[i]},         {u.means[i]},
          {u.squares[i]}, {u.squareCorrections[i]}, {u.rates[i]}};
}

// A processor is done with a tensor before its cache has lost it; a card gets few kernels, and nothing is
// waited for.
void applyAll(Update& u, const AdamSettings& settings) {
  if (u.weights[0].is_cuda()) return apply(u, settings);
  for (std::size_t i = 0; i < u.weights.size(); ++i) {
    Update single = one(u, i);
    apply(single, settings);
  }
}

}  // namespace

void adamStep(networks::Weights& weights, AdamState& state, const AdamSettings& settings) {
  const at::NoGradGuard noGrad;
  Update u = updateOf(weights, state, settings);
  if (u.weights.empty()) return;
  if (settings.mostNorm > 0) limitNorm(u.gradients, settings.mostNorm);
  applyAll(u, settings);
}

}  // namespace training
