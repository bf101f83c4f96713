#include "models/training/state.h"

#include <ATen/ATen.h>

#include "models/training/batches.h"

namespace training {

void moveTo(State& state, const at::Device& device) {
  for (auto& [name, network] : state.networks) {
    for (auto& [weight, tensor] : network.weights) tensor = tensor.to(device);
    for (auto& [weight, moments] : network.adam)
      moments.mean = moments.mean.to(device), moments.square = moments.square.to(device);
  }
}

double numberOf(const State& state, const std::string& name, double otherwise) {
  const auto found = state.numbers.find(name);
  return found == state.numbers.end() ? otherwise : found->second;
}

std::uint64_t seedOf(std::uint64_t seed, const State& state) {
  const auto rollBacks = static_cast<std::uint64_t>(numberOf(state, "rollBacks"));
  return mixed(seed, static_cast<std::uint64_t>(state.step), rollBacks);
}

}  // namespace training
