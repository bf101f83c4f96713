// What is trained lets gradients through: against central differences, on a narrow network in double.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <gtest/gtest.h>

#include <functional>

#include "models/networks/av_hubert.h"
#include "models/networks/contrastive.h"
#include "models/networks/discriminator.h"
#include "models/networks/generator.h"
#include "models/networks/losses.h"
#include "tests/golden/formula_tensors.h"

namespace {

using networks::Part;
using networks::Weights;
using Loss = std::function<at::Tensor(const Weights&)>;

Weights wide(const Weights& weights) {
  Weights all;
  for (const auto& [name, tensor] : weights) all[name] = tensor.to(at::kDouble);
  return all;
}

const Weights& tiny() {
  static const Weights weights = wide(golden::formulaTensors(golden::keys("ckpt/tiny_keys.csv"), {}));
  return weights;
}

// The slope of the loss along a direction in one tensor, by gradient and by difference.
void expectGradient(const Weights& weights, const std::string& name, const Loss& loss) {
  const at::Tensor direction =
      at::sin(at::arange(weights.at(name).numel(), at::kDouble) * 12.9898 + 1).view(weights.at(name).sizes());
  Weights moved = weights;
  moved[name] = weights.at(name).detach().clone().set_requires_grad(true);
  loss(moved).backward();
  ASSERT_TRUE(moved.at(name).grad().defined()) << name;
  const double slope = (moved.at(name).grad() * direction).sum().item<double>();
  constexpr double kStep = 1e-6;
  moved[name] = weights.at(name) + direction * kStep;
  const double above = loss(moved).item<double>();
  moved[name] = weights.at(name) - direction * kStep;
  const double below = loss(moved).item<double>();
  EXPECT_NE(slope, 0) << name;
  // Differences of two numbers near 1, 1e-16 apart at best, over 2e-6; and the curvature.
  EXPECT_NEAR(slope, (above - below) / (2 * kStep), 1e-6 + 1e-4 * std::abs(slope)) << name;
}

class Differentiable : public testing::Test {
 protected:
  void SetUp() override { at::set_num_threads(1); }
};

TEST_F(Differentiable, GeneratorAndEncoderPassGradientsToEveryKindOfWeight) {
  const at::Tensor features = golden::tensor("audio_features.npy").to(at::kDouble).unsqueeze(0);
  const at::Tensor faces = golden::faces(2, -1).to(at::kDouble);
  const at::Tensor real = faces.slice(1, 3), steps = at::tensor({3, 20}, at::kLong);
  const Loss loss = [&](const Weights& w) {
    const at::Tensor encoded = networks::encodeSpeech(Part(w, "audio_encoder.w2v_model."), features)[0];
    const at::Tensor speech = networks::mapSpeech(w, encoded.index_select(0, steps));
    return networks::reconstructionLoss(networks::generate(w, faces, speech), real);
  };
  for (const char* name :
       {"face_encoder_blocks.0.0.conv_block.0.weight", "face_decoder_blocks.3.0.conv_block.0.weight",
        "face_decoder_blocks.6.2.conv_block.1.weight", "output_block.1.bias", "audio_map.weight",
        "audio_encoder.w2v_model.encoder.layers.1.self_attn.q_proj.weight",
        "audio_encoder.w2v_model.encoder.layers.0.fc1.weight",
        "audio_encoder.w2v_model.encoder.pos_conv.0.weight_v"})
    expectGradient(tiny(), name, loss);
}

TEST_F(Differentiable, JudgePassesGradientsToTheFaces) {
  Weights weights = wide(golden::formulaTensors(golden::keys("keys/discriminator.tsv"), {.gain = 2}));
  weights["faces"] = golden::faces(1, -1).slice(1, 3).to(at::kDouble);
  expectGradient(weights, "faces", [](const Weights& w) {
    return networks::perceptualLoss(networks::verdict(w, networks::judgeFeatures(w, w.at("faces"))));
  });
}

TEST_F(Differentiable, ContrastiveLossPassesGradientsToSoundPictureAndProjection) {
  Weights weights = tiny();
  weights["sound"] = at::cos(at::arange(6 * 48, at::kDouble)).view({6, 48});
  weights["seen"] = at::cos(at::arange(6 * 48, at::kDouble) * 0.7).view({6, 48});
  std::mt19937 random(3);
  const at::Tensor negatives = networks::drawNegatives(6, random);
  const Loss loss = [&](const Weights& w) {
    return networks::contrastiveLoss(networks::projectSound(w, w.at("sound")), w.at("seen"), negatives);
  };
  for (const char* name : {"sound", "seen", "sync_net.Linearaudio.weight"})
    expectGradient(weights, name, loss);
}

TEST_F(Differentiable, ReadingLossPassesGradientsToTheLogits) {
  Weights weights{{"logits", at::sin(at::arange(3 * 7, at::kDouble) * 3).view({3, 7})}};
  const at::Tensor targets = at::tensor({4, 2, 1}, at::kLong);
  expectGradient(weights, "logits", [&](const Weights& w) {
    return networks::readingLoss(w.at("logits").log_softmax(1), targets).smoothed;
  });
}

}  // namespace
