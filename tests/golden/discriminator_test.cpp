// TalkLip's judge of picture quality against the reference's numbers.
#include "models/networks/discriminator.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <gtest/gtest.h>

#include "models/networks/losses.h"
#include "tests/golden/formula_tensors.h"
#include "tests/golden/golden.h"
#include "tests/golden/scalars.h"

namespace {

using golden::maxDifference;
using golden::scalar;
using golden::tensor;

// 13 convolutions in fp32: sums of up to 4608 products of values below 4.
constexpr double kTolerance = 5e-5;

at::Tensor realFaces() { return golden::faces(6, -1).slice(1, 3); }

class Discriminator : public testing::Test {
 protected:
  void SetUp() override { at::set_num_threads(1); }
  static const networks::Weights& weights() {
    static const networks::Weights made = golden::formulaTensors(
        golden::keys("keys/discriminator.tsv"), {.xorConstant = golden::xorConstant(), .gain = 2});
    return made;
  }
  c10::InferenceMode inference_;
};

TEST_F(Discriminator, GivesTheReferencesFeaturesAndVerdicts) {
  const at::Tensor features = networks::judgeFeatures(weights(), realFaces());
  EXPECT_LE(maxDifference(features, tensor("disc_feat_gt.npy")), kTolerance);
  EXPECT_LE(maxDifference(networks::verdict(weights(), features), tensor("disc_out_gt.npy")), kTolerance);
  const at::Tensor painted = networks::judgeFeatures(weights(), tensor("gen_out_demo.npy"));
  EXPECT_LE(maxDifference(networks::verdict(weights(), painted), tensor("disc_out_gen.npy")), kTolerance);
}

TEST_F(Discriminator, EveryStageHasTheReferencesStatistics) {
  int stage = 0;
  networks::judgeFeatures(weights(), realFaces(), [&](const std::string& name, const at::Tensor& value) {
    const std::string path = "/disc_block_stats_gt/" + std::to_string(stage);
    EXPECT_EQ(name, "face_encoder_blocks." + std::to_string(stage));
    EXPECT_NEAR(value.mean().item<double>(), scalar(path + "/mean"), 1e-4) << name;
    EXPECT_NEAR(value.std(false).item<double>(), scalar(path + "/std"), 1e-4) << name;
    EXPECT_NEAR(value.min().item<double>(), scalar(path + "/min"), 1e-4) << name;
    EXPECT_NEAR(value.max().item<double>(), scalar(path + "/max"), 1e-4) << name;
    for (int i = 0; i < 4; ++i)
      EXPECT_EQ(static_cast<double>(value.size(i)), scalar(path + "/shape/" + std::to_string(i))) << name;
    ++stage;
  });
  EXPECT_EQ(stage, 7);
}

TEST_F(Discriminator, SeesTheLowerHalfAlone) {
  const at::Tensor faces = realFaces();
  at::Tensor hat = faces.clone(), beard = faces.clone();
  hat.slice(2, 0, 48).fill_(0.5);
  beard.slice(2, 48).fill_(0.5);
  const at::Tensor features = networks::judgeFeatures(weights(), faces);
  EXPECT_EQ(maxDifference(features, networks::judgeFeatures(weights(), hat)), 0);
  EXPECT_GT(maxDifference(features, networks::judgeFeatures(weights(), beard)), 0.01);
}

TEST_F(Discriminator, LossesOfItsVerdictsEqualTheReferences) {
  const at::Tensor real = networks::verdict(weights(), networks::judgeFeatures(weights(), realFaces()));
  const at::Tensor painted =
      networks::verdict(weights(), networks::judgeFeatures(weights(), tensor("gen_out_demo.npy")));
  EXPECT_NEAR(networks::perceptualLoss(painted).item<double>(), scalar("/perceptual_loss"), 1e-4);
  EXPECT_NEAR(networks::judgeRealLoss(real).item<double>(), scalar("/disc_real_bce"), 1e-4);
  EXPECT_NEAR(networks::judgePaintedLoss(painted).item<double>(), scalar("/disc_fake_bce"), 1e-4);
}

}  // namespace
