#include "tests/training/toy.h"

#include <ATen/CPUGeneratorImpl.h>
#include <torch/types.h>

#include "models/networks/layers.h"
#include "models/training/parallel.h"

// Under the address sanitizer, too, a request for too much memory is refused, and not the end of the process.
extern "C" const char* __asan_default_options() { return "allocator_may_return_null=1"; }

namespace toy {

using at::Tensor;
using training::Communicator;
using training::State;

training::State first(std::uint64_t seed) {
  const at::Generator random = at::detail::createCPUGenerator(seed);
  const auto drawn = [&](at::IntArrayRef shape) { return 0.3 * torch::randn(shape, random); };
  State state;
  state.networks["toy"].weights = {{"conv.weight", drawn({6, 3, 3, 3})},

                                   {"norm.weight", torch::ones({6})},
                                   {"norm.bias", torch::zeros({6})},
                                   {"norm.running_mean", torch::zeros({6})},
                                   {"norm.running_var", torch::ones({6})},
                                   {"out.weight", drawn({5, 6})},
                                   {"out.bias", drawn({5})},
                                   {"first.bias", drawn({5})}};
  return state;
}

namespace {

struct Batch {
  Tensor pictures, answers;  // [clips, 3, 6, 6], [clips, 5]
  std::vector<std::string> clips;
};

// Drawn the same in every process, which takes its share of it.
Batch batchOf(std::uint64_t seed, const State& state, const training::Share& share) {
  const at::Generator random = at::detail::createCPUGenerator(training::seedOf(seed, state));
  const Tensor pictures = torch::randn({kBatch, 3, 6, 6}, random);
  const Tensor answers =
      torch::tanh(pictures.flatten(1).slice(1, 0, 5) + pictures.mean({1, 2, 3}).unsqueeze(1));
  const auto first = static_cast<std::int64_t>(share.first), last = static_cast<std::int64_t>(share.last);
  Batch batch{pictures.slice(0, first, last), answers.slice(0, first, last), {}};
  for (std::int64_t i = first; i < last; ++i)
    batch.clips.push_back("clip " + std::to_string(state.step) + "." + std::to_string(i));
  return batch;
}

training::StepResult step(std::uint64_t seed, State& state, const Communicator& processes) {
  const training::Share share = training::shareOf(kBatch, processes);
  const Batch batch = batchOf(seed, state, share);
  networks::Weights& weights = state.networks.at("toy").weights;
  for (auto& [name, weight] : weights) weight.requires_grad_(name.find("running") == std::string::npos);
  networks::Teaching teaching;
  if (processes.size() > 1)
    teaching.sumOverProcesses = [&](const Tensor& x) { return processes.differentiableSum(x); };
  const networks::Part part(weights, {}, &teaching);
  const Tensor seen =
      torch::relu(networks::batchNorm(part / "norm", networks::conv2d(part / "conv", batch.pictures, {})));
  Tensor said = networks::linear(part / "out", seen.mean({2, 3}));
  if (share.first == 0) said = torch::cat({said.slice(0, 0, 1) + part.at("first.bias"), said.slice(0, 1)});
  const Tensor distance = (said - batch.answers).square().sum() / (5.0 * kBatch);
  const Tensor all = processes.rows(said);
  const Tensor mine = torch::arange(said.size(0), torch::kLong) + static_cast<std::int64_t>(share.first);
  const Tensor contrast =
      -torch::log_softmax(said.mm(all.t()), 1).gather(1, mine.unsqueeze(1)).sum() / kBatch;
  (distance + 0.1 * contrast).backward();
  training::sumGradients(weights, processes);
  training::adamStep(weights, state.networks.at("toy").adam, {.rate = 1e-2});
  Tensor losses = torch::stack({distance.detach(), contrast.detach()});
  processes.sum(losses);
  return {{{"distance", losses[0].item<double>()}, {"contrast", losses[1].item<double>()}}, batch.clips};
}

base::Image strip(std::int64_t step, int shade) {
  base::Image image(96, 24, 3);
  for (std::size_t i = 0; i < image.data.size(); ++i)
    image.data[i] = static_cast<std::uint8_t>((static_cast<std::int64_t>(i) + shade * step) % 256);
  return image;
}

training::Validation validate(State& state) {
  const double score = state.networks.at("toy").weights.at("out.weight").norm().item<double>();
  const bool isBest = score > numberOf(state, "score", -1);
  if (isBest) state.numbers["score"] = score;
  return {.scores = {{"norm", score}},
          .samples = {{"a clip", strip(state.step, 1), strip(state.step, 3)}},
          .isBest = isBest};
}

}  // namespace

training::Task task(std::uint64_t seed, const Communicator& processes) {
  return {.step = [seed, &processes](State& state) { return step(seed, state, processes); },
          .validate = validate};
}

training::RunSettings settings(const std::filesystem::path& folder, std::int64_t steps) {
  return {.folder = folder,
          .title = "A toy",
          .configuration = {{"rate", "0.01"}, {"batch", std::to_string(kBatch)}},
          .steps = steps,
          .validateEvery = 10,
          .checkpointEvery = 4,
          .clips = kBatch};
}

}  // namespace toy
