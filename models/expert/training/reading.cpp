#include "models/expert/training/reading.h"

#include <torch/types.h>
#include <torch/utils.h>

#include <cmath>
#include <random>
#include <span>

#include "core/base/error.h"
#include "models/dataset/excerpt.h"
#include "models/expert/clip_tensors.h"
#include "models/metrics/words.h"
#include "models/networks/layers.h"
#include "models/networks/lip_reader.h"
#include "models/networks/losses.h"
#include "models/training/batches.h"
#include "models/training/initial_weights.h"
#include "models/training/parallel.h"

namespace expert {
namespace {

// Only while it is taught: outputs on the encoder. Not part of the authors' network.
const std::string kCtc = "ctc.", kSpoken = "spoken.";
bool isAid(const std::string& name) { return name.rfind(kCtc, 0) == 0 || name.rfind(kSpoken, 0) == 0; }

bool isEncoder(const std::string& name) { return name.rfind("encoder.", 0) == 0; }

struct Batch {
  at::Tensor lips, sound, padding;  // [B, 1, T, 88, 88], [B, T, 104], [B, T]
  at::Tensor written, wanted;       // [B, L] tokens before, and to come
  std::vector<std::int64_t> lengths, tokens;
};

// A word whose time is known, and which is one token.
struct SpokenWord {
  std::int64_t first, last, token;  // pictures first .. last-1
};

// What a step takes of a clip.
struct Example {
  std::string clip;
  at::Tensor lips, sound;
  std::vector<std::int64_t> text;  // tokens
  std::vector<SpokenWord> words;
};

std::vector<SpokenWord> spokenWords(const dataset::ClipInfo& info, const Dictionary& dictionary) {
  std::vector<SpokenWord> words;
  for (const dataset::Word& word : info.words) {
    const std::vector<std::int64_t> tokens = dictionary.tokens(word.text);  // and the end
    if (tokens.size() != 2) continue;
    const auto first = std::clamp<std::int64_t>(std::llround(word.begin), 0, info.frames - 1);
    const auto last = std::clamp<std::int64_t>(std::llround(word.end), first + 1, info.frames);
    words.push_back({first, last, tokens.front()});
  }
  return words;
}

constexpr double kPictureShare = 0.3;  // of each of a word's pictures, beside their mean

// Each word among all symbols, by the mean of its pictures' logits [B, T, symbols], and by each of them; a
// sum.
at::Tensor spokenLoss(const at::Tensor& logits, std::span<const Example> examples) {
  std::vector<at::Tensor> means;
  std::vector<std::int64_t> said;
  at::Tensor pictures = torch::zeros({}, logits.device());
  for (std::size_t i = 0; i < examples.size(); ++i)
    for (const SpokenWord& word : examples[i].words) {
      const at::Tensor ofWord = logits[static_cast<std::int64_t>(i)].slice(0, word.first, word.last);
      means.push_back(ofWord.mean(0));
      said.push_back(word.token);
      pictures = pictures - ofWord.log_softmax(1, torch::kFloat).select(1, word.token).mean();
    }
  if (means.empty()) return torch::zeros({}, logits.device());
  return at::cross_entropy_loss(torch::stack(means).to(torch::kFloat),
                                torch::tensor(said).to(logits.device()), {}, at::Reduction::Sum) +
         kPictureShare * pictures;
}

Batch assembled(std::span<const Example> examples) {
  Batch batch;
  std::vector<at::Tensor> lips, sound, written, wanted;
  std::size_t longest = 0;
  for (const Example& example : examples) {
    lips.push_back(example.lips), sound.push_back(example.sound);
    batch.lengths.push_back(example.sound.size(0));
    batch.tokens.push_back(static_cast<std::int64_t>(example.text.size()));
    longest = std::max(longest, example.text.size());
  }
  batch.lips = padded(lips, 1), batch.sound = padded(sound, 0), batch.padding = paddingOf(batch.lengths);
  for (const Example& example : examples) {
    std::vector<std::int64_t> text = example.text, before{networks::kEndOfText};
    before.insert(before.end(), text.begin(), text.end() - 1);
    before.resize(longest, networks::kPad), text.resize(longest, networks::kPad);
    written.push_back(torch::tensor(before)), wanted.push_back(torch::tensor(text));
  }
  batch.written = torch::stack(written), batch.wanted = torch::stack(wanted);
  return batch;
}

Batch onDevice(Batch batch, const at::Device& device) {
  for (at::Tensor* tensor : {&batch.lips, &batch.sound, &batch.padding, &batch.written, &batch.wanted})
    *tensor = tensor->to(device);
  return batch;
}

}  // namespace

double wordErrorRate(const Expert& expert, const dataset::Set& set, const std::vector<std::size_t>& clips,
                     Sees sees, int beam) {
  std::size_t errors = 0, words = 0;
  for (const std::size_t number : clips) {
    const dataset::ClipView clip = set.clip(number);
    if (clip.info->text.empty()) continue;
    const metrics::WordErrors wrong =
        metrics::wordErrors(read(expert, clip, sees, beam).text, clip.info->text);
    errors += wrong.errors, words += wrong.words;
  }
  return static_cast<double>(errors) / static_cast<double>(std::max<std::size_t>(1, words));
}

struct Reading::Impl {
  const dataset::Set& set;
  ReadingPlan plan;
  Dictionary dictionary;
  std::vector<std::size_t> train, valid;
  const training::Communicator& processes;

  Expert expertOf(const training::State& state) const {
    Expert expert{.weights = {}, .dictionary = dictionary, .lips = plan.lips};
    for (const auto& [name, tensor] : state.networks.at("expert").weights)
      if (!isAid(name)) expert.weights[name] = tensor.detach();
    return expert;
  }
  struct Losses {
    at::Tensor total, written, ctc, spoken;  // sums over tokens and words
    double right = 0;                        // tokens
  };
  std::vector<Example> examplesOf(const training::State& state, std::uint64_t seed) const;
  Losses lossesOf(const networks::Part& part, const networks::Part& encoder,
                  std::span<const Example> examples, Sees sees) const;
  training::StepResult step(training::State& state) const;
  training::Validation validate(training::State& state) const;
};

std::vector<Example> Reading::Impl::examplesOf(const training::State& state, std::uint64_t seed) const {
  const std::vector<std::size_t> numbers =
      training::batchOf(state.step, train.size(), static_cast<std::size_t>(plan.batch), plan.seed);
  const training::Share share = training::shareOf(numbers.size(), processes);
  std::vector<Example> examples;
  for (std::size_t i = share.first; i < share.last; ++i) {
    std::mt19937_64 random(training::mixed(seed, numbers[i]));
    const dataset::ClipView whole = set.clip(train[numbers[i]]);
    // What is silent teaches nothing, and most clips begin and end with it: but they are read whole, so that
    // some of it has to be seen.
    const dataset::Range range = dataset::spoken(*whole.info);
    const auto draw = [&](std::int64_t first, std::int64_t last) {
      return std::uniform_int_distribution<std::int64_t>(first, last)(random);
    };
    const dataset::Excerpt excerpt(whole, plan.disturbs ? draw(0, range.first) : 0,
                                   plan.disturbs ? draw(range.last, whole.info->frames) : whole.info->frames);
    const dataset::ClipView& clip = excerpt.view();
    examples.push_back({.clip = clip.info->name,
                        .lips = lipsOf(clip, plan.lips, plan.disturbs ? &random : nullptr),
                        .sound = soundFeatures(clip),
                        .text = dictionary.tokens(clip.info->text),
                        .words = spokenWords(*clip.info, dictionary)});
  }
  return examples;
}

Reading::Impl::Losses Reading::Impl::lossesOf(const networks::Part& part, const networks::Part& encoder,
                                              std::span<const Example> examples, Sees sees) const {
  const Batch batch = onDevice(assembled(examples), plan.compute.device);
  const training::Autocast autocast(plan.compute);
  const at::Tensor encoded = encode(encoder, batch.lips, batch.sound, sees, batch.padding);
  const at::Tensor logProbs = networks::nextTokens(part / "decoder", batch.written, encoded, batch.padding);
  const networks::ReadingLoss written = networks::readingLoss(logProbs, batch.wanted, plan.smoothing);
  Losses losses{.total = (1 - plan.ctcShare) * written.smoothed,
                .written = written.nll,
                .ctc = torch::zeros({}, encoded.device()),
                .spoken = torch::zeros({}, encoded.device()),
                .right = logProbs.argmax(2)
                             .eq(batch.wanted)
                             .logical_and(batch.wanted.ne(networks::kPad))
                             .sum()
                             .item<double>()};
  if (plan.ctcShare > 0) {
    std::vector<std::int64_t> letters = batch.tokens;
    for (std::int64_t& length : letters) --length;  // without the end
    losses.ctc =
        at::ctc_loss(networks::linear(part / "ctc", encoded).log_softmax(2, torch::kFloat).transpose(0, 1),
                     batch.wanted, batch.lengths, letters, 0, at::Reduction::Sum, true);
    losses.total = losses.total + plan.ctcShare * losses.ctc;
  }
  if (plan.spokenWeight > 0) {
    losses.spoken = spokenLoss(networks::linear(part / "spoken", encoded), examples);
    losses.total = losses.total + plan.spokenWeight * losses.spoken;
  }
  return losses;
}

training::StepResult Reading::Impl::step(training::State& state) const {
  const std::uint64_t seed = training::seedOf(plan.seed, state);
  std::mt19937_64 ofBatch(seed);
  const double drawn = std::uniform_real_distribution<double>(0, 1)(ofBatch);
  const Sees sees = drawn < plan.pictureShare                     ? Sees::picture
                    : drawn < plan.pictureShare + plan.soundShare ? Sees::sound
                                                                  : Sees::both;
  const std::vector<Example> examples = examplesOf(state, seed);
  training::StepResult result;
  double tokens = 0;
  for (const Example& example : examples) {
    tokens += static_cast<double>(example.text.size());
    result.clips.push_back(example.clip);
  }
  tokens = training::sumOf(tokens, processes);
  torch::manual_seed(training::mixed(seed, static_cast<std::uint64_t>(processes.rank()), 1));
  training::TaughtNetwork& network = state.networks.at("expert");
  const bool isFrozen = state.step < plan.frozenSteps;
  training::learnOnly(network.weights,
                      [&](const std::string& name) { return !isFrozen || !isEncoder(name); });
  networks::Teaching teaching{.dropout = plan.dropout,
                              .attentionDropout = plan.dropout,
                              .activationDropout = plan.dropout,
                              .batchStatistics = !isFrozen};
  if (processes.size() > 1)
    teaching.sumOverProcesses = [this](const at::Tensor& x) { return processes.differentiableSum(x); };
  // Parts that are not learnt are as they will be used.
  const networks::Part part(network.weights, {}, &teaching), still(network.weights);
  double written = 0, ctc = 0, spoken = 0, right = 0;
  for (const training::Share& piece : training::piecesOf(examples.size(), state)) {
    const Losses losses = lossesOf(part, isFrozen ? still : part,
                                   std::span(examples).subspan(piece.first, piece.last - piece.first), sees);
    (losses.total / tokens).backward();
    written += losses.written.item<double>(), ctc += losses.ctc.item<double>();
    spoken += losses.spoken.item<double>(), right += losses.right;
  }
  training::sumGradients(network.weights, processes);
  const double at = static_cast<double>(state.step) / static_cast<double>(plan.steps);
  const double rate = plan.rate * std::min((at + 1e-3) / plan.warmUp, (1 - at) / (1 - plan.warmUp));
  training::adamStep(network.weights, network.adam,
                     {.rate = rate, .beta2 = 0.98, .decay = plan.decay, .mostNorm = 5});
  result.losses = {{"written", training::sumOf(written, processes) / tokens},
                   {"ctc", training::sumOf(ctc, processes) / tokens},
                   {"spoken", training::sumOf(spoken, processes) / tokens},
                   {"tokens right", training::sumOf(right, processes) / tokens}};
  return result;
}

// Part of the words that are guessed, those before them being known.
static double wordsRight(const Expert& expert, const dataset::Set& set,
                         const std::vector<std::size_t>& clips) {
  double right = 0, all = 0;
  for (const std::size_t number : clips)
    for (const WordGuess& guess : guessWords(expert, set.clip(number), Sees::picture))
      right += guess.read == guess.said, ++all;
  return right / std::max(1.0, all);
}

training::Validation Reading::Impl::validate(training::State& state) const {
  const Expert expert = expertOf(state);
  const std::vector<std::size_t> some(
      valid.begin(), valid.begin() + std::min<std::ptrdiff_t>(std::ssize(valid), plan.validClips));
  training::Validation validation;
  validation.isBest = some.empty();  // the newest then
  if (some.empty()) return validation;
  for (const Sees sees : {Sees::picture, Sees::sound, Sees::both})
    validation.scores[std::string("WER, ") + name(sees)] = wordErrorRate(expert, set, some, sees, plan.beam);
  if (dictionary.units() == Dictionary::Units::words)
    validation.scores["words right, picture"] = wordsRight(expert, set, some);
  double& best = state.numbers.try_emplace("best", 1e9).first->second;
  const double score = validation.scores.at("WER, picture");
  validation.isBest = score < best;
  best = std::min(best, score);
  return validation;
}

Reading::Reading(const dataset::Set& set, const ReadingPlan& plan, Dictionary dictionary,
                 const training::Communicator& processes)
    : impl_(std::make_unique<Impl>(Impl{set, plan, std::move(dictionary), {}, {}, processes})) {
  for (const dataset::Part part : {dataset::Part::train, dataset::Part::valid})
    for (const std::size_t clip : set.clipsOf(part))
      if (!set.clips()[clip].text.empty())
        (part == dataset::Part::train ? impl_->train : impl_->valid).push_back(clip);
  if (impl_->train.empty()) throw base::Error(base::Fault::setEmpty, {{"part", std::string("train")}});
}

Reading::~Reading() = default;

training::State Reading::begin(const networks::Weights& before) const {
  torch::manual_seed(impl_->plan.seed);
  architecture::Specs all = specs(impl_->plan.widths);
  const std::int64_t symbols = impl_->plan.widths.decoder.symbols;
  for (const std::string& aid : {kCtc, kSpoken}) {
    all.push_back({aid + "weight", {symbols, impl_->plan.widths.encoder.dim}});
    all.push_back({aid + "bias", {symbols}});
  }
  training::State state;
  networks::Weights& weights = state.networks["expert"].weights = training::initialWeights(all);
  training::takeOver(weights, "", before, "");
  return state;
}

training::Task Reading::task() const {
  training::Task task;
  task.step = [this](training::State& state) { return impl_->step(state); };
  task.validate = [this](training::State& state) { return impl_->validate(state); };
  task.writeModel = [this](const training::State& state, const std::filesystem::path& folder) {
    writeExpert(impl_->expertOf(state), folder / "expert.safetensors");
  };
  return task;
}

}  // namespace expert
