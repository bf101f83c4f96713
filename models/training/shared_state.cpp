#include "models/training/shared_state.h"

#include <ATen/ATen.h>

#include <cstring>
#include <span>

#include "core/base/error.h"
#include "models/mapped_file.h"

namespace training {

namespace fs = std::filesystem;

Devices devicesOf(const State& state) {
  Devices devices;
  for (const auto& [name, network] : state.networks)
    if (!network.weights.empty()) devices[name] = network.weights.begin()->second.device().str();
  return devices;
}

static void move(State& state, const Devices& devices) {
  for (auto& [name, network] : state.networks) {
    const auto found = devices.find(name);
    if (found == devices.end()) continue;
    const c10::Device device(found->second);
    for (auto& [weight, tensor] : network.weights) tensor = tensor.to(device);
    for (auto& [weight, moments] : network.adam) {
      moments.mean = moments.mean.to(device);
      moments.square = moments.square.to(device);
    }
  }
}

// A file's bytes as process 0 sees them; empty in the others.
static at::Tensor given(std::span<const std::byte> bytes, const Communicator& processes) {
  at::Tensor size = at::tensor({static_cast<std::int64_t>(bytes.size())}, at::kLong);
  processes.broadcast(size);
  at::Tensor all = at::empty({size.item<std::int64_t>()}, at::kByte);
  if (!bytes.empty()) std::memcpy(all.data_ptr(), bytes.data(), bytes.size());
  processes.broadcast(all);
  return all;
}

State sharedState(const fs::path& path, const Communicator& processes, const Devices& devices) {
  State state;
  if (processes.size() == 1) {
    state = readState(path);
  } else if (processes.rank() == 0) {
    const models::MappedFile file(path);
    given(file.bytes(), processes);
    state = readState(file.bytes(), path);
  } else {
    const at::Tensor bytes = given({}, processes);
    state = readState(
        {static_cast<const std::byte*>(bytes.data_ptr()), static_cast<std::size_t>(bytes.numel())}, path);
  }
  move(state, devices);
  return state;
}

bool isFinite(const State& state) {
  std::vector<at::Tensor> answers;
  for (const auto& [name, network] : state.networks)
    for (const auto& [weight, tensor] : network.weights)
      if (tensor.is_floating_point()) answers.push_back(tensor.detach().isfinite().all());
  for (at::Tensor& answer : answers) answer = answer.to(answers.front().device());
  return answers.empty() || at::stack(answers).all().item<bool>();
}

static bool haveSameShapes(const networks::Weights& a, const networks::Weights& b) {
  if (a.size() != b.size()) return false;
  for (const auto& [name, tensor] : a)
    if (const auto found = b.find(name); found == b.end() || found->second.sizes() != tensor.sizes())
      return false;
  return true;
}

void checkShapes(const State& asked, const State& found, const fs::path& run) {
  for (const auto& [name, network] : asked.networks) {
    if (network.weights.empty()) continue;
    const auto other = found.networks.find(name);
    if (other == found.networks.end() || !haveSameShapes(network.weights, other->second.weights))
      throw base::Error(base::Fault::runForeign, {{"differs", name}}, run);
  }
}

}  // namespace training
