#include "models/training/initial_weights.h"

#include <ATen/ATen.h>

#include <cmath>

namespace training {
namespace {

bool endsWith(const std::string& text, const std::string& end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

bool isStored(const std::string& name) { return name.find(".running_") != std::string::npos; }

at::Tensor uniform(const models::Shape& shape, double limit) { return (at::rand(shape) * 2 - 1) * limit; }

double product(const models::Shape& shape, std::size_t from) {
  double all = 1;
  for (std::size_t i = from; i < shape.size(); ++i) all *= static_cast<double>(shape[i]);
  return all;
}

at::Tensor oneDimensional(const std::string& name, const models::Shape& shape) {
  if (endsWith(name, "running_var")) return at::ones(shape);
  if (endsWith(name, "mask_emb")) return at::rand(shape);
  if (endsWith(name, "bias") || isStored(name)) return at::zeros(shape);
  const bool isPrelu = endsWith(name, "relu1.weight") || endsWith(name, "relu2.weight") ||
                       endsWith(name, "frontend3D.2.weight");
  return at::full(shape, isPrelu ? 0.25 : 1.0);
}

at::Tensor drawn(const std::string& name, const models::Shape& shape) {
  if (shape.size() == 1) return oneDimensional(name, shape);
  const auto out = static_cast<double>(shape[0]), inputs = product(shape, 1);
  if (endsWith(name, "embed_tokens.weight")) {
    at::Tensor table = at::randn(shape) / std::sqrt(inputs);
    table[1].zero_();  // padding
    return table;
  }
  if (endsWith(name, "label_embs_concat")) return at::rand(shape);
  if (endsWith(name, "weight_v"))
    return at::randn(shape) * std::sqrt(4 / (static_cast<double>(shape[2]) * out));
  if (shape.size() == 2) return uniform(shape, std::sqrt(6 / (out + inputs)));
  if (name.find(".resnet.") != std::string::npos)
    return at::randn(shape) * std::sqrt(2 / (product(shape, 2) * out));
  return uniform(shape, 1 / std::sqrt(inputs));
}

}  // namespace

networks::Weights initialWeights(const architecture::Specs& specs) {
  networks::Weights weights;
  for (const architecture::TensorSpec& spec : specs) {
    if (endsWith(spec.name, "num_batches_tracked") || endsWith(spec.name, "_float_tensor")) continue;
    bool isKnown = true;
    for (const std::int64_t size : spec.shape) isKnown = isKnown && size > 0;
    if (isKnown && !endsWith(spec.name, "weight_g")) weights[spec.name] = drawn(spec.name, spec.shape);
  }
  for (auto& [name, tensor] : weights) {
    if (!endsWith(name, ".bias")) continue;
    const auto of = weights.find(name.substr(0, name.size() - 4) + "weight");
    if (of == weights.end() || of->second.dim() != 4) continue;
    const double inputs = static_cast<double>(of->second.numel() / of->second.size(0));
    tensor = uniform(tensor.sizes().vec(), 1 / std::sqrt(inputs));
  }
  for (const architecture::TensorSpec& spec : specs)
    if (endsWith(spec.name, "weight_g")) {
      const std::string v = spec.name.substr(0, spec.name.size() - 1) + "v";
      weights[spec.name] = weights.at(v).norm(2, std::vector<std::int64_t>{0, 1}, true);
    }
  return weights;
}

void learnOnly(networks::Weights& weights, const std::function<bool(const std::string&)>& learns) {
  for (auto& [name, tensor] : weights)
    if (tensor.is_floating_point()) tensor.set_requires_grad(!isStored(name) && learns(name));
}

std::size_t takeOver(networks::Weights& weights, const std::string& to, const networks::Weights& source,
                     const std::string& from) {
  std::size_t taken = 0;
  for (const auto& [name, tensor] : source) {
    if (name.compare(0, from.size(), from) != 0) continue;
    const auto found = weights.find(to + name.substr(from.size()));
    if (found == weights.end() || found->second.sizes() != tensor.sizes()) continue;
    found->second = tensor.detach().clone();
    ++taken;
  }
  return taken;
}

void dropGradients(networks::Weights& weights) {
  for (auto& [name, tensor] : weights)
    if (tensor.grad().defined()) tensor.mutable_grad().reset();
}

}  // namespace training
