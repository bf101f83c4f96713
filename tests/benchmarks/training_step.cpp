// redub_bench_training_step FILE [small|paper [CLIPS [DEVICE [PRECISION [THREADS]]]]]: TalkLip's training
// step on drawn weights and a drawn batch, both written to FILE (safetensors), so that others can make the
// same steps. Then it does what it is told on its input: "begin image|sound|guided", from the drawn weights;
// "steps N", answered by one line of JSON. tests/benchmarks/training_step.py makes PyTorch do the same beside
// it.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <random>
#include <string>

#include "core/base/error.h"
#include "core/base/platform/memory.h"
#include "core/base/platform/process.h"
#include "core/base/stopwatch.h"
#include "core/base/thread_policy.h"
#include "models/expert/sizes.h"
#include "models/networks/contrastive.h"
#include "models/networks/devices.h"
#include "models/talklip/training/update.h"
#include "models/training/batches.h"
#include "models/training/compute.h"
#include "models/training/initial_weights.h"
#include "tests/support/torch/tensor_file.h"

namespace {

using namespace talklip::training;

constexpr std::int64_t kFrames = 50, kEdge = 160, kSymbols = 60, kTokens = 8, kSegments = 4;
constexpr std::uint64_t kSeed = 1;
const std::string kEncoder = "audio_encoder.w2v_model.";

struct Networks {
  ::training::State taught;
  networks::Weights expert;
};

Networks drawnNetworks(const std::string& preset) {
  at::manual_seed(kSeed);
  const expert::Widths reader = expert::widths(preset == "paper" ? "base" : "small", kSymbols);
  const Widths sizes = widths(preset, reader.encoder);
  Networks all;
  all.taught.networks["generator"].weights =
      ::training::initialWeights(architecture::talkLip(sizes.image, sizes.speech));
  all.taught.networks["judge"].weights = ::training::initialWeights(architecture::discriminator(sizes.judge));
  all.expert = ::training::initialWeights(expert::specs(reader));
  return all;
}

// Segments of five pictures of every clip, in boxes of about their own size.
Batch drawnBatch(std::int64_t clips) {
  at::manual_seed(kSeed + 1);
  Batch batch;
  for (std::int64_t clip = 0; clip < clips; ++clip) {
    for (std::int64_t i = 0; i < 5 * kSegments; ++i)
      batch.places.push_back({.clip = clip,
                              .frame = 3 + 11 * (i / 5) + i % 5,
                              .left = 20 + clip,
                              .top = 18,
                              .right = 130 + i,
                              .bottom = 140});
    batch.pictures.push_back(at::randint(256, {kFrames, 3, kEdge, kEdge}, at::kByte));
    batch.clips.push_back("clip " + std::to_string(clip));
  }
  const std::int64_t pictures = std::ssize(batch.places);
  batch.real = at::rand({pictures, 3, 96, 96});
  at::Tensor blank = batch.real.clone();
  blank.slice(2, 48).zero_();
  batch.faces = at::cat({blank, at::rand({pictures, 3, 96, 96})}, 1);
  batch.sound = at::randn({clips, kFrames, 104});
  batch.padding = at::zeros({clips, kFrames}, at::kBool);
  batch.padding[0].slice(0, kFrames - 2).fill_(true);
  batch.wanted = at::randint(4, kSymbols, {clips, kTokens}, at::kLong);
  batch.written = batch.wanted.roll({1}, {1});
  return batch;
}

// The batch's own tensors and what a step draws.
networks::Weights asTensors(const Batch& batch) {
  std::vector<std::int64_t> places;
  for (const Place& p : batch.places)
    for (const std::int64_t value : {p.clip, p.frame, p.left, p.top, p.right, p.bottom})
      places.push_back(value);
  std::mt19937 random(static_cast<std::uint32_t>(::training::mixed(kSeed, 7)));
  return {{"faces", batch.faces},
          {"real", batch.real},
          {"sound", batch.sound},
          {"padding", batch.padding.to(at::kFloat)},
          {"pictures", at::stack(batch.pictures).to(at::kFloat)},
          {"written", batch.written.to(at::kFloat)},
          {"wanted", batch.wanted.to(at::kFloat)},
          {"places", at::tensor(places, at::kFloat).view({-1, 6})},
          {"negatives", networks::drawNegatives(batch.faces.size(0), random).to(at::kFloat)}};
}

// What is learnt in a stage, as in models/talklip/training/train.cpp.
UpdatePlan planOf(const std::string& stage, const networks::Weights& generator, base::Precision precision) {
  const int layers = networks::Part(generator, kEncoder).count("encoder.layers");
  const int first = stage == "image" ? layers : layers - std::max(1, layers / 4);
  const bool isGuided = stage == "guided";
  UpdatePlan plan{.adam = {.rate = 1e-4, .beta1 = 0.5, .beta2 = 0.999},
                  .teaching = {.firstLayer = first},
                  .learns =
                      [=](const std::string& name) {
                        if (name.starts_with("sync_net.")) return isGuided;
                        if (!name.starts_with(kEncoder)) return true;
                        const std::string list = kEncoder + "encoder.layers.";
                        return name.starts_with(list) && std::atoi(name.c_str() + list.size()) >= first;
                      },
                  .precision = precision,
                  .seed = kSeed};
  if (isGuided) plan.shares.reading = 1e-5, plan.shares.contrastive = 1e-3;
  return plan;
}

void synchronize(const at::Tensor& x) {
  if (x.is_cuda()) x.flatten()[0].item<float>();
}

struct Bench {
  Networks drawn;
  Batch batch;
  ::training::Compute compute;
  ::training::State state;
  UpdatePlan plan;

  void begin(const std::string& stage) {
    state = {};
    for (const auto& [name, network] : drawn.taught.networks)
      for (const auto& [weight, tensor] : network.weights)
        state.networks[name].weights[weight] = tensor.to(compute.device, false, true);
    plan = planOf(stage, state.networks.at("generator").weights, compute.precision);
  }
  void steps(int count) {
    std::string seconds, cpuSeconds, losses;
    const std::int64_t faultsBefore = platform::pageFaults();
    for (int i = 0; i < count; ++i) {
      const base::Stopwatch watch;
      const double cpuBefore = platform::processCpuSec();
      const auto found = update(state.networks.at("generator"), state.networks.at("judge"), drawn.expert,
                                batch, plan, *::training::alone());
      synchronize(state.networks.at("judge").weights.begin()->second);
      seconds += (i ? "," : "") + std::to_string(watch.wallSec());
      cpuSeconds += (i ? "," : "") + std::to_string(platform::processCpuSec() - cpuBefore);
      losses += i ? ",{" : "{";
      for (const char* separator = ""; const auto& [name, value] : found) {
        char text[32];
        std::snprintf(text, sizeof text, "%.9g", value);
        losses += separator + ("\"" + name) + "\":" + text;
        separator = ",";
      }
      losses += "}";
    }
    std::printf("{\"seconds\":[%s],\"cpu seconds\":[%s],\"losses\":[%s],\"faults\":%lld}\n", seconds.c_str(),
                cpuSeconds.c_str(), losses.c_str(),
                static_cast<long long>(platform::pageFaults() - faultsBefore));
    std::fflush(stdout);
  }
};

int run(const std::vector<std::string>& arguments) {
  const auto argument = [&](std::size_t i, const char* otherwise) {
    return arguments.size() > i ? arguments[i] : std::string(otherwise);
  };
  at::set_num_threads(std::atoi(argument(5, "1").c_str()));
  Bench bench{.drawn = drawnNetworks(argument(1, "small")),
              .batch = drawnBatch(std::atoll(argument(2, "2").c_str())),
              .compute = ::training::chooseCompute(base::parseDevice(argument(3, "cpu")),
                                                   base::parsePrecision(argument(4, "fp32"))),
              .state = {},
              .plan = {}};
  test_support::writeTensors({{"generator", bench.drawn.taught.networks.at("generator").weights},
                              {"judge", bench.drawn.taught.networks.at("judge").weights},
                              {"expert", bench.drawn.expert},
                              {"batch", asTensors(bench.batch)}},
                             arguments[0]);
  bench.batch = onDevice(bench.batch, bench.compute.device);
  bench.drawn.expert = networks::onDevice(bench.drawn.expert, bench.compute.device);
  std::puts("ready");
  std::fflush(stdout);
  for (std::string word, value; std::cin >> word >> value;)
    word == "begin" ? bench.begin(value) : bench.steps(std::atoi(value.c_str()));
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  base::limitLibraryThreads(argv);
  platform::keepFreedMemory();
  if (argc < 2)
    return std::fputs("redub_bench_training_step FILE [PRESET [CLIPS [DEVICE [PRECISION [THREADS]]]]]\n",
                      stderr),
           2;
  try {
    return run({argv + 1, argv + argc});
  } catch (...) {
    return std::fprintf(stderr, "%s\n", line(base::caughtProblem()).c_str()), 1;
  }
}
