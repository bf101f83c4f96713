// TalkLip's training on drawn talkers, at sizes that a test can pay.
#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "core/base/error.h"
#include "models/expert/sizes.h"
#include "models/talklip/training/train.h"
#include "models/training/initial_weights.h"
#include "models/training/model_file.h"
#include "tests/support/temp_folder.h"
#include "tests/teaching/made_set.h"
#include "tests/teaching/small_networks.h"

namespace {

using namespace talklip::training;
namespace fs = std::filesystem;

using teaching::drawnExpert;

class TalkLipRun : public testing::Test {
 protected:
  void SetUp() override {
    std::vector<dataset::Clip> clips = teaching::fiveClips();
    dataset::Clip tiny = teaching::madeClip("tiny", {}, dataset::Part::train);
    clips.push_back(tiny);  // 8 pictures
    teaching::writeSet(folder_.path() / "set", clips);
    plan_ = teaching::smallPlan();
    plan_.rate = 2e-3;
    plan_.stage1At = 3, plan_.stage2At = 6, plan_.endAt = 9;
  }
  ::training::RunEnd train(const std::string& name, ::training::RunSettings run = {},
                           std::stop_token stop = {}) {
    const dataset::Set set(folder_.path() / "set");
    const auto alone = ::training::alone();
    const TalkLipTraining training(set, plan_, drawnExpert(), *alone);
    tooShort_ = training.tooShort();
    run.folder = folder_.path() / name;
    run.steps = plan_.endAt;
    if (run.validateEvery == ::training::RunSettings{}.validateEvery) run.validateEvery = 4;
    return ::training::run(run, training.begin(), training.task(), *alone, stop);
  }
  std::vector<nlohmann::json> steps(const std::string& name) const {
    std::vector<nlohmann::json> all;
    std::ifstream in(folder_.path() / name / "log.jsonl");
    for (std::string line; std::getline(in, line);)
      if (auto event = nlohmann::json::parse(line); event.at("event") == "step")
        all.push_back(event.at("losses"));
    return all;
  }
  test_support::TempFolder folder_;
  TalkLipPlan plan_;
  std::size_t tooShort_ = 0;
};

TEST_F(TalkLipRun, GoesThroughItsStages) {
  EXPECT_EQ(train("run"), ::training::RunEnd::done);
  EXPECT_EQ(tooShort_, 1U);
  const auto losses = steps("run");
  ASSERT_EQ(losses.size(), 9U);
  for (std::size_t i = 0; i < losses.size(); ++i) {
    EXPECT_EQ(losses[i].contains("reading"), i >= 6) << i;
    EXPECT_EQ(losses[i].contains("contrastive"), i >= 6) << i;
  }
  const networks::Weights model =
      ::training::readModel(folder_.path() / "run/models/talklip.safetensors").weights;
  const auto expert = drawnExpert().weights;
  // What is frozen is the expert's, bit for bit; what is learnt is not.
  const auto isSame = [&](const std::string& name) {
    return at::equal(model.at("audio_encoder.w2v_model." + name), expert.at("encoder.w2v_model." + name));
  };
  EXPECT_TRUE(isSame("encoder.layers.2.fc1.weight") && isSame("post_extract_proj.weight") &&
              isSame("encoder.layer_norm.weight"));
  EXPECT_FALSE(isSame("encoder.layers.3.fc1.weight"));
}

TEST_F(TalkLipRun, StagesEndWhereNothingGetsBetter) {
  plan_.stage1At = plan_.stage2At = plan_.endAt = 0;
  plan_.rate = 0;  // nothing is learnt but BatchNorm's statistics, and these settle
  plan_.patience = 1;
  ::training::RunSettings run;
  run.validateEvery = 2;
  EXPECT_EQ(train("run", run), ::training::RunEnd::done);
  std::set<std::size_t> kinds;
  for (const auto& losses : steps("run")) kinds.insert(losses.size());
  EXPECT_EQ(kinds, (std::set<std::size_t>{4, 6}));  // without and with the expert's two
}

TEST_F(TalkLipRun, OverfitsOneClip) {
  plan_.stage1At = 40, plan_.stage2At = 80, plan_.endAt = 120;
  plan_.batch = 4;
  EXPECT_EQ(train("run", {.validateEvery = 1000}), ::training::RunEnd::done);
  const auto losses = steps("run");
  EXPECT_GT(losses.front().at("L1").get<double>(), 0.12);
  EXPECT_LT(losses[39].at("L1").get<double>(), 0.09);
  EXPECT_LT(losses.back().at("L1").get<double>(), 0.05);
  EXPECT_LT(losses.back().at("contrastive").get<double>(), losses[80].at("contrastive").get<double>());
}

TEST_F(TalkLipRun, GoesOnAsIfItHadNotBeenStopped) {
  plan_.dropout = 0.1;
  EXPECT_EQ(train("whole", {.checkpointEvery = 2}), ::training::RunEnd::done);
  for (const std::int64_t end : {3, 5, 7}) {  // in every stage
    std::stop_source source;
    source.request_stop();
    TalkLipPlan shorter = plan_;
    std::swap(shorter, plan_);
    plan_.endAt = end;
    // A run that is to end earlier keeps what it has at its end.
    EXPECT_EQ(train("parts", {.checkpointEvery = 2}), ::training::RunEnd::done);
    std::swap(shorter, plan_);
  }
  EXPECT_EQ(train("parts", {.checkpointEvery = 2}), ::training::RunEnd::done);
  EXPECT_EQ(steps("parts"), steps("whole"));
}

TEST_F(TalkLipRun, APieceAtATimeTakesLessAndLearnsTheSame) {
  plan_.endAt = 2;
  const dataset::Set set(folder_.path() / "set");
  const auto alone = ::training::alone();
  const TalkLipTraining training(set, plan_, drawnExpert(), *alone);
  ::training::State whole = training.begin(), pieces = training.begin();
  pieces.numbers["splits"] = 2;
  const auto a = training.task().step(whole), b = training.task().step(pieces);
  // BatchNorm sees half of the batch at a time, so the losses are near, not equal.
  EXPECT_NEAR(a.losses.at("L1"), b.losses.at("L1"), 0.2 * a.losses.at("L1"));
  EXPECT_EQ(a.clips, b.clips);
}

// Adam's first update moves a weight by the rate, if at all.
TEST_F(TalkLipRun, TheJudgeLearnsAtItsOwnRate) {
  const dataset::Set set(folder_.path() / "set");
  const auto alone = ::training::alone();
  for (const auto& [judgeRate, expected] : {std::pair{0.0, 2e-3}, {1e-4, 1e-4}}) {
    plan_.judgeRate = judgeRate;
    const TalkLipTraining training(set, plan_, drawnExpert(), *alone);
    const ::training::State before = training.begin();
    ::training::State after = training.begin();
    training.task().step(after);
    const auto moved = [&](const std::string& network, const std::string& weight) {
      return (after.networks.at(network).weights.at(weight) - before.networks.at(network).weights.at(weight))
          .abs()
          .max()
          .item<double>();
    };
    EXPECT_NEAR(moved("discriminator", "binary_pred.0.weight"), expected, 0.02 * expected);
    EXPECT_NEAR(moved("generator", "output_block.1.weight"), 2e-3, 0.02 * 2e-3);
  }
}

TEST_F(TalkLipRun, AJudgeThatHasWonIsNoticed) {
  const dataset::Set set(folder_.path() / "set");
  const auto alone = ::training::alone();
  const TalkLipTraining training(set, plan_, drawnExpert(), *alone);
  ::training::State state = training.begin();
  // A judge that calls everything painted: its last bias says so.
  state.networks.at("discriminator").weights.at("binary_pred.0.bias").fill_(-200);
  EXPECT_TRUE(training.task().hasDiverged(training.task().step(state)));
  ::training::State sound = training.begin();
  EXPECT_FALSE(training.task().hasDiverged(training.task().step(sound)));
}

}  // namespace
