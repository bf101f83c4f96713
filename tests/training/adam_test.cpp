#include "models/training/adam.h"

#include <gtest/gtest.h>
#include <torch/optim/adamw.h>
#include <torch/types.h>

#include <vector>

namespace {

using training::AdamSettings;
using training::AdamState;

networks::Weights someWeights() {
  torch::manual_seed(3);
  networks::Weights weights{{"a", torch::randn({7, 5})},
                            {"b", torch::randn({3})},
                            {"large", torch::randn({300, 200})},
                            {"turned", torch::randn({5, 4}).t()},
                            {"late", torch::randn({4, 2})}};
  for (auto& [name, weight] : weights) weight.requires_grad_(true);
  return weights;
}

// A loss whose gradients change with the weights; "late" takes part after five updates.
torch::Tensor loss(const networks::Weights& weights, int update) {
  torch::Tensor sum = (weights.at("a").sin() * (update + 1)).sum() + weights.at("b").pow(4).sum() +
                      (weights.at("large").cos() + weights.at("turned").sum()).sum() +
                      weights.at("turned").pow(3).sum();
  return update < 5 ? sum : sum + weights.at("late").cos().sum();
}

// Largest difference from torch's own after `updates`.
double difference(const AdamSettings& settings, int updates) {
  networks::Weights ours = someWeights(), theirs = someWeights();
  std::vector<torch::Tensor> parameters;
  for (auto& [name, weight] : theirs) parameters.push_back(weight);
  torch::optim::AdamW optimizer(parameters, torch::optim::AdamWOptions(settings.rate)
                                                .betas({settings.beta1, settings.beta2})
                                                .eps(settings.epsilon)
                                                .weight_decay(settings.decay));
  AdamState state;
  for (int update = 0; update < updates; ++update) {
    loss(ours, update).backward();
    training::adamStep(ours, state, settings);
    optimizer.zero_grad();
    for (torch::Tensor& parameter : parameters) parameter.mutable_grad() = torch::Tensor();
    loss(theirs, update).backward();
    if (settings.mostNorm > 0) {
      torch::Tensor squares = torch::zeros({});
      for (const torch::Tensor& parameter : parameters)
        if (parameter.grad().defined()) squares += parameter.grad().square().sum();
      const double scale = std::min(1.0, settings.mostNorm / (squares.sqrt().item<double>() + 1e-6));
      for (torch::Tensor& parameter : parameters)
        if (parameter.grad().defined()) parameter.mutable_grad().mul_(scale);
    }
    optimizer.step();
  }
  double most = 0;
  for (const auto& [name, weight] : ours)
    most = std::max(most, (weight - theirs.at(name)).abs().max().item<double>());
  return most;
}

// Weights are about 1; a float has 24 bits.
constexpr double kRounding = 1e-6;

TEST(Adam, EqualsTorchs) { EXPECT_LT(difference({.rate = 1e-2, .beta1 = 0.5}, 12), kRounding); }

TEST(Adam, DecaysWeightsAsTorchs) { EXPECT_LT(difference({.rate = 1e-2, .decay = 0.1}, 12), kRounding); }

TEST(Adam, ScalesGradientsDownToTheNorm) {
  EXPECT_LT(difference({.rate = 1e-2, .mostNorm = 0.5}, 12), kRounding);
  EXPECT_LT(difference({.rate = 1e-2, .mostNorm = 1e6}, 12), kRounding);
}

TEST(Adam, TakesGradientsAwayAndLeavesWeightsWithoutThem) {
  networks::Weights weights = someWeights();
  const torch::Tensor before = weights.at("late").detach().clone();
  AdamState state;
  loss(weights, 0).backward();
  training::adamStep(weights, state, {.decay = 0.5});
  EXPECT_FALSE(weights.at("a").grad().defined());
  EXPECT_TRUE(torch::equal(weights.at("late"), before));
  EXPECT_EQ(state.count("late"), 0U);
  EXPECT_EQ(state.at("a").updates, 1);
}

TEST(Adam, CountsTheUpdatesOfEveryWeight) {
  networks::Weights weights = someWeights();
  AdamState state;
  for (int update = 0; update < 7; ++update) {
    loss(weights, update).backward();
    training::adamStep(weights, state, {});
  }
  EXPECT_EQ(state.at("a").updates, 7);
  EXPECT_EQ(state.at("late").updates, 2);
}

TEST(Adam, HasNothingToDoWithoutGradients) {
  networks::Weights weights = someWeights();
  AdamState state;
  training::adamStep(weights, state, {.mostNorm = 1});
  EXPECT_TRUE(state.empty());
}

}  // namespace
