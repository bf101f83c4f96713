// Gradients of all of TalkLip's losses, in double precision, against differences of the losses themselves.
#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "models/architecture/specs.h"
#include "models/networks/contrastive.h"
#include "models/networks/discriminator.h"
#include "models/talklip/training/generator_loss.h"
#include "models/training/initial_weights.h"

namespace {

using namespace talklip::training;
using networks::Part;
using networks::Weights;

constexpr std::int64_t kFrames = 12, kSymbols = 9, kEdge = 100;

// In double precision, and larger than at the beginning of a training: there a judge's values shrink from
// layer to layer until any step crosses the kinks of its activation.
Weights doubles(Weights weights) {
  for (auto& [name, tensor] : weights) {
    tensor = tensor.to(at::kDouble);
    if (tensor.dim() == 4) tensor.mul_(2);
  }
  return weights;
}

class TalkLipLoss : public testing::Test {
 protected:
  void SetUp() override {
    at::manual_seed(3);
    const architecture::SpeechWidths speech{.layers = 2, .dim = 16, .ffn = 32, .picture = 2};
    const architecture::ImageWidths image{
        .encoder = {2, 3, 4, 4, 4, 6, 6}, .decoder = {6, 6, 6, 4, 4, 4, 4}, .output = 4};
    generator_ = doubles(::training::initialWeights(architecture::talkLip(image, speech)));
    local_ = doubles(::training::initialWeights(
        architecture::wav2Lip({.encoder = image.encoder, .decoder = {512, 6, 6, 4, 4, 4, 4}, .output = 4})));
    judge_ = doubles(::training::initialWeights(architecture::discriminator({2, 3, 4, 4, 4, 4, 4})));
    expert_ = doubles(::training::initialWeights(
        architecture::expert(speech, {.layers = 1, .dim = 16, .ffn = 32, .symbols = kSymbols})));
    batch_.sound = at::randn({2, kFrames, 104}, at::kDouble);
    batch_.padding = at::zeros({2, kFrames}, at::kBool);
    batch_.padding.select(0, 1).slice(0, 9).fill_(true);
    batch_.faces = at::rand({10, 6, 96, 96}, at::kDouble),
    batch_.real = at::rand({10, 3, 96, 96}, at::kDouble);
    batch_.mel = at::randn({10, 1, 80, 16}, at::kDouble);
    for (std::int64_t i = 0; i < 10; ++i)
      batch_.places.push_back(
          {.clip = i / 5, .frame = 2 + i % 5, .left = 8 + i, .top = 6, .right = 90, .bottom = 85 + i});
    batch_.pictures = {at::randint(256, {kFrames, 3, kEdge, kEdge}, at::kDouble),
                       at::randint(256, {9, 3, kEdge, kEdge}, at::kDouble)};
    batch_.written = at::tensor({2, 5, 6, 2, 7, 1}, at::kLong).view({2, 3});
    batch_.wanted = at::tensor({5, 6, 2, 7, 2, 1}, at::kLong).view({2, 3});
    batch_.clips = {"a", "b"};
    whole_ = {.pictures = 10,
              .first = 0,
              .negatives = at::tensor({1, 2, 3}, at::kLong).expand({10, 3}).contiguous(),
              .allRows = {}};
  }

  GeneratorLoss loss(SoundEncoder encoder, const LossShares& shares) {
    Weights& weights = encoder == SoundEncoder::local ? local_ : generator_;
    return generatorLoss(Part(weights, {}, &teaching_), Part(judge_), Part(expert_), batch_, whole_, encoder,
                         shares);
  }

  // The slope of `term` along a random direction of all weights that `learns`, by its gradient and by its
  // values.
  void expectSlope(Weights& weights, const std::function<bool(const std::string&)>& learns,
                   const std::function<at::Tensor()>& term) {
    ::training::learnOnly(weights, learns);
    term().backward();
    std::map<std::string, at::Tensor> direction;
    double slope = 0;
    for (auto& [name, tensor] : weights) {
      if (!tensor.requires_grad()) continue;
      direction[name] = at::randn_like(tensor.detach()) * tensor.detach().abs().mean().clamp_min(1e-2);
      ASSERT_TRUE(tensor.grad().defined()) << name;
      slope += (tensor.grad() * direction[name]).sum().item<double>();
    }
    ASSERT_FALSE(direction.empty());
    const at::NoGradGuard noGrad;
    const auto moved = [&](double by) {
      for (auto& [name, d] : direction) weights.at(name).add_(d, by);
      const double value = term().item<double>();
      for (auto& [name, d] : direction) weights.at(name).sub_(d, by);
      return value;
    };
    constexpr double kStep = 1e-7;
    const double measured = (moved(kStep) - moved(-kStep)) / (2 * kStep);
    EXPECT_NEAR(slope, measured, 2e-3 * std::abs(measured));
    EXPECT_GT(std::abs(measured), 1e-6);  // a term that does not depend on the weights would pass for nothing
  }

  Weights generator_, local_, judge_, expert_;
  Batch batch_;
  Whole whole_;
  networks::Teaching teaching_;
  const LossShares all_{.perceptual = 0.07, .reading = 0.3, .contrastive = 0.5};
};

bool isImage(const std::string& name) {
  return name.rfind("face_", 0) == 0 || name.rfind("output_", 0) == 0 || name.rfind("audio_map", 0) == 0;
}
bool isSync(const std::string& name) { return name.rfind("sync_net", 0) == 0; }
bool isTopLayer(const std::string& name) { return name.find("encoder.layers.1.") != std::string::npos; }

TEST_F(TalkLipLoss, ReconstructionHasItsGradient) {
  expectSlope(generator_, isImage, [&] { return loss(SoundEncoder::global, {}).reconstruction; });
}
TEST_F(TalkLipLoss, PerceptualHasItsGradient) {
  expectSlope(generator_, isImage, [&] { return loss(SoundEncoder::global, {}).perceptual; });
}
TEST_F(TalkLipLoss, ReadingHasItsGradientThroughTheExpertIntoThePictures) {
  expectSlope(generator_, isImage, [&] { return loss(SoundEncoder::global, all_).reading; });
}
TEST_F(TalkLipLoss, ContrastiveHasItsGradientInPictureSoundAndProjection) {
  expectSlope(
      generator_, [](const std::string& n) { return isImage(n) || isSync(n) || isTopLayer(n); },
      [&] { return loss(SoundEncoder::global, all_).contrastive; });
}
TEST_F(TalkLipLoss, TheWholeHasItsGradientInTheSoundEncoder) {
  expectSlope(generator_, isTopLayer, [&] { return loss(SoundEncoder::global, all_).total; });
}
TEST_F(TalkLipLoss, TheLocalEncoderHasItsGradient) {
  expectSlope(
      local_, [](const std::string&) { return true; },
      [&] { return loss(SoundEncoder::local, {.perceptual = 0.07, .reading = 0.3}).total; });
}
TEST_F(TalkLipLoss, BothEncodersTogetherHaveTheirGradient) {
  for (const auto& [name, tensor] : doubles(::training::initialWeights(architecture::wav2LipSpeech(6))))
    generator_[name] = tensor;
  expectSlope(
      generator_,
      [](const std::string& n) { return n.find("conv_block") != std::string::npos || isTopLayer(n); },
      [&] { return loss(SoundEncoder::both, all_).total; });
}
TEST_F(TalkLipLoss, TheJudgeHasItsGradient) {
  const at::Tensor painted = at::rand({10, 3, 96, 96}, at::kDouble);
  expectSlope(
      judge_, [](const std::string&) { return true; },
      [&] {
        const JudgeLoss judged = judgeLoss(Part(judge_), batch_.real, painted, 10);
        return judged.real + judged.painted;
      });
}

TEST_F(TalkLipLoss, JudgeAndExpertAreNotTaught) {
  ::training::learnOnly(generator_, isImage);
  loss(SoundEncoder::global, all_).total.backward();
  for (const Weights* frozen : {&judge_, &expert_})
    for (const auto& [name, tensor] : *frozen) EXPECT_FALSE(tensor.grad().defined()) << name;
}

TEST_F(TalkLipLoss, APartOfTheExpertsGradientPassesWhereItIsAskedFor) {
  const auto slopeOf = [&](double share) {
    ::training::learnOnly(generator_, isImage);
    LossShares shares = all_;
    shares.expertGradient = share;
    loss(SoundEncoder::global, shares).reading.backward();
    const at::Tensor gradient = generator_.at("output_block.1.bias").grad().clone();
    ::training::dropGradients(generator_);
    return gradient;
  };
  const at::Tensor whole = slopeOf(1), part = slopeOf(0.1);
  EXPECT_LT((part - 0.1 * whole).abs().max().item<double>(), 1e-9 * whole.abs().max().item<double>() + 1e-15);
}

// Half the batch twice, as two processes or two pieces compute it, against the whole.
TEST_F(TalkLipLoss, PartsAddUpToTheWholeWhereNothingIsSharedInTheBatch) {
  teaching_.batchStatistics = false;
  const GeneratorLoss whole = loss(SoundEncoder::global, all_);
  double reconstruction = 0, perceptual = 0, reading = 0;
  for (const std::int64_t clip : {0, 1}) {
    const Batch half = part(batch_, clip, clip + 1);
    const GeneratorLoss one =
        generatorLoss(Part(generator_, {}, &teaching_), Part(judge_), Part(expert_), half,
                      {.pictures = 10,
                       .first = 5 * clip,
                       .negatives = whole_.negatives,
                       .allRows =
                           [](const at::Tensor& x) {
                             return at::cat({x, x});
                           }},
                      SoundEncoder::global, all_);
    reconstruction += one.reconstruction.item<double>(), perceptual += one.perceptual.item<double>();
    reading += one.reading.item<double>();
  }
  EXPECT_NEAR(reconstruction, whole.reconstruction.item<double>(), 1e-10);
  EXPECT_NEAR(perceptual, whole.perceptual.item<double>(), 1e-10);
  EXPECT_NEAR(reading, whole.reading.item<double>(), 1e-8);
}

TEST(Pasted, ChangesTheBoxAloneAndFillsIt) {
  const at::Tensor pictures = at::randint(256, {4, 3, 40, 50}, at::kFloat);
  const at::Tensor painted = at::full({2, 3, 96, 96}, 0.5);
  const std::vector<Place> places{{.clip = 0, .frame = 1, .left = 3, .top = 5, .right = 30, .bottom = 35},
                                  {.clip = 0, .frame = 3, .left = 0, .top = 0, .right = 50, .bottom = 40}};
  const at::Tensor whole = pasted(pictures, places, painted);
  EXPECT_TRUE(at::equal(whole[0], pictures[0]) && at::equal(whole[2], pictures[2]));
  EXPECT_LT((whole[1].slice(1, 5, 35).slice(2, 3, 30) - 127.5).abs().max().item<float>(), 1e-3F);
  EXPECT_TRUE(at::equal(whole[1].slice(1, 0, 5), pictures[1].slice(1, 0, 5)));
  EXPECT_TRUE(at::equal(whole[1].slice(2, 30), pictures[1].slice(2, 30)));
  EXPECT_LT((whole[3] - 127.5).abs().max().item<float>(), 1e-3F);
}

}  // namespace
