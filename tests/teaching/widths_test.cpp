// Image networks of other sizes and with other sound encoders than the authors'.
#include "models/talklip/training/widths.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <random>

#include "core/base/error.h"
#include "models/networks/av_hubert.h"
#include "models/networks/discriminator.h"
#include "models/networks/fold.h"
#include "models/networks/generator.h"
#include "models/talklip/training/generator_loss.h"
#include "models/talklip/training/sampling.h"
#include "models/training/initial_weights.h"
#include "tests/teaching/made_set.h"

namespace {

using namespace talklip::training;
using networks::Part;
using networks::shapesOf;
using networks::Weights;

constexpr architecture::SpeechWidths kSpeech{.layers = 2, .dim = 16, .ffn = 32, .picture = 2};

TEST(Widths, OfThePaperAreTheAuthors) {
  const Widths paper = widths("paper", kSpeech);
  EXPECT_EQ(paper.image.encoder, (std::vector<std::int64_t>{16, 32, 64, 128, 256, 512, 512}));
  EXPECT_EQ(paper.image.decoder, (std::vector<std::int64_t>{512, 512, 512, 384, 256, 128, 64}));
  EXPECT_EQ(paper.image.output, 32);
  EXPECT_EQ(paper.judge, (std::vector<std::int64_t>{32, 64, 128, 256, 512, 512, 512}));
  // Maps of one size have the same channels, whatever the picture's size is.
  EXPECT_EQ(widths("paper", kSpeech, 48).image.encoder,
            (std::vector<std::int64_t>{32, 64, 128, 256, 512, 512}));
  EXPECT_EQ(widths("paper", kSpeech, 192).image.decoder,
            (std::vector<std::int64_t>{512, 512, 512, 384, 256, 128, 64, 32}));
}

TEST(Widths, OfEdgesAndPresetsThatAreNoneAreRefused) {
  for (const std::int64_t edge : {0, 12, 90, 97, 768}) {
    EXPECT_THROW(widths("small", kSpeech, edge), base::Error) << edge;
  }
  EXPECT_THROW(widths("tiny", kSpeech), base::Error);
}

class AnEdge : public testing::TestWithParam<std::int64_t> {};

TEST_P(AnEdge, HasItsNetworks) {
  const std::int64_t edge = GetParam();
  const c10::InferenceMode inference;
  at::manual_seed(1);
  const Widths small = widths("small", kSpeech, edge);
  const Weights generator = training::initialWeights(architecture::talkLip(small.image, kSpeech));
  const Weights judge = training::initialWeights(architecture::discriminator(small.judge));
  EXPECT_EQ(networks::edgeOf(generator), edge);
  const auto recognised = architecture::recognise(shapesOf(generator));
  ASSERT_TRUE(recognised);
  EXPECT_EQ(recognised->kind, architecture::Kind::talkLip);
  const architecture::Comparison comparison = architecture::compare(*recognised, shapesOf(generator));
  EXPECT_TRUE(comparison.isComplete && comparison.unexpected.empty()) << table(comparison);
  const auto ofJudge = architecture::recognise(shapesOf(judge));
  ASSERT_TRUE(ofJudge);
  EXPECT_TRUE(architecture::compare(*ofJudge, shapesOf(judge)).isComplete);

  const at::Tensor faces = at::rand({2, 6, edge, edge}), speech = at::randn({2, small.image.decoder[0]});
  const at::Tensor whole = networks::generate(generator, faces, speech);
  ASSERT_EQ(whole.sizes(), (std::vector<std::int64_t>{2, 3, edge, edge}));
  EXPECT_GT(whole.std().item<double>(), 1e-4);
  const std::int64_t firstRow = edge * 5 / 12;
  const at::Tensor lower = networks::generate(generator, faces, speech, firstRow);
  EXPECT_LE((lower - whole.slice(2, firstRow)).abs().max().item<double>(), 1e-5);
  const at::Tensor folded = networks::generate(networks::folded(generator), faces, speech);
  EXPECT_LE((folded - whole).abs().max().item<double>(), 1e-4);
  EXPECT_EQ(networks::verdict(judge, networks::judgeFeatures(judge, whole)).numel(), 2);
  // The judge sees the lower half and nothing else.
  at::Tensor other = whole.clone();
  other.slice(2, 0, edge / 2).zero_();
  EXPECT_TRUE(at::equal(networks::judgeFeatures(judge, whole), networks::judgeFeatures(judge, other)));
}

INSTANTIATE_TEST_SUITE_P(Edges, AnEdge, testing::Values(24, 48, 96, 192));

TEST(ASoundEncoder, OfBothKindsAddsTheirVectorsUp) {
  const c10::InferenceMode inference;
  at::manual_seed(2);
  const Widths small = widths("small", kSpeech, 48);
  const Weights generator = training::initialWeights(architecture::talkLip(small.image, kSpeech, true));
  EXPECT_EQ(encoderOf(generator), SoundEncoder::both);
  const auto recognised = architecture::recognise(shapesOf(generator));
  ASSERT_TRUE(recognised);
  EXPECT_TRUE(architecture::compare(*recognised, shapesOf(generator)).unexpected.empty());

  const dataset::Clip clip = teaching::madeClip("c", {1, 2}, dataset::Part::train);
  const auto words = expert::Dictionary::learnt(expert::Dictionary::Units::words, teaching::kWords);
  std::mt19937_64 random(1);
  const Batch batch = joined({sample(clip.view(), words, {SoundEncoder::both, 48}, &random)});
  ASSERT_EQ(batch.faces.size(2), 48);
  const at::Tensor encoded = encodeSound(generator, batch, SoundEncoder::both);
  const at::Tensor painted = paint(generator, batch, SoundEncoder::both, encoded);
  std::vector<at::Tensor> rows;
  for (const Place& place : batch.places) rows.push_back(encoded[0][place.frame]);
  const at::Tensor global = networks::mapSpeech(generator, at::stack(rows));
  const at::Tensor local = networks::encodeMel(generator, batch.mel);
  EXPECT_LE((painted - networks::generate(generator, batch.faces, global + local)).abs().max().item<double>(),
            1e-6);
}

TEST(ASoundEncoder, IsToldByItsWeights) {
  const Widths small = widths("small", kSpeech);
  EXPECT_EQ(encoderOf(training::initialWeights(architecture::talkLip(small.image, kSpeech))),
            SoundEncoder::global);
  EXPECT_EQ(encoderOf(training::initialWeights(architecture::wav2Lip(small.image))), SoundEncoder::local);
}

}  // namespace
