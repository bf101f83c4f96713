// Trainings in 16 bits beside the same in 32.
#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "models/expert/training/clusters.h"
#include "models/expert/training/pretraining.h"
#include "models/expert/training/reading.h"
#include "models/talklip/training/train.h"
#include "models/training/initial_weights.h"
#include "models/training/run_folder.h"
#include "models/word_reader/training/train.h"
#include "tests/support/temp_folder.h"
#include "tests/teaching/made_set.h"
#include "tests/teaching/small_networks.h"

namespace {

using training::Compute;
using training::State;
using training::Task;

const Compute kWide{at::kCPU, base::Precision::fp32}, kNarrow{at::kCPU, base::Precision::bf16};

// Losses are means or sums of many values, each of which comes from a few to thirty products of numbers with
// 8 bits of mantissa, so off by up to about 2^-8 of its size.
constexpr double kTolerance = 0.03;

class Precision : public testing::Test {
 protected:
  void SetUp() override {
    teaching::writeSet(folder_ / "set", teaching::fiveClips());
    set_.emplace(folder_ / "set");
  }

  // Both learn the same first step; the second's losses are those of weights that 16 bits have moved.
  static void expectNear(State wide, const Task& inWide, State narrow, const Task& inNarrow) {
    for (; wide.step < 2; ++wide.step, ++narrow.step) {
      const auto a = inWide.step(wide).losses, b = inNarrow.step(narrow).losses;
      ASSERT_EQ(a.size(), b.size());
      for (const auto& [name, loss] : a) {
        const bool isCount = name.find("right") != std::string::npos;
        EXPECT_NEAR(b.at(name), loss, isCount ? 0.25 : kTolerance * std::max(0.1, loss)) << name;
      }
      EXPECT_NE(a, b) << "that was not in 16 bits";
    }
    for (const auto& [name, network] : narrow.networks) {
      for (const auto& [weight, tensor] : network.weights)
        EXPECT_EQ(tensor.scalar_type(), at::kFloat) << weight;
      for (const auto& [weight, moments] : network.adam)
        EXPECT_EQ(moments.mean.scalar_type(), at::kFloat) << weight;
    }
  }

  const test_support::TempFolder folder_;
  std::optional<dataset::Set> set_;
  const std::unique_ptr<training::Communicator> alone_ = training::alone();
  const expert::Dictionary words_ =
      expert::Dictionary::learnt(expert::Dictionary::Units::words, teaching::kWords);
  const architecture::DecoderWidths decoder_ = teaching::decoderFor(words_);

  static talklip::training::TalkLipPlan talkLip(const Compute& compute) {
    talklip::training::TalkLipPlan plan = teaching::smallPlan();
    plan.endAt = 2;  // guided from the beginning
    plan.compute = compute;
    return plan;
  }
};

TEST_F(Precision, TalkLipLosesAlike) {
  const talklip::training::TalkLipTraining wide(*set_, talkLip(kWide), teaching::drawnExpert(), *alone_),
      narrow(*set_, talkLip(kNarrow), teaching::drawnExpert(), *alone_);
  expectNear(wide.begin(), wide.task(), narrow.begin(), narrow.task());
}

TEST_F(Precision, PretrainingLosesAlike) {
  std::vector<at::Tensor> clusters;
  for (std::size_t i = 0; i < 5; ++i)
    clusters.push_back(
        at::arange(
            set_->clips()[set_->clipsOf(i < 4 ? dataset::Part::train : dataset::Part::valid)[i % 4]].frames) %
        5);
  const std::vector<at::Tensor> taught(clusters.begin(), clusters.end() - 1),
      valid(clusters.end() - 1, clusters.end());
  const auto planOf = [&](const Compute& compute) {
    return expert::PretrainingPlan{
        .widths = {.encoder = teaching::kSpeech, .decoder = decoder_, .clusterDim = 16},
        .clusters = 5,
        .batch = 4,
        .steps = 2,
        .dropout = 0,
        .compute = compute};
  };
  const expert::Pretraining wide(*set_, planOf(kWide), taught, valid, *alone_),
      narrow(*set_, planOf(kNarrow), taught, valid, *alone_);
  expectNear(wide.begin({}), wide.task(), narrow.begin({}), narrow.task());
}

TEST_F(Precision, ReadingLosesAlike) {
  const auto planOf = [&](const Compute& compute) {
    return expert::ReadingPlan{.widths = {.encoder = teaching::kSpeech, .decoder = decoder_},
                               .batch = 4,
                               .steps = 2,
                               .dropout = 0,
                               .compute = compute};
  };
  const expert::Reading wide(*set_, planOf(kWide), words_, *alone_),
      narrow(*set_, planOf(kNarrow), words_, *alone_);
  expectNear(wide.begin({}), wide.task(), narrow.begin({}), narrow.task());
}

TEST_F(Precision, TheReaderOfWordsLosesAlike) {
  const auto planOf = [](const Compute& compute) {
    return word_reader::ReaderPlan{.size = {.front = 4, .width = 16, .layers = 2},
                                   .batch = 4,
                                   .epochs = 2,
                                   .dropout = 0,
                                   .compute = compute};
  };
  const word_reader::ReaderTraining wide(*set_, planOf(kWide)), narrow(*set_, planOf(kNarrow));
  expectNear(wide.begin(), wide.task(), narrow.begin(), narrow.task());
}

TEST_F(Precision, CheckpointsHave32Bits) {
  const talklip::training::TalkLipTraining taught(*set_, talkLip(kNarrow), teaching::drawnExpert(), *alone_);
  training::RunSettings run{.folder = folder_ / "run", .steps = 2};
  EXPECT_EQ(training::run(run, taught.begin(), taught.task(), *alone_), training::RunEnd::done);
  const State kept = training::readState(training::newestState(run.folder).value());
  EXPECT_EQ(kept.step, 2);
  for (const auto& [name, network] : kept.networks)
    for (const auto& [weight, tensor] : network.weights)
      EXPECT_EQ(tensor.scalar_type(), at::kFloat) << weight;
}

}  // namespace
