#include "models/talklip/training/train.h"

#include <torch/types.h>
#include <torch/utils.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "core/base/error.h"
#include "models/metrics/picture.h"
#include "models/metrics/words.h"
#include "models/networks/devices.h"
#include "models/talklip/training/paint_clip.h"
#include "models/talklip/training/sampling.h"
#include "models/talklip/training/update.h"
#include "models/training/batches.h"
#include "models/training/initial_weights.h"
#include "models/training/model_file.h"
#include "models/training/parallel.h"

namespace talklip::training {
namespace {

using ::training::numberOf;
using ::training::State;

const std::string kEncoder = "audio_encoder.w2v_model.";
// A judge that is sure and wrong costs 100 (torch limits its logarithms): it has won for good, and the
// generator learns nothing from it any more.
constexpr double kDiverged = 50;
constexpr int kBeam = 3;  // of the validation

bool startsWith(const std::string& text, const std::string& prefix) { return text.rfind(prefix, 0) == 0; }

enum Stage : int { image = 0, sound = 1, guided = 2, done = 3 };

// Crops side by side, BGR 0..1 [n, 3, h, w].
base::Image strip(const at::Tensor& crops) {
  const at::Tensor bytes =
      (crops.clamp(0, 1) * 255).round().to(at::kCPU, at::kByte).permute({2, 0, 3, 1}).contiguous();
  base::Image image(static_cast<int>(bytes.size(1) * bytes.size(2)), static_cast<int>(bytes.size(0)), 3);
  std::copy_n(bytes.data_ptr<std::uint8_t>(), bytes.numel(), image.data.begin());
  return image;
}

}  // namespace

struct TalkLipTraining::Impl {
  const dataset::Set& set;
  TalkLipPlan plan;
  expert::Expert expert;
  const ::training::Communicator& processes;
  std::vector<std::size_t> train, valid;
  std::size_t tooShort = 0;

  int stageOf(const State& state) const {
    if (plan.endAt > 0)
      return state.step >= plan.stage2At ? guided : state.step >= plan.stage1At ? sound : image;
    return static_cast<int>(numberOf(state, "stage"));
  }
  // Number of the sound encoder's first layer that is learnt; all = none is.
  int firstTaughtLayer(const networks::Weights& weights, int stage) const {
    const int layers = networks::Part(weights, kEncoder).count("encoder.layers");
    return stage == image ? layers : layers - std::max(1, layers / 4);
  }
  bool learns(const std::string& name, int stage, int firstLayer) const {
    if (startsWith(name, "sync_net.")) return stage >= guided && plan.shares.contrastive > 0;
    if (!startsWith(name, kEncoder)) return true;
    const std::string layers = kEncoder + "encoder.layers.";
    return startsWith(name, layers) && std::atoi(name.c_str() + layers.size()) >= firstLayer;
  }
  Sampling sampling() const {
    return {plan.encoder, architecture::edgeOf(std::ssize(plan.widths.image.encoder)), expert.lips};
  }
  Batch batchOf(const State& state, std::uint64_t seed) const;
  ::training::StepResult step(State& state) const;
  ::training::Validation validate(State& state) const;
  void addReading(const State& state, ::training::Validation& validation) const;
  void judge(State& state, double loss, ::training::Validation& validation) const;
};

Batch TalkLipTraining::Impl::batchOf(const State& state, std::uint64_t seed) const {
  const std::vector<std::size_t> numbers =
      ::training::batchOf(state.step, train.size(), static_cast<std::size_t>(plan.batch), plan.seed);
  const ::training::Share share = ::training::shareOf(numbers.size(), processes);
  std::vector<Batch> clips;
  for (std::size_t i = share.first; i < share.last; ++i) {
    std::mt19937_64 random(::training::mixed(seed, numbers[i]));
    clips.push_back(sample(set.clip(train[numbers[i]]), expert.dictionary, sampling(), &random));
  }
  return joined(clips);
}

::training::StepResult TalkLipTraining::Impl::step(State& state) const {
  const std::uint64_t seed = ::training::seedOf(plan.seed, state);
  const int stage = stageOf(state);
  const Batch batch = onDevice(batchOf(state, seed), plan.compute.device);
  torch::manual_seed(::training::mixed(seed, static_cast<std::uint64_t>(processes.rank()), 1));
  ::training::TaughtNetwork& generator = state.networks.at("generator");
  const int firstLayer = firstTaughtLayer(generator.weights, stage);
  UpdatePlan how;
  how.encoder = plan.encoder;
  how.shares = plan.shares;
  how.adam = {.rate = plan.rate, .beta1 = plan.beta1, .beta2 = plan.beta2};
  how.judgeAdam = how.adam;
  if (plan.judgeRate > 0) how.judgeAdam.rate = plan.judgeRate;
  how.teaching.dropout = how.teaching.attentionDropout = plan.dropout;
  how.teaching.layerDrop = plan.layerDrop;
  how.teaching.firstLayer = firstLayer;
  how.learns = [&](const std::string& name) { return learns(name, stage, firstLayer); };
  how.precision = plan.compute.precision;
  how.pieces = static_cast<std::int64_t>(numberOf(state, "splits", 1));
  how.seed = seed;
  if (state.step < plan.judgeAt) how.shares.perceptual = 0;
  if (stage < guided) how.shares.reading = how.shares.contrastive = 0;
  return {
      .losses = update(generator, state.networks.at("discriminator"), expert.weights, batch, how, processes),
      .clips = batch.clips};
}

// The stages' criterion.
void TalkLipTraining::Impl::judge(State& state, double loss, ::training::Validation& validation) const {
  validation.isBest = valid.empty();  // the newest then
  if (valid.empty()) return;
  double& best = state.numbers.try_emplace("best", 100).first->second;
  double& waited = state.numbers["waited"];
  validation.isBest = loss < best;
  waited = validation.isBest ? 0 : waited + 1;
  best = std::min(best, loss);
  if (plan.endAt > 0) return;
  if (waited >= static_cast<double>(plan.patience)) state.numbers["stage"] += 1, waited = 0;
  validation.isDone = stageOf(state) >= done;
}

::training::Validation TalkLipTraining::Impl::validate(State& state) const {
  const torch::NoGradGuard noGrad;
  const networks::Part generator(state.networks.at("generator").weights);
  ::training::Validation validation;
  double sum = 0;
  std::int64_t pictures = 0;
  for (std::size_t i = 0; i < std::min(valid.size(), static_cast<std::size_t>(plan.validClips)); ++i) {
    const Batch batch = onDevice(joined({sample(set.clip(valid[i]), expert.dictionary, sampling(), nullptr)}),
                                 plan.compute.device);
    const at::Tensor painted =
        paint(generator, batch, plan.encoder, encodeSound(generator, batch, plan.encoder));
    sum += (painted - batch.real).abs().mean().item<double>() * static_cast<double>(batch.real.size(0));
    pictures += batch.real.size(0);
    if (i < 3)
      validation.samples.push_back(
          {batch.clips.front(), strip(painted.slice(0, 0, 15)), strip(batch.real.slice(0, 0, 15))});
  }
  // The authors sum this up; a mean does not depend on how many clips there are.
  const double loss = sum / static_cast<double>(std::max<std::int64_t>(1, pictures));
  if (pictures > 0) validation.scores["valid L1"] = loss;
  addReading(state, validation);
  judge(state, loss, validation);
  return validation;
}

// Whole clips are painted: how like the real ones they are, and what the expert reads.
void TalkLipTraining::Impl::addReading(const State& state, ::training::Validation& validation) const {
  double ssim = 0, crops = 0;
  std::size_t errors = 0, words = 0;
  for (std::size_t i = 0; i < std::min(valid.size(), static_cast<std::size_t>(plan.readClips)); ++i) {
    const dataset::ClipView real = set.clip(valid[i]);
    const dataset::Clip painted = paintClip(state.networks.at("generator").weights, real);
    for (std::int64_t frame = 0; frame < real.info->frames; frame += kSegment, ++crops)
      ssim += metrics::ssim(cropImage(painted.view(), frame), cropImage(real, frame));
    if (real.info->text.empty() || expert.weights.empty()) continue;
    const metrics::WordErrors wrong = metrics::wordErrors(
        expert::read(expert, painted.view(), expert::Sees::picture, kBeam).text, real.info->text);
    errors += wrong.errors, words += wrong.words;
  }
  if (crops > 0) validation.scores["SSIM"] = ssim / crops;
  if (words > 0)
    validation.scores["WER by the expert"] = static_cast<double>(errors) / static_cast<double>(words);
}

TalkLipTraining::TalkLipTraining(const dataset::Set& set, const TalkLipPlan& plan, expert::Expert expert,
                                 const ::training::Communicator& processes)
    : impl_(std::make_unique<Impl>(Impl{set, plan, std::move(expert), processes, {}, {}, 0})) {
  for (const dataset::Part part : {dataset::Part::train, dataset::Part::valid})
    for (const std::size_t clip : set.clipsOf(part)) {
      const bool isLong = set.clips()[clip].frames >= kLeastFrames;
      if (isLong) (part == dataset::Part::train ? impl_->train : impl_->valid).push_back(clip);
      if (!isLong && part == dataset::Part::train) ++impl_->tooShort;
    }
  if (impl_->train.empty()) throw base::Error(base::Fault::setEmpty, {{"part", std::string("train")}});
  if (impl_->valid.empty() && plan.endAt == 0)  // nothing would end its stages
    throw base::Error(base::Fault::setEmpty, {{"part", std::string("validate")}});
  impl_->expert.weights = networks::onDevice(impl_->expert.weights, plan.compute.device);
  ::training::learnOnly(impl_->expert.weights, [](const std::string&) { return false; });
}

TalkLipTraining::~TalkLipTraining() = default;

std::size_t TalkLipTraining::tooShort() const { return impl_->tooShort; }

State TalkLipTraining::begin(const networks::Weights& before) const {
  const TalkLipPlan& plan = impl_->plan;
  torch::manual_seed(plan.seed);
  State state;
  const bool isGlobal = plan.encoder != SoundEncoder::local;
  networks::Weights& generator = state.networks["generator"].weights =
      ::training::initialWeights(isGlobal ? architecture::talkLip(plan.widths.image, plan.widths.speech,
                                                                  plan.encoder == SoundEncoder::both)
                                          : architecture::wav2Lip(plan.widths.image));
  state.networks["discriminator"].weights =
      ::training::initialWeights(architecture::discriminator(plan.widths.judge));
  if (isGlobal) ::training::takeOver(generator, kEncoder, impl_->expert.weights, "encoder.w2v_model.");
  ::training::takeOver(generator, "", before, "");
  return state;
}

::training::Task TalkLipTraining::task() const {
  ::training::Task task;
  task.step = [this](State& state) { return impl_->step(state); };
  task.validate = [this](State& state) { return impl_->validate(state); };
  task.hasDiverged = [](const ::training::StepResult& result) {
    return std::ranges::any_of(result.losses, [](const auto& loss) {
      return (loss.first == "perceptual" || startsWith(loss.first, "judge")) && loss.second > kDiverged;
    });
  };
  task.stageName = [this](const State& state) {
    constexpr std::array kNames{"image", "sound", "guided", "done"};
    return std::string(kNames[static_cast<std::size_t>(std::min(3, impl_->stageOf(state)))]);
  };
  task.writeModel = [](const State& state, const std::filesystem::path& folder) {
    ::training::writeWeights(state.networks.at("generator").weights, {}, folder / "talklip.safetensors");
  };
  return task;
}

}  // namespace talklip::training
