#include "models/expert/training/pretraining.h"

#include <torch/types.h>
#include <torch/utils.h>

#include <array>
#include <cmath>
#include <random>
#include <span>

#include "core/base/error.h"
#include "models/dataset/excerpt.h"
#include "models/expert/clip_tensors.h"
#include "models/networks/av_hubert.h"
#include "models/networks/devices.h"
#include "models/networks/layers.h"
#include "models/networks/lip_reader.h"
#include "models/training/batches.h"
#include "models/training/initial_weights.h"
#include "models/training/parallel.h"

namespace expert {
namespace {

const std::string kModel = "encoder.w2v_model.";

struct Example {
  at::Tensor lips, sound;    // [1, T, 88, 88], [T, 104], spans hidden
  at::Tensor hidden;         // [T] bool: where one of the two is
  at::Tensor soundIsHidden;  // [T] bool
  at::Tensor clusters;       // [T]
};

// Hidden pictures show another moment of the same clip.
void replaceSpans(at::Tensor& lips, const at::Tensor& hidden, std::mt19937_64& random) {
  const std::int64_t length = hidden.size(0);
  for (std::int64_t t = 0; t < length; ++t) {
    if (!hidden[t].item<bool>()) continue;
    std::int64_t end = t;
    while (end < length && hidden[end].item<bool>()) ++end;
    const std::int64_t from = std::uniform_int_distribution<std::int64_t>(0, length - (end - t))(random);
    lips.slice(1, t, end).copy_(lips.slice(1, from, from + end - t).clone());
    t = end;
  }
}

Example onDevice(const Example& e, const at::Device& device) {
  return {e.lips.to(device), e.sound.to(device), e.hidden.to(device), e.soundIsHidden.to(device),
          e.clusters.to(device)};
}

at::Tensor none(std::int64_t length) { return torch::zeros({length}, torch::kBool); }

}  // namespace

at::Tensor hiddenSpans(std::int64_t length, double share, int span, std::mt19937_64& random) {
  at::Tensor hidden = none(length);
  if (length < span) return hidden;
  const double wanted = share * static_cast<double>(length) / span;
  const auto count = static_cast<int>(wanted + std::uniform_real_distribution<double>(0, 1)(random));
  for (int i = 0; i < count; ++i) {
    const std::int64_t at = std::uniform_int_distribution<std::int64_t>(0, length - span)(random);
    hidden.slice(0, at, at + span).fill_(true);
  }
  return hidden;
}

struct Pretraining::Impl {
  const dataset::Set& set;
  PretrainingPlan plan;
  std::vector<std::size_t> train, valid;
  std::vector<at::Tensor> trainClusters, validClusters;
  const training::Communicator& processes;

  Example example(std::size_t clip, const at::Tensor& clusters, std::mt19937_64& random,
                  bool isTaught) const {
    const dataset::ClipView whole = set.clip(clip);
    const std::int64_t length = isTaught ? std::min(plan.window, whole.info->frames) : whole.info->frames;
    const std::int64_t first =
        std::uniform_int_distribution<std::int64_t>(0, whole.info->frames - length)(random);
    const dataset::Excerpt excerpt(whole, first, first + length);
    Example e{.lips = lipsOf(excerpt.view(), plan.lips, isTaught ? &random : nullptr).clone(),
              .sound = soundFeatures(excerpt.view()),
              .hidden = {},
              .soundIsHidden = hiddenSpans(length, plan.soundHidden, plan.soundSpan, random),
              .clusters = clusters.slice(0, first, first + length)};
    const at::Tensor picture = hiddenSpans(length, plan.pictureHidden, plan.pictureSpan, random);
    e.hidden = picture.logical_or(e.soundIsHidden);
    replaceSpans(e.lips, picture, random);
    return onDevice(e, plan.compute.device);
  }

  struct Answer {
    at::Tensor loss;  // sum over hidden pictures
    double right = 0, count = 0;
  };
  // `isDropped`: neither (0), sound (1) or picture (2) is left out.
  Answer answer(const networks::Part& part, std::span<const Example> examples, int isDropped) const;
  training::StepResult step(training::State& state) const;
  training::Validation validate(training::State& state) const;
};

Pretraining::Impl::Answer Pretraining::Impl::answer(const networks::Part& part,
                                                    std::span<const Example> examples, int isDropped) const {
  std::vector<at::Tensor> lips, sound, hidden, clusters;
  std::vector<std::int64_t> lengths;
  const at::Tensor mask = part.at("mask_emb");
  for (const Example& e : examples) {
    lips.push_back(e.lips), clusters.push_back(e.clusters), hidden.push_back(e.hidden);
    sound.push_back(torch::where(e.soundIsHidden.unsqueeze(1), mask.unsqueeze(0), e.sound));
    lengths.push_back(e.sound.size(0));
  }
  const at::Tensor padding = paddingOf(lengths).to(mask.device());
  at::Tensor seen, heard;
  if (isDropped != 2) seen = networks::projectedPictures(part / "feature_extractor_video", padded(lips, 1));
  if (isDropped != 1) heard = networks::linear(part / "feature_extractor_audio" / "proj", padded(sound, 0));
  const at::Tensor encoded = networks::encodeFused(part, heard, seen, padding);
  const at::Tensor isHidden = padded(hidden, 0), wanted = padded(clusters, 0).masked_select(isHidden);
  // Angles divided by a small temperature: too fine for 16 bits.
  const training::Autocast exact({mask.device()});
  const at::Tensor x = networks::linear(part / "final_proj", encoded.masked_select(isHidden.unsqueeze(2))
                                                                 .view({-1, encoded.size(2)})
                                                                 .to(part.at("final_proj.weight").dtype()));
  const auto unit = [](const at::Tensor& rows) { return rows / rows.norm(2, {1}, true).clamp_min(1e-6); };
  const at::Tensor logits = unit(x).matmul(unit(part.at("label_embs_concat")).t()) / plan.temperature;
  return {.loss = at::cross_entropy_loss(logits, wanted, {}, at::Reduction::Sum),
          .right = logits.argmax(1).eq(wanted).sum().item<double>(),
          .count = static_cast<double>(wanted.size(0))};
}

training::StepResult Pretraining::Impl::step(training::State& state) const {
  const std::uint64_t seed = training::seedOf(plan.seed, state);
  std::mt19937_64 ofBatch(seed);
  const auto chance = [&](double share) {
    return std::uniform_real_distribution<double>(0, 1)(ofBatch) < share;
  };
  const int isDropped = !chance(plan.dropModality) ? 0 : chance(plan.dropSound) ? 1 : 2;
  const std::vector<std::size_t> batch =
      training::batchOf(state.step, train.size(), static_cast<std::size_t>(plan.batch), plan.seed);
  const training::Share share = training::shareOf(batch.size(), processes);
  training::StepResult result;
  std::vector<Example> examples;
  double all = 0;
  for (std::size_t i = share.first; i < share.last; ++i) {
    std::mt19937_64 random(training::mixed(seed, batch[i]));
    examples.push_back(example(train[batch[i]], trainClusters[batch[i]], random, true));
    all += examples.back().hidden.sum().item<double>();
    result.clips.push_back(set.clips()[train[batch[i]]].name);
  }
  all = training::sumOf(all, processes);
  torch::manual_seed(training::mixed(seed, static_cast<std::uint64_t>(processes.rank()), 1));
  training::TaughtNetwork& network = state.networks.at("expert");
  training::learnOnly(network.weights, [](const std::string&) { return true; });
  networks::Teaching teaching{.dropout = plan.dropout, .attentionDropout = plan.dropout};
  if (processes.size() > 1)
    teaching.sumOverProcesses = [this](const at::Tensor& x) { return processes.differentiableSum(x); };
  double loss = 0, right = 0;
  for (const training::Share& piece : training::piecesOf(examples.size(), state)) {
    const Answer a = [&] {
      const training::Autocast autocast(plan.compute);
      return answer(networks::Part(network.weights, kModel, &teaching),
                    std::span(examples).subspan(piece.first, piece.last - piece.first), isDropped);
    }();
    (a.loss / std::max(1.0, all)).backward();
    loss += a.loss.item<double>(), right += a.right;
  }
  training::sumGradients(network.weights, processes);
  const double at = static_cast<double>(state.step) / static_cast<double>(plan.steps);
  const double rate = plan.rate * std::min((at + 1e-3) / plan.warmUp, (1 - at) / (1 - plan.warmUp));
  training::adamStep(network.weights, network.adam,
                     {.rate = rate, .beta2 = 0.98, .decay = plan.decay, .mostNorm = 5});
  result.losses = {{"hidden", training::sumOf(loss, processes) / std::max(1.0, all)},
                   {"hidden right", training::sumOf(right, processes) / std::max(1.0, all)}};
  return result;
}

training::Validation Pretraining::Impl::validate(training::State& state) const {
  const torch::NoGradGuard noGrad;
  const char* kNames[] = {"both", "picture", "sound"};
  training::Validation validation;
  validation.isBest = valid.empty();  // the newest then
  if (valid.empty()) return validation;
  for (int isDropped = 0; isDropped < 3; ++isDropped) {
    double right = 0, count = 0;
    for (std::size_t i = 0; i < valid.size(); ++i) {
      std::mt19937_64 random(training::mixed(plan.seed, i, 2));
      const Answer a = answer(networks::Part(state.networks.at("expert").weights, kModel),
                              std::array{example(valid[i], validClusters[i], random, false)}, isDropped);
      right += a.right, count += a.count;
    }
    validation.scores[std::string("hidden right, ") + kNames[isDropped]] = right / std::max(1.0, count);
  }
  double& best = state.numbers.try_emplace("best", -1).first->second;
  validation.isBest = validation.scores.begin()->second > best;
  best = std::max(best, validation.scores.begin()->second);
  return validation;
}

Pretraining::Pretraining(const dataset::Set& set, const PretrainingPlan& plan,
                         std::vector<at::Tensor> trainClusters, std::vector<at::Tensor> validClusters,
                         const training::Communicator& processes)
    : impl_(std::make_unique<Impl>(Impl{set, plan, set.clipsOf(dataset::Part::train),
                                        set.clipsOf(dataset::Part::valid), std::move(trainClusters),
                                        std::move(validClusters), processes})) {
  if (impl_->train.empty()) throw base::Error(base::Fault::setEmpty, {{"part", std::string("train")}});
}

Pretraining::~Pretraining() = default;

training::State Pretraining::begin(const networks::Weights& before) const {
  const PretrainingPlan& plan = impl_->plan;
  torch::manual_seed(plan.seed);
  architecture::Specs specs = architecture::avHubert(kModel, plan.widths.encoder, architecture::Uses::both);
  for (architecture::TensorSpec& spec : specs)
    if (spec.name == kModel + "label_embs_concat") spec.shape = {plan.clusters, plan.widths.clusterDim};
  specs.push_back({kModel + "final_proj.weight", {plan.widths.clusterDim, plan.widths.encoder.dim}});
  specs.push_back({kModel + "final_proj.bias", {plan.widths.clusterDim}});
  training::State state;
  networks::Weights& weights = state.networks["expert"].weights = training::initialWeights(specs);
  for (const auto& [name, tensor] : before)
    if (name.find("final_proj") == std::string::npos && name.find("label_embs") == std::string::npos &&
        weights.count(name))
      weights.at(name) = tensor.detach().clone();
  return state;
}

training::Task Pretraining::task() const {
  training::Task task;
  task.step = [this](training::State& state) { return impl_->step(state); };
  task.validate = [this](training::State& state) { return impl_->validate(state); };
  return task;
}

at::Tensor networkFeatures(const networks::Weights& weights, const networks::LipRegion& lips,
                           const dataset::ClipView& clip) {
  const torch::NoGradGuard noGrad;
  const networks::Part part(weights, kModel);
  const at::Device device = networks::deviceOf(weights);
  const std::string middle = "layers." + std::to_string(part.count("encoder.layers") / 2);
  at::Tensor found;
  const networks::Watch watch = [&](const std::string& name, const at::Tensor& value) {
    if (name == middle) found = value[0];
  };
  networks::encodeFused(
      part,
      networks::linear(part / "feature_extractor_audio" / "proj",
                       soundFeatures(clip).unsqueeze(0).to(device)),
      networks::projectedPictures(part / "feature_extractor_video", lipsOf(clip, lips).unsqueeze(0).to(device)), {},
      watch);
  return found.cpu();
}

}  // namespace expert
