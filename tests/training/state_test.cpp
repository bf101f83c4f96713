#include "models/training/state.h"

#include <gtest/gtest.h>
#include <torch/types.h>

#include <cmath>
#include <filesystem>
#include <limits>
#include <set>

#include "core/base/error.h"
#include "core/base/file.h"
#include "models/safetensors.h"
#include "tests/support/temp_folder.h"

namespace {

using test_support::TempFolder;
using training::State;

State someState() {
  torch::manual_seed(1);
  State state{.step = 12345};
  networks::Weights& weights = state.networks["generator"].weights;
  weights["conv.weight"] = torch::randn({4, 3, 2, 2});
  weights["conv.bias"] = torch::randn({4}).requires_grad_(true);
  weights["turned"] = torch::randn({3, 5}).t();
  weights["double"] = torch::randn({2}, torch::kDouble);
  weights["half"] = torch::randn({2}).to(torch::kHalf);
  weights["brain"] = torch::randn({2}).to(torch::kBFloat16);
  weights["count"] = torch::full({}, std::int64_t{1} << 62, torch::kLong);
  weights["mask"] = torch::tensor({true, false, true});
  weights["none"] = torch::empty({0, 3});
  state.networks["generator"].adam["conv.weight"] = {torch::randn({4, 3, 2, 2}), torch::rand({4, 3, 2, 2}),
                                                     77};
  state.networks["discriminator"].weights["conv.weight"] = torch::randn({1});
  state.numbers = {{"stage", 2},
                   {"best", 0.1},
                   {"none yet", std::numeric_limits<double>::infinity()},
                   {"unknown", std::nan("")},
                   {"least", std::numeric_limits<double>::denorm_min()}};
  return state;
}

void expectSame(const torch::Tensor& a, const torch::Tensor& b) {
  EXPECT_EQ(a.scalar_type(), b.scalar_type());
  EXPECT_TRUE(torch::equal(a, b));
}

TEST(State, ComesBackBitByBit) {
  const TempFolder folder;
  const State before = someState();
  training::writeState(before, folder / "state.safetensors");
  const State after = training::readState(folder / "state.safetensors");
  EXPECT_EQ(after.step, before.step);
  ASSERT_EQ(after.networks.size(), 2U);
  for (const auto& [name, network] : before.networks) {
    ASSERT_EQ(after.networks.at(name).weights.size(), network.weights.size());
    for (const auto& [weight, tensor] : network.weights)
      expectSame(after.networks.at(name).weights.at(weight), tensor);
  }
  const training::Moments& moments = after.networks.at("generator").adam.at("conv.weight");
  expectSame(moments.mean, before.networks.at("generator").adam.at("conv.weight").mean);
  expectSame(moments.square, before.networks.at("generator").adam.at("conv.weight").square);
  EXPECT_EQ(moments.updates, 77);
  ASSERT_EQ(after.numbers.size(), before.numbers.size());
  for (const auto& [name, number] : before.numbers)
    EXPECT_TRUE(after.numbers.at(name) == number ||
                (std::isnan(number) && std::isnan(after.numbers.at(name))))
        << name;
}

TEST(State, TheSameStateGivesTheSameFile) {
  const TempFolder folder;
  training::writeState(someState(), folder / "a");
  training::writeState(training::readState(folder / "a"), folder / "b");
  EXPECT_EQ(base::readFile(folder / "a"), base::readFile(folder / "b"));
}

base::Fault faultOf(const std::filesystem::path& path) {
  try {
    training::readState(path);
  } catch (const base::Error& error) {
    EXPECT_EQ(error.path(), path);
    return error.fault();
  }
  ADD_FAILURE() << "read";
  return base::Fault::defect;
}

TEST(State, DamagedFilesAreRefused) {
  const TempFolder folder;
  training::writeState(someState(), folder / "whole");
  const std::string whole = base::readFile(folder / "whole");
  for (const std::size_t size : {std::size_t{1}, std::size_t{9}, whole.size() / 2, whole.size() - 1}) {
    base::writeFile(folder / "cut", whole.substr(0, size));
    EXPECT_EQ(faultOf(folder / "cut"), base::Fault::safetensorsDamaged) << size;
  }
  base::writeFile(folder / "empty", "");
  EXPECT_EQ(faultOf(folder / "empty"), base::Fault::fileEmpty);
  EXPECT_EQ(faultOf(folder / "missing"), base::Fault::fileMissing);
}

TEST(State, OtherSafetensorsAreRefused) {
  const TempFolder folder;
  models::writeSafetensors(models::Safetensors{}, folder / "other");
  EXPECT_EQ(faultOf(folder / "other"), base::Fault::safetensorsDamaged);
  models::Safetensors file{.metadata = {{"format", "redub training 1"}, {"step", "twelve"}}};
  models::writeSafetensors(file, folder / "step");
  EXPECT_EQ(faultOf(folder / "step"), base::Fault::safetensorsDamaged);
  file.metadata = {{"format", "redub training 1"}, {"step", "1"}, {"updates/generator/conv", "1"}};
  models::writeSafetensors(file, folder / "moments");
  EXPECT_EQ(faultOf(folder / "moments"), base::Fault::safetensorsDamaged);
}

TEST(State, DrawsDifferBySeedStepAndRollBack) {
  std::set<std::uint64_t> seeds;
  for (std::uint64_t seed = 0; seed < 10; ++seed)
    for (std::int64_t step = 0; step < 10; ++step)
      for (int rollBacks = 0; rollBacks < 10; ++rollBacks)
        seeds.insert(training::seedOf(seed, {.step = step, .numbers = {{"rollBacks", rollBacks}}}));
  EXPECT_EQ(seeds.size(), 1000U);
  EXPECT_EQ(training::seedOf(1, {.step = 2}),
            training::seedOf(1, {.step = 2, .numbers = {{"rollBacks", 0}}}));
}

}  // namespace
