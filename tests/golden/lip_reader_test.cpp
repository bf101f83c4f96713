// The lip-reading expert against the reference's numbers.
#include "models/networks/lip_reader.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <gtest/gtest.h>

#include "tests/golden/formula_tensors.h"
#include "tests/golden/golden.h"
#include "tests/golden/json.h"

namespace {

using golden::maxDifference;
using golden::tensor;
using networks::Part;

const networks::Weights& expert() {
  static const networks::Weights all = [] {
    std::vector<test_support::Key> keys = golden::keys("keys/expert_decoder_base.tsv");
    const std::string from = "audio_encoder.";
    for (test_support::Key key : golden::keys("keys/talklip_base.tsv"))
      if (key.name.rfind(from, 0) == 0) {
        key.name = "encoder." + key.name.substr(from.size());
        keys.push_back(std::move(key));
      }
    networks::Weights weights = golden::formulaTensors(keys, {.xorConstant = golden::xorConstant()});
    weights["decoder.embed_tokens.weight"][1].zero_();  // padding
    return weights;
  }();
  return all;
}

class LipReader : public testing::Test {
 protected:
  void SetUp() override { at::set_num_threads(1); }
  static at::Tensor pictures() {
    const at::Tensor grey = tensor("expert_gray_u8.npy") / 255.0;
    return ((grey.slice(1, 4, 92).slice(2, 4, 92) - 0.421) / 0.165).view({1, 1, 8, 88, 88});
  }
  static double relative(const at::Tensor& found, const at::Tensor& expected) {
    return maxDifference(found, expected) / std::max(1.0, expected.abs().max().item<double>());
  }
  c10::InferenceMode inference_;
};

TEST_F(LipReader, TakesPicturesAsTheReferenceDoes) {
  at::Tensor frames = at::empty({2, 3, 160, 160});
  float* out = frames.data_ptr<float>();
  for (int t = 0; t < 2; ++t)
    for (int c = 0; c < 3; ++c)
      for (int y = 0; y < 160; ++y)
        for (int x = 0; x < 160; ++x)
          *out++ = static_cast<float>((2 * x + 3 * y + 71 * c + 13 * t + ((x * x + 3 * x * y) >> 7)) & 255);
  EXPECT_LE(maxDifference(networks::lipPictures(frames)[0][0], tensor("expert_pre_160_to_88.npy")), 1e-4);
}

TEST_F(LipReader, SeesAsTheReferenceDoes) {
  const nlohmann::json stats = golden::json("scalars.json")["expert_stats"];
  std::size_t compared = 0;
  const Part eyes = Part(expert()) / "encoder" / "w2v_model" / "feature_extractor_video";
  const at::Tensor seen =
      networks::visualFeatures(eyes, pictures(), [&](const std::string& name, const at::Tensor& x) {
        if (!stats.contains(name)) return;
        ++compared;
        const double scale = std::max(1.0, std::abs(stats[name]["max"].get<double>()));
        EXPECT_NEAR(x.mean().item<double>(), stats[name]["mean"].get<double>(), 1e-4 * scale) << name;
        EXPECT_NEAR(x.max().item<double>(), stats[name]["max"].get<double>(), 1e-4 * scale) << name;
        EXPECT_NEAR(x.min().item<double>(), stats[name]["min"].get<double>(), 1e-4 * scale) << name;
      });
  EXPECT_GE(compared, 3U);
  EXPECT_LE(relative(seen[0], tensor("expert_resnet_out.npy")), 1e-4);  // of values up to 78
  EXPECT_LE(relative(networks::encodeLips(expert(), pictures())[0], tensor("expert_enc_out.npy")), 1e-4);
}

TEST_F(LipReader, AClipInAPaddedBatchIsReadAsByItself) {
  const at::Tensor clip = pictures();
  at::Tensor both = at::zeros({2, 1, 8, 88, 88});
  both[0].copy_(clip[0]);
  both[1].slice(1, 0, 5).copy_(clip[0].slice(1, 0, 5));
  at::Tensor padding = at::zeros({2, 8}, at::kBool);
  padding[1].slice(0, 5).fill_(true);
  const at::Tensor out = networks::encodeLips(expert(), both, padding);
  EXPECT_LE(relative(out[0], tensor("expert_enc_out.npy")), 1e-4);
  // The front end looks two pictures ahead, so the last two before the padding may differ.
  EXPECT_TRUE(out.isfinite().all().item<bool>());
}

TEST_F(LipReader, KnowsTheLikelyNextTokens) {
  const nlohmann::json scalars = golden::json("scalars.json");
  const auto before = scalars["prev_tokens"].get<std::vector<std::int64_t>>();
  const at::Tensor lips = tensor("expert_enc_out.npy").unsqueeze(0);
  const at::Tensor found =
      networks::nextTokens(Part(expert()) / "decoder", at::tensor(before).unsqueeze(0), lips)[0];
  EXPECT_LE(relative(found, tensor("expert_log_probs.npy")), 1e-4);
}

TEST_F(LipReader, FindsTheReferencesTexts) {
  const nlohmann::json want = golden::json("beam_search.json");
  const at::Tensor lips = tensor("expert_enc_out.npy").unsqueeze(0);
  for (const int beam : {1, 5, 50}) {
    const nlohmann::json expected = want["beam" + std::to_string(beam)];
    const std::vector<networks::Hypothesis> found =
        networks::beamSearch(Part(expert()) / "decoder", lips, {.beam = beam});
    ASSERT_GE(found.size(), expected.size()) << beam;
    for (std::size_t i = 0; i < expected.size(); ++i) {
      EXPECT_EQ(found[i].tokens, expected[i]["tokens"].get<std::vector<std::int64_t>>()) << beam << " " << i;
      EXPECT_NEAR(found[i].score, expected[i]["score"].get<double>(), 1e-4) << beam << " " << i;
      const auto positional = expected[i]["positional"].get<std::vector<double>>();
      ASSERT_EQ(found[i].positional.size(), positional.size());
      for (std::size_t k = 0; k < positional.size(); ++k)
        EXPECT_NEAR(found[i].positional[k], positional[k], 1e-4) << beam << " " << i << " " << k;
    }
  }
}

}  // namespace
