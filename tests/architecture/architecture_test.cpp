#include "models/architecture/architecture.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/formula_weights.h"

namespace {

using architecture::Architecture;
using architecture::Kind;
using architecture::Shapes;

Shapes keys(const std::string& file, const std::string& oldPrefix = {}, const std::string& newPrefix = {}) {
  Shapes shapes;
  for (const auto& key :
       test_support::readKeys(std::string(REDUB_SOURCE_DIR) + "/tests/golden/data/" + file)) {
    const bool hasPrefix = key.name.rfind(oldPrefix, 0) == 0;
    shapes[hasPrefix ? newPrefix + key.name.substr(oldPrefix.size()) : key.name] = key.shape;
  }
  return shapes;
}

Shapes expertKeys() {
  Shapes all = keys("keys/expert_decoder_base.tsv");
  for (const auto& [name, shape] : keys("keys/talklip_base.tsv", "audio_encoder.", "encoder."))
    if (name.rfind("encoder.w2v_model.", 0) == 0) all[name] = shape;
  return all;
}

Shapes largeExpertKeys() {
  Shapes all = keys("keys/expert_decoder_large.tsv");
  all.merge(keys("keys/avhubert_large_w2v_model.tsv", "w2v_model.", "encoder.w2v_model."));
  return all;
}

struct Case {
  const char* what;
  Shapes shapes;
  Kind kind;
  const char* size;
};

std::vector<Case> cases() {
  return {{"TalkLip", keys("keys/talklip_base.tsv"), Kind::talkLip, "base"},
          {"narrow TalkLip", keys("ckpt/tiny_keys.csv"), Kind::talkLip, "48 wide"},
          {"Wav2Lip", keys("keys/wav2lip.tsv"), Kind::wav2Lip, "base"},
          {"discriminator", keys("keys/discriminator.tsv"), Kind::discriminator, "base"},
          {"expert", expertKeys(), Kind::expert, "base"},
          {"large expert", largeExpertKeys(), Kind::expert, "large"},
          {"AV-HuBERT", keys("keys/avhubert_large_w2v_model.tsv"), Kind::avHubert, "large"},
          {"AV-HuBERT without prefix", keys("keys/avhubert_large_w2v_model.tsv", "w2v_model."),
           Kind::avHubert, "large"},
          {"SyncNet", keys("keys/syncnet_v2.tsv"), Kind::syncNet, "v2"}};
}

TEST(Architecture, KnowsEveryTensorOfTheReferenceLists) {
  for (const Case& c : cases()) {
    const std::optional<Architecture> found = architecture::recognise(c.shapes);
    ASSERT_TRUE(found) << c.what;
    EXPECT_EQ(found->kind, c.kind) << c.what;
    EXPECT_EQ(found->size, c.size) << c.what;
    EXPECT_EQ(found->tensors.size(), c.shapes.size()) << c.what;
    const architecture::Comparison comparison = architecture::compare(*found, c.shapes);
    EXPECT_TRUE(comparison.isComplete) << c.what;
    EXPECT_EQ(architecture::table(comparison), "") << c.what;
  }
}

TEST(Architecture, OfTalkLipNeeds203TensorsOfTheSpeechEncoder) {
  const auto found = architecture::recognise(keys("keys/talklip_base.tsv"));
  ASSERT_TRUE(found);
  EXPECT_EQ(
      std::ranges::count_if(
          found->tensors, [](const auto& t) { return t.isNeeded && t.name.rfind("audio_encoder.", 0) == 0; }),
      203);
}

TEST(Architecture, TellsWhatIsMissingMisshapedAndUnexpected) {
  Shapes shapes = keys("keys/talklip_base.tsv");
  shapes.erase("output_block.1.bias");
  shapes["audio_map.weight"] = {512, 700};
  shapes["something.else"] = {3};
  shapes.erase("sync_net.Linearaudio.bias");
  const auto found = architecture::recognise(shapes);
  ASSERT_TRUE(found);
  const architecture::Comparison comparison = architecture::compare(*found, shapes);
  EXPECT_FALSE(comparison.isComplete);
  EXPECT_EQ(comparison.missing,
            (std::vector<std::string>{"output_block.1.bias", "sync_net.Linearaudio.bias"}));
  ASSERT_EQ(comparison.misshaped.size(), 1U);
  EXPECT_EQ(comparison.misshaped[0].name, "audio_map.weight");
  EXPECT_EQ(comparison.unexpected, std::vector<std::string>{"something.else"});
  EXPECT_NE(architecture::table(comparison).find("audio_map.weight  is 512x700, should be 512x768"),
            std::string::npos);
}

TEST(Architecture, DoesWithoutWhatIsOnlyUsedInTraining) {
  Shapes shapes = keys("keys/talklip_base.tsv");
  shapes.erase("sync_net.Linearaudio.bias");
  shapes.erase("audio_encoder.w2v_model.mask_emb");
  const auto found = architecture::recognise(shapes);
  ASSERT_TRUE(found);
  EXPECT_TRUE(architecture::compare(*found, shapes).isComplete);
}

TEST(Architecture, DoesNotKnowForeignTensors) {
  EXPECT_FALSE(architecture::recognise({{"conv1.weight", {64, 3, 7, 7}}, {"fc.bias", {1000}}}));
  EXPECT_FALSE(architecture::recognise({}));
}

}  // namespace
