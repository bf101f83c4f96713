#include "models/training/compute.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "models/networks/devices.h"
#include "models/networks/layers.h"
#include "models/training/state.h"
#include "tests/support/environment.h"
#include "tests/training/run_support.h"

namespace {

using base::Precision;
using training::Autocast;

TEST(Autocast, IsLeftAsItWasFound) {
  const at::Tensor a = at::ones({4, 4});
  const auto type = [&] { return at::mm(a, a).scalar_type(); };
  {
    const Autocast narrow({at::kCPU, Precision::bf16});
    EXPECT_EQ(type(), at::kBFloat16);
    {
      const Autocast exact({at::kCPU, Precision::fp32});
      EXPECT_EQ(type(), at::kFloat);
    }
    EXPECT_EQ(type(), at::kBFloat16);
  }
  EXPECT_EQ(type(), at::kFloat);
}

TEST(Autocast, GradientsHave32BitsAndAreOfTheWeightsAsTheyAreNow) {
  at::Tensor weight = at::full({1, 1}, 2.0).requires_grad_();
  for (const double value : {2.0, 3.0}) {
    {
      const at::NoGradGuard noGrad;
      weight.fill_(value);
    }
    at::Tensor loss;
    {
      const Autocast narrow({at::kCPU, Precision::bf16});
      const at::Tensor once = at::mm(at::full({1, 1}, 1.5), weight);
      loss = at::mm(once, weight).sum();  // 1.5 w^2
    }
    weight.mutable_grad() = at::Tensor();
    loss.backward();
    EXPECT_EQ(weight.grad().scalar_type(), at::kFloat);
    EXPECT_EQ(weight.grad().item<float>(), 3 * static_cast<float>(value));
  }
}

// 70,000 values a channel: more than 16 bits can count.
TEST(Autocast, BatchNormOverProcessesCountsAllValues) {
  at::manual_seed(1);
  const at::Tensor x = at::randn({7, 2, 100, 100}) * 3 + 1;
  const auto normed = [&](const at::Tensor& input, networks::Weights& weights) {
    const networks::Teaching teaching{.sumOverProcesses = [](const at::Tensor& sums) { return sums; }};
    return networks::batchNorm(networks::Part(weights, {}, &teaching), input);
  };
  const auto fresh = [] {
    return networks::Weights{{"weight", at::ones({2})},
                             {"bias", at::zeros({2})},
                             {"running_mean", at::zeros({2})},
                             {"running_var", at::ones({2})}};
  };
  networks::Weights wide = fresh(), narrow = fresh();
  const at::Tensor a = normed(x, wide), b = normed(x.to(at::kBFloat16), narrow);
  EXPECT_EQ(b.scalar_type(), at::kBFloat16);
  EXPECT_LT((a - b.to(at::kFloat)).abs().max().item<double>(), 0.03);  // of values up to 5: 2^-8 each way
  EXPECT_LT((wide.at("running_var") - narrow.at("running_var")).abs().max().item<double>(), 1e-3);
}

TEST(Compute, ACardThatIsNotThereIsRefused) {
  const base::Device card{base::Device::Kind::cuda, networks::cards() + 7};
  const base::Problem problem =
      test_support::problemOf([&] { training::chooseCompute(card, Precision::fp32); });
  EXPECT_EQ(problem.fault, base::Fault::cardMissing);
  EXPECT_EQ(training::chooseCompute({base::Device::Kind::cpu}, Precision::bf16).device, at::Device(at::kCPU));
}

TEST(Compute, AutomaticIsTheProcessorWhereThereIsNoCard) {
  if (networks::cards() > 0) GTEST_SKIP() << "there is a card";
  const test_support::Environment rank("RANK", "3"), size("WORLD_SIZE", "4"), card("LOCAL_RANK", "3");
  EXPECT_EQ(training::chooseCompute({}, Precision::fp32).device, at::Device(at::kCPU));
  EXPECT_EQ(networks::cardName(at::kCPU), "");
}

}  // namespace
