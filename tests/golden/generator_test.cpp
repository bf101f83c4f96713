// TalkLip's image network, and Wav2Lip's speech front, against the reference's numbers.
#include "models/networks/generator.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <gtest/gtest.h>

#include "models/networks/av_hubert.h"
#include "models/networks/fold.h"
#include "tests/golden/block_stats.h"
#include "tests/golden/formula_tensors.h"
#include "tests/golden/golden.h"

namespace {

using golden::maxDifference;
using golden::tensor;
using networks::Part;

// The reference in fp32 differs from fp64 by 1.1e-6; the smallest mistake of README's list gives 8e-4.
constexpr double kTolerance = 5e-5;

class Generator : public testing::Test {
 protected:
  void SetUp() override { at::set_num_threads(1); }
  static at::Tensor speech() {
    const at::Tensor steps = at::tensor({0, 6, 12, 18, 24, 32}, at::kLong);
    return networks::mapSpeech(golden::baseTalkLip(), tensor("enc_out.npy").index_select(0, steps));
  }
  c10::InferenceMode inference_;
};

TEST_F(Generator, GivesTheReferencesPictures) {
  const at::Tensor demo = networks::generate(golden::baseTalkLip(), golden::faces(6, -1), speech());
  EXPECT_LE(maxDifference(demo, tensor("gen_out_demo.npy")), kTolerance);
  const at::Tensor first =
      networks::generate(golden::baseTalkLip(), golden::faces(3, 0), speech().slice(0, 0, 3));
  EXPECT_LE(maxDifference(first, tensor("gen_out_first.npy")), kTolerance);
}

TEST_F(Generator, WithBatchNormFoldedGivesTheSame) {
  const networks::Weights folded = networks::folded(golden::baseTalkLip());
  const at::Tensor demo = networks::generate(folded, golden::faces(6, -1), speech());
  EXPECT_LE(maxDifference(demo, tensor("gen_out_demo.npy")), kTolerance);
}

TEST_F(Generator, OfTheLowerFaceEqualsTheseRowsOfTheWhole) {
  const networks::Weights folded = networks::folded(golden::baseTalkLip());
  const at::Tensor faces = golden::faces(2, -1), said = speech().slice(0, 0, 2);
  const at::Tensor whole = networks::generate(folded, faces, said);
  for (const std::int64_t row : {1, 36, 40, 47, 95}) {
    const at::Tensor part = networks::generate(folded, faces, said, row);
    ASSERT_EQ(part.size(2), 96 - row);
    EXPECT_LE(maxDifference(part, whole.slice(2, row)), 1e-6) << row;  // sums in another order at most
  }
}

TEST_F(Generator, EveryBlockHasTheReferencesStatistics) {
  const golden::BlockStats stats("gen.");
  networks::generate(golden::baseTalkLip(), golden::faces(6, -1), speech(), 0,
                     [&](const std::string& name, const at::Tensor& value) { stats.expect(name, value); });
  EXPECT_EQ(stats.compared(), 37U);
}

TEST_F(Generator, OfAnotherWidthRunsWithTheSameCode) {
  const networks::Weights tiny = golden::formulaTensors(golden::keys("ckpt/tiny_keys.csv"), {});
  const at::Tensor encoded = networks::encodeSpeech(Part(tiny, "audio_encoder.w2v_model."),
                                                    tensor("audio_features.npy").unsqueeze(0))[0];
  const at::Tensor steps = at::tensor({3, 20}, at::kLong);
  const at::Tensor out = networks::generate(tiny, golden::faces(2, -1),
                                            networks::mapSpeech(tiny, encoded.index_select(0, steps)));
  EXPECT_LE(maxDifference(out, tensor("ckpt/tiny_gen_out.npy")), kTolerance);
}

TEST_F(Generator, Wav2LipsSpeechFrontGivesTheReferencesVectors) {
  const networks::Weights weights =
      golden::formulaTensors(golden::keys("keys/wav2lip.tsv"), {.xorConstant = golden::xorConstant()},
                             [](const std::string& name) { return name.rfind("audio_encoder.", 0) == 0; });
  const at::Tensor mel = tensor("w2l_mel.npy");
  std::vector<at::Tensor> patches;
  for (int i = 0; i < 30; ++i) {
    const auto column = std::min<std::int64_t>(i * 80 / 25, mel.size(1) - 16);
    patches.push_back(mel.slice(1, column, column + 16));
  }
  const at::Tensor out = networks::encodeMel(weights, at::stack(patches).unsqueeze(1));
  EXPECT_LE(maxDifference(out, tensor("w2l_audio_emb.npy")), 1e-4);
}

}  // namespace
