// TalkLip's losses against the reference's numbers, and at their edges.
#include "models/networks/losses.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "models/networks/contrastive.h"
#include "tests/golden/formula_tensors.h"
#include "tests/golden/golden.h"
#include "tests/golden/scalars.h"

namespace {

using golden::scalar;
using golden::tensor;

class Losses : public testing::Test {
 protected:
  void SetUp() override { at::set_num_threads(1); }
  c10::InferenceMode inference_;
};

TEST_F(Losses, ReconstructionEqualsTheReference) {
  const at::Tensor real = golden::faces(6, -1).slice(1, 3);
  const double loss = networks::reconstructionLoss(tensor("gen_out_demo.npy"), real).item<double>();
  EXPECT_NEAR(loss, scalar("/l1_loss"), 1e-5);
}

TEST_F(Losses, OfASureAndWrongJudgeAreOneHundred) {
  const at::Tensor sure = at::ones({4, 1});
  EXPECT_EQ(networks::judgeRealLoss(sure).item<float>(), 0.0F);
  EXPECT_EQ(networks::judgePaintedLoss(sure).item<float>(), 100.0F);
  EXPECT_EQ(networks::perceptualLoss(at::zeros({4, 1})).item<float>(), 100.0F);
}

at::Tensor targets() { return at::tensor(golden::scalarList("/target_tokens"), at::kLong); }

TEST_F(Losses, ReadingEqualsTheReference) {
  const networks::ReadingLoss loss = networks::readingLoss(tensor("expert_log_probs.npy"), targets());
  EXPECT_NEAR(loss.smoothed.item<double>(), scalar("/label_smoothed_ce_sum_eps0.1"), 1e-3);
  EXPECT_NEAR(loss.nll.item<double>(), scalar("/nll_sum"), 1e-3);
}

TEST_F(Losses, ReadingLeavesOutPaddingAndSumsOverTheBatch) {
  const at::Tensor logProbs = tensor("expert_log_probs.npy"), wanted = targets();
  const at::Tensor padded = wanted.clone();
  padded.slice(0, 5).fill_(1);
  const auto of = [](const at::Tensor& p, const at::Tensor& t) {
    return networks::readingLoss(p, t).smoothed.item<double>();
  };
  const double head = of(logProbs.slice(0, 0, 5), wanted.slice(0, 0, 5));
  EXPECT_NEAR(of(logProbs, padded), head, 1e-4);
  EXPECT_NEAR(of(at::stack({logProbs, logProbs}), at::stack({wanted, padded})), of(logProbs, wanted) + head,
              1e-3);
  EXPECT_EQ(of(logProbs, at::ones_like(wanted)), 0.0);
}

TEST_F(Losses, ReadingWithoutSmoothingIsTheLikelihood) {
  const networks::ReadingLoss loss = networks::readingLoss(tensor("expert_log_probs.npy"), targets(), 0.0);
  EXPECT_EQ(loss.smoothed.item<float>(), loss.nll.item<float>());
}

TEST_F(Losses, ContrastiveEqualsTheReference) {
  const networks::Weights weights =
      golden::formulaTensors(golden::keys("keys/talklip_base.tsv"), {.xorConstant = golden::xorConstant()},
                             [](const std::string& name) { return name.rfind("sync_net.", 0) == 0; });
  const at::Tensor encoded = tensor("enc_out.npy");
  const at::Tensor negatives =
      (at::arange(12, at::kLong).unsqueeze(1) + at::arange(1, 7, at::kLong)).remainder(12);
  const at::Tensor sound = networks::projectSound(weights, encoded.slice(0, 0, 12));
  const at::Tensor seen = encoded.slice(0, 20, 32);
  const double want = scalar("/supcon_loss");
  EXPECT_NEAR(networks::contrastiveLoss(sound, seen, negatives).item<double>(), want, 1e-3);
  // Pictures of other frames as negatives would be another loss.
  EXPECT_GT(std::abs(networks::contrastiveLoss(seen, sound, negatives).item<double>() - want), 0.1);
}

TEST_F(Losses, ContrastiveOfAPerfectMatchIsSmallAndOfOneRowIsZero) {
  const at::Tensor rows = at::eye(8);
  std::mt19937 random(1);
  // exp(0) / exp(1 / 0.07) of 4 wrong ones.
  const double small = std::log1p(4 * std::exp(-1 / 0.07));
  EXPECT_NEAR(networks::contrastiveLoss(rows, rows * 3, networks::drawNegatives(8, random)).item<double>(),
              small, 1e-6);
  const at::Tensor one = at::ones({1, 4}) / 2;
  EXPECT_EQ(networks::contrastiveLoss(one, one, networks::drawNegatives(1, random)).item<double>(), 0.0);
}

TEST_F(Losses, NegativesAreOthersAndDifferent) {
  std::mt19937 random(7);
  for (const std::int64_t rows : {0, 1, 2, 3, 9, 250}) {
    const at::Tensor drawn = networks::drawNegatives(rows, random);
    ASSERT_EQ(drawn.size(0), rows);
    ASSERT_EQ(drawn.size(1), std::min<std::int64_t>(100, rows / 2));
    const auto* values = drawn.data_ptr<std::int64_t>();
    for (std::int64_t row = 0; row < rows; ++row) {
      const std::set<std::int64_t> different(values + row * drawn.size(1),
                                             values + (row + 1) * drawn.size(1));
      EXPECT_EQ(static_cast<std::int64_t>(different.size()), drawn.size(1));
      EXPECT_EQ(different.count(row), 0U);
      for (const std::int64_t other : different) EXPECT_TRUE(other >= 0 && other < rows) << other;
    }
  }
}

}  // namespace
