// Folding: which names are left, and that it gives the same bits every time.
#include "models/networks/fold.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <gtest/gtest.h>

#include "models/networks/generator.h"
#include "tests/golden/formula_tensors.h"
#include "tests/golden/golden.h"

namespace {

class Fold : public testing::Test {
 protected:
  void SetUp() override { at::set_num_threads(1); }
  static const networks::Weights& tiny() {
    static const networks::Weights weights = golden::formulaTensors(golden::keys("ckpt/tiny_keys.csv"), {});
    return weights;
  }
  c10::InferenceMode inference_;
};

TEST_F(Fold, LeavesPlainContiguousConvolutions) {
  const networks::Weights folded = networks::folded(tiny());
  for (const auto& [name, tensor] : folded) {
    EXPECT_EQ(name.find("conv_block.1."), std::string::npos) << name;
    EXPECT_EQ(name.find("pos_conv.0.weight_"), std::string::npos) << name;
    EXPECT_EQ(tensor.scalar_type(), at::kFloat) << name;
    EXPECT_TRUE(tensor.is_contiguous()) << name;
  }
  for (const auto& [name, tensor] : tiny()) {
    if (name.find("conv_block.0.") == std::string::npos) continue;
    EXPECT_EQ(folded.at(name).sizes(), tensor.sizes()) << name;
  }
  EXPECT_EQ(folded.count("audio_encoder.w2v_model.encoder.pos_conv.0.weight"), 1U);
}

TEST_F(Fold, GivesTheSameBitsEveryTimeAndNothingMoreTheSecondTime) {
  const networks::Weights once = networks::folded(tiny()), again = networks::folded(tiny());
  const networks::Weights twice = networks::folded(once);
  ASSERT_EQ(once.size(), twice.size());
  for (const auto& [name, tensor] : once) {
    EXPECT_TRUE(at::equal(tensor, again.at(name))) << name;
    EXPECT_TRUE(at::equal(tensor, twice.at(name))) << name;
  }
}

TEST_F(Fold, LeavesTheWeightsThatItIsGivenAlone) {
  const networks::Weights before = tiny();
  const at::Tensor weight = before.at("output_block.0.conv_block.0.weight").clone();
  networks::folded(before);
  EXPECT_TRUE(at::equal(weight, before.at("output_block.0.conv_block.0.weight")));
}

TEST_F(Fold, OfWav2LipsSpeechFrontGivesTheSameVectors) {
  const networks::Weights weights =
      golden::formulaTensors(golden::keys("keys/wav2lip.tsv"), {.xorConstant = golden::xorConstant()},
                             [](const std::string& name) { return name.rfind("audio_encoder.", 0) == 0; });
  const at::Tensor patches = golden::tensor("w2l_mel.npy").slice(1, 0, 16).view({1, 1, 80, 16});
  const at::Tensor plain = networks::encodeMel(weights, patches);
  EXPECT_LE(golden::maxDifference(networks::encodeMel(networks::folded(weights), patches), plain), 5e-5);
}

}  // namespace
