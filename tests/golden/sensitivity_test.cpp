// The reference numbers notice the mistakes that are easily made: each is made here, and must cost far more
// than the tolerance of the tests beside.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <gtest/gtest.h>

#include "models/networks/av_hubert.h"
#include "models/networks/generator.h"
#include "models/networks/layers.h"
#include "tests/golden/formula_tensors.h"
#include "tests/golden/golden.h"

namespace {

using golden::maxDifference;
using golden::tensor;
using networks::Part;

class ReferenceNumbers : public testing::Test {
 protected:
  void SetUp() override { at::set_num_threads(1); }
  c10::InferenceMode inference_;
};

TEST_F(ReferenceNumbers, NoticeTheOrderOfSoundAndPicture) {
  const networks::Weights weights = golden::formulaTensors(golden::keys("ckpt/tiny_keys.csv"), {});
  const Part part(weights, "audio_encoder.w2v_model.");
  const at::Tensor features = tensor("audio_features.npy").unsqueeze(0);
  const at::Tensor projected = networks::linear(part / "feature_extractor_audio" / "proj", features);
  const at::Tensor want = tensor("ckpt/tiny_enc_out.npy");
  EXPECT_LE(maxDifference(networks::encodeProjected(part, projected, networks::Modality::sound)[0], want),
            1e-4);
  EXPECT_GT(maxDifference(networks::encodeProjected(part, projected, networks::Modality::picture)[0], want),
            0.1);
}

TEST_F(ReferenceNumbers, NoticeTheOrderOfFrameAndIdentityAndOfColours) {
  const networks::Weights image =
      golden::formulaTensors(golden::keys("keys/talklip_base.tsv"), {.xorConstant = golden::xorConstant()},
                             [](const std::string& name) { return name.rfind("audio_encoder.", 0) != 0; });
  const at::Tensor speech = networks::mapSpeech(image, tensor("enc_out.npy").slice(0, 0, 1));
  const at::Tensor faces = golden::faces(1, -1), want = tensor("gen_out_demo.npy").slice(0, 0, 1);
  const auto with = [&](const std::vector<std::int64_t>& channels) {
    const at::Tensor order = at::tensor(channels, at::kLong);
    return maxDifference(networks::generate(image, faces.index_select(1, order), speech), want);
  };
  EXPECT_LE(with({0, 1, 2, 3, 4, 5}), 5e-5);
  EXPECT_GT(with({3, 4, 5, 0, 1, 2}), 0.01);
  EXPECT_GT(with({2, 1, 0, 5, 4, 3}), 0.01);
}

}  // namespace
