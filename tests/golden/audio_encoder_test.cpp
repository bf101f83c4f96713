// AV-HuBERT's speech path against the reference's numbers.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <gtest/gtest.h>

#include <map>

#include "models/networks/av_hubert.h"
#include "models/networks/fold.h"
#include "tests/golden/block_stats.h"
#include "tests/golden/formula_tensors.h"

namespace {

using golden::maxDifference;
using golden::tensor;
using networks::Part;

// The reference itself differs by 2.6e-6 between thread counts; wrong epsilons already give 2e-5.
constexpr double kTolerance = 1e-4;

const std::string kPrefix = "audio_encoder.w2v_model.";

class AudioEncoder : public testing::Test {
 protected:
  void SetUp() override { at::set_num_threads(1); }
  c10::InferenceMode inference_;
};

TEST_F(AudioEncoder, GivesTheReferencesIntermediateValues) {
  std::map<std::string, at::Tensor> seen;
  const at::Tensor out = networks::encodeSpeech(
      Part(golden::baseTalkLip(), kPrefix), tensor("audio_features.npy").unsqueeze(0), {},
      [&](const std::string& name, const at::Tensor& value) { seen[name] = value; });
  const std::map<std::string, std::string> files{{"post_extract_proj", "enc_post_extract_proj.npy"},
                                                 {"pos_conv_after_gelu", "enc_pos_conv.npy"},
                                                 {"layers.0.self_attn", "enc_layer00_self_attn.npy"},
                                                 {"layers.0", "enc_layer00.npy"},
                                                 {"layers.11", "enc_layer11.npy"}};
  for (const auto& [name, file] : files)
    EXPECT_LE(maxDifference(seen.at(name)[0], tensor(file)), kTolerance) << name;
  EXPECT_LE(maxDifference(out[0], tensor("enc_out.npy")), kTolerance);
}

TEST_F(AudioEncoder, EveryLayerHasTheReferencesStatistics) {
  const golden::BlockStats stats("enc.");
  networks::encodeSpeech(
      Part(golden::baseTalkLip(), kPrefix), tensor("audio_features.npy").unsqueeze(0), {},
      [&](const std::string& name, const at::Tensor& value) { stats.expect(name, value); });
  EXPECT_GE(stats.compared(), 15U);
}

TEST_F(AudioEncoder, IsNotDisturbedByPadding) {
  const at::Tensor whole = tensor("audio_features.npy");
  at::Tensor padded = whole.clone();
  padded.slice(0, 20).zero_();
  at::Tensor mask = at::zeros({2, 33}, at::kBool);
  mask[1].slice(0, 20).fill_(true);
  const at::Tensor out =
      networks::encodeSpeech(Part(golden::baseTalkLip(), kPrefix), at::stack({whole, padded}), mask);
  EXPECT_LE(maxDifference(out[0], tensor("enc_out.npy")), kTolerance);
  EXPECT_LE(maxDifference(out[1].slice(0, 0, 20), tensor("enc_out_padded_b2.npy")), kTolerance);
}

TEST_F(AudioEncoder, FoldedGivesTheSame) {
  const networks::Weights folded = networks::folded(golden::baseTalkLip());
  EXPECT_EQ(folded.count(kPrefix + "encoder.pos_conv.0.weight_v"), 0U);
  const at::Tensor out =
      networks::encodeSpeech(Part(folded, kPrefix), tensor("audio_features.npy").unsqueeze(0));
  EXPECT_LE(maxDifference(out[0], tensor("enc_out.npy")), kTolerance);
}

TEST_F(AudioEncoder, OfAnotherWidthRunsWithTheSameCode) {
  const networks::Weights tiny = golden::formulaTensors(golden::keys("ckpt/tiny_keys.csv"), {});
  const at::Tensor out =
      networks::encodeSpeech(Part(tiny, kPrefix), tensor("audio_features.npy").unsqueeze(0));
  EXPECT_LE(maxDifference(out[0], tensor("ckpt/tiny_enc_out.npy")), kTolerance);
}

}  // namespace
