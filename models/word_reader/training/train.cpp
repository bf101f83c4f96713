#include "models/word_reader/training/train.h"

#include <torch/types.h>
#include <torch/utils.h>

#include <cmath>
#include <random>
#include <span>
#include <sstream>

#include "core/base/error.h"
#include "models/dataset/mouth_crops.h"
#include "models/metrics/words.h"
#include "models/networks/devices.h"
#include "models/training/batches.h"
#include "models/training/initial_weights.h"
#include "models/training/parallel.h"
#include "models/word_reader/reader.h"

namespace word_reader {
namespace {

constexpr int kRoom = 8;  // pixels that a crop may be moved
constexpr double kPictureShare = 0.3, kCtcShare = 0.3;

struct Mouth {
  at::Tensor grey;                 // [T, 80, 80] bytes
  std::vector<std::int64_t> said;  // class of every picture
  std::vector<std::int64_t> text;  // classes
  std::vector<dataset::Word> words;
};

Mouth mouthOf(const dataset::ClipView& clip, const Vocabulary& vocabulary) {
  constexpr int kWide = kEdge + kRoom;
  std::vector<std::uint8_t> crops = dataset::mouthCrops(clip, kWide);
  Mouth mouth{.grey =
                  torch::from_blob(crops.data(), {clip.info->frames, kWide, kWide}, torch::kByte).clone()};
  mouth.said.assign(static_cast<std::size_t>(clip.info->frames), 0);
  for (const dataset::Word& word : clip.info->words) {
    const std::int64_t number = vocabulary.classOf(word.text);
    if (number < 0) continue;
    mouth.text.push_back(number), mouth.words.push_back(word);
    for (std::size_t t = 0; t < mouth.said.size(); ++t)
      if (const double middle = static_cast<double>(t) + 0.5; middle >= word.begin && middle < word.end)
        mouth.said[t] = number;
  }
  return mouth;
}

// Moved, mirrored, darker or brighter, now and then a moment hidden: [1, T, 72, 72].
at::Tensor disturbed(const Mouth& mouth, std::mt19937_64& random) {
  const auto draw = [&](int end) { return std::uniform_int_distribution<std::int64_t>(0, end - 1)(random); };
  const std::int64_t top = draw(kRoom + 1), left = draw(kRoom + 1);
  at::Tensor x =
      mouth.grey.slice(1, top, top + kEdge).slice(2, left, left + kEdge).unsqueeze(0).to(torch::kFloat);
  if (draw(2) == 1) x = x.flip({3});
  const double gamma = std::exp(std::normal_distribution<double>(0, 0.25)(random));
  x = normalised(255 * (x / 255).pow(gamma)).clone();
  const std::int64_t hidden = draw(4);  // pictures
  const std::int64_t at = draw(static_cast<int>(x.size(1)));
  x.slice(1, at, std::min(at + hidden, x.size(1))).zero_();
  const std::int64_t y0 = draw(kEdge - 16), x0 = draw(kEdge - 16);
  if (draw(2) == 1) x.slice(2, y0, y0 + 16).slice(3, x0, x0 + 16).zero_();
  return x;
}

// The loss of one clip's words: each among all classes, by the mean of its pictures.
at::Tensor wordLoss(const at::Tensor& logits, const Mouth& mouth) {
  std::vector<at::Tensor> means;
  for (const dataset::Word& word : mouth.words) {
    const auto begin = std::clamp<std::int64_t>(std::llround(word.begin), 0, logits.size(0) - 1);
    const auto end = std::clamp<std::int64_t>(std::llround(word.end), begin + 1, logits.size(0));
    means.push_back(logits.slice(0, begin, end).mean(0));
  }
  return at::cross_entropy_loss(at::stack(means), at::tensor(mouth.text).to(logits.device()));
}

at::Tensor ctcLoss(const at::Tensor& logits, const Mouth& mouth) {
  const at::Tensor logProbs = logits.log_softmax(1).unsqueeze(1);  // [T, 1, classes]
  return at::ctc_loss(logProbs, at::tensor(mouth.text).unsqueeze(0).to(logits.device()),
                      at::IntArrayRef{logProbs.size(0)},
                      at::IntArrayRef{static_cast<std::int64_t>(mouth.text.size())});
}

}  // namespace

Accuracy accuracyOf(const Reader& reader, const dataset::Set& set, const std::vector<std::size_t>& clips) {
  Accuracy accuracy;
  std::size_t errors = 0, spoken = 0;
  for (const std::size_t number : clips) {
    const dataset::ClipView clip = set.clip(number);
    for (const WordRead& word : reader.readAligned(clip))
      accuracy.words += word.read == word.said, ++accuracy.count;
    const metrics::WordErrors wrong = metrics::wordErrors(textOf(reader.readFreely(clip)), clip.info->text);
    errors += wrong.errors, spoken += wrong.words;
  }
  accuracy.words /= static_cast<double>(std::max<std::int64_t>(1, accuracy.count));
  accuracy.wer = static_cast<double>(errors) / static_cast<double>(std::max<std::size_t>(1, spoken));
  return accuracy;
}

struct ReaderTraining::Impl {
  const dataset::Set& set;
  ReaderPlan plan;
  Vocabulary vocabulary;
  std::vector<std::size_t> clips;
  std::vector<Mouth> mouths;  // of `clips`

  struct Losses {
    at::Tensor words, pictures, ctc;  // sums over clips
  };
  // `numbers`: of `mouths`.
  Losses lossesOf(const networks::Part& part, std::span<const at::Tensor> inputs,
                  std::span<const std::size_t> numbers) const;
  training::StepResult step(training::State& state) const;
  training::Validation validate(training::State& state) const;
  std::int64_t steps() const {
    const std::size_t batch = std::min(static_cast<std::size_t>(plan.batch), clips.size());
    return plan.epochs * static_cast<std::int64_t>(clips.size() / batch);
  }
};

ReaderTraining::Impl::Losses ReaderTraining::Impl::lossesOf(const networks::Part& part,
                                                            std::span<const at::Tensor> inputs,
                                                            std::span<const std::size_t> numbers) const {
  std::int64_t longest = 0;
  for (const at::Tensor& input : inputs) longest = std::max(longest, input.size(1));
  std::vector<at::Tensor> padded;
  for (const at::Tensor& input : inputs)
    padded.push_back(at::constant_pad_nd(input, {0, 0, 0, 0, 0, longest - input.size(1)}));
  const at::Device device = plan.compute.device;
  const Reading reading = [&] {
    const training::Autocast autocast(plan.compute);
    const Reading r = read(part, torch::stack(padded).to(device));
    return Reading{r.words.to(torch::kFloat), r.ctc.to(torch::kFloat)};
  }();
  const at::Tensor zero = torch::zeros({}, device);
  Losses losses{zero, zero, zero};
  for (std::size_t k = 0; k < numbers.size(); ++k) {
    const Mouth& mouth = mouths[numbers[k]];
    const auto length = static_cast<std::int64_t>(mouth.said.size()), n = static_cast<std::int64_t>(k);
    const at::Tensor logits = reading.words[n].slice(0, 0, length), path = reading.ctc[n].slice(0, 0, length);
    losses.words = losses.words + wordLoss(logits, mouth);
    losses.pictures = losses.pictures + at::cross_entropy_loss(logits, at::tensor(mouth.said).to(device));
    losses.ctc = losses.ctc + ctcLoss(path, mouth);
  }
  return losses;
}

training::StepResult ReaderTraining::Impl::step(training::State& state) const {
  const std::uint64_t seed = training::seedOf(plan.seed, state);
  std::mt19937_64 random(seed);
  torch::manual_seed(seed);
  const std::vector<std::size_t> batch =
      training::batchOf(state.step, clips.size(), static_cast<std::size_t>(plan.batch), plan.seed);
  training::TaughtNetwork& reader = state.networks.at("reader");
  training::learnOnly(reader.weights, [](const std::string&) { return true; });
  const networks::Teaching teaching{.dropout = plan.dropout};
  training::StepResult result;
  std::vector<at::Tensor> inputs;
  for (const std::size_t i : batch) {
    inputs.push_back(disturbed(mouths[i], random));
    result.clips.push_back(set.clips()[clips[i]].name);
  }
  const auto count = static_cast<double>(batch.size());
  double words = 0, pictures = 0, ctc = 0;
  for (const training::Share& piece : training::piecesOf(batch.size(), state)) {
    const auto part = [&](const auto& all) {
      return std::span(all).subspan(piece.first, piece.last - piece.first);
    };
    const Losses losses = lossesOf(networks::Part(reader.weights, {}, &teaching), part(inputs), part(batch));
    (((losses.words + kPictureShare * losses.pictures) + kCtcShare * losses.ctc / 6) / count).backward();
    words += losses.words.item<double>(), pictures += losses.pictures.item<double>();
    ctc += losses.ctc.item<double>();
  }
  const double done = static_cast<double>(state.step) / static_cast<double>(steps());
  const double warm = std::min(1.0, static_cast<double>(state.step + 1) / 100);
  training::adamStep(reader.weights, reader.adam,
                     {.rate = plan.rate * warm * std::max(0.01, 0.5 * (1 + std::cos(M_PI * done))),
                      .decay = plan.decay,
                      .mostNorm = 5});
  result.losses = {{"words", words / count}, {"pictures", pictures / count}, {"ctc", ctc / count}};
  return result;
}

training::Validation ReaderTraining::Impl::validate(training::State& state) const {
  const Reader reader(networks::onDevice(state.networks.at("reader").weights, at::kCPU), vocabulary);
  const Accuracy accuracy = accuracyOf(reader, set, set.clipsOf(dataset::Part::valid));
  double& best = state.numbers.try_emplace("best", -1).first->second;
  training::Validation validation{.scores = {{"word accuracy", accuracy.words}, {"WER", accuracy.wer}},
                                  .samples = {}};
  validation.isBest = accuracy.words > best;
  best = std::max(best, accuracy.words);
  return validation;
}

ReaderTraining::ReaderTraining(const dataset::Set& set, const ReaderPlan& plan)
    : impl_(std::make_unique<Impl>(
          Impl{.set = set, .plan = plan, .vocabulary = {}, .clips = {}, .mouths = {}})) {
  std::vector<const dataset::ClipInfo*> infos;
  for (const std::size_t i : set.clipsOf(dataset::Part::train))
    if (const dataset::ClipInfo& clip = set.clips()[i]; !clip.words.empty())
      infos.push_back(&clip), impl_->clips.push_back(i);
  if (infos.empty()) throw base::Error(base::Fault::setEmpty, {{"part", std::string("train")}});
  impl_->vocabulary = vocabularyOf(infos);
  for (const std::size_t i : impl_->clips) impl_->mouths.push_back(mouthOf(set.clip(i), impl_->vocabulary));
}

ReaderTraining::~ReaderTraining() = default;

std::int64_t ReaderTraining::stepsOfAll() const { return impl_->steps(); }

training::State ReaderTraining::begin() const {
  torch::manual_seed(impl_->plan.seed);
  training::State state;
  state.networks["reader"].weights = makeWeights(impl_->vocabulary.classes(), impl_->plan.size);
  return state;
}

training::Task ReaderTraining::task() const {
  training::Task task;
  task.step = [this](training::State& state) { return impl_->step(state); };
  task.validate = [this](training::State& state) { return impl_->validate(state); };
  task.writeModel = [this](const training::State& state, const std::filesystem::path& folder) {
    writeReader(state.networks.at("reader").weights, impl_->vocabulary, folder / "word_reader.safetensors");
  };
  return task;
}

}  // namespace word_reader
