// The reference's checkpoint files: real ones are read in full, broken and hostile ones are refused.
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "models/checkpoint/checkpoint.h"
#include "tests/support/formula_weights.h"

namespace {

namespace fs = std::filesystem;
using checkpoint::Array;
using checkpoint::Checkpoint;

const fs::path kFolder = fs::path(REDUB_SOURCE_DIR) / "tests/golden/data/ckpt";

std::map<std::string, Array> tensors(const Checkpoint& file) {
  std::map<std::string, Array> byName;
  for (checkpoint::Named& named : checkpoint::stateDict(file)) byName[named.name] = std::move(named.array);
  return byName;
}

std::string refusal(const std::string& name) {
  try {
    Checkpoint::open(kFolder / name);
  } catch (const base::Error& e) {
    EXPECT_EQ(e.code(), base::Code::unreadable) << name;
    EXPECT_NE(std::string(e.what()).find(name), std::string::npos) << "the message names the file";
    return e.what();
  }
  ADD_FAILURE() << name << " was taken";
  return {};
}

TEST(CheckpointFiles, EveryNumberTypeAndEveryViewIsReadAsItIs) {
  std::ifstream in(kFolder / "dtypes_expected.json");
  const nlohmann::json expected = nlohmann::json::parse(in);
  ASSERT_GT(expected.size(), 15U);
  for (const char* name : {"dtypes_zip.pth", "dtypes_legacy.pth", "compressed_deflate_zip.pth"}) {
    const Checkpoint file = Checkpoint::open(kFolder / name);
    const std::map<std::string, Array> found = tensors(file);
    for (const auto& [key, want] : expected.items()) {
      ASSERT_EQ(found.count(key), 1U) << name << " " << key;
      const Array& array = found.at(key);
      EXPECT_EQ(array.shape, want["shape"].get<models::Shape>()) << name << " " << key;
      if (array.dtype == models::Dtype::i64) {
        EXPECT_EQ(checkpoint::integers(array), want["values"].get<std::vector<std::int64_t>>()) << key;
      } else {
        EXPECT_EQ(checkpoint::floats(array), want["values"].get<std::vector<float>>()) << name << " " << key;
      }
    }
  }
}

TEST(CheckpointFiles, ANarrowTalkLipHoldsTheFormulasWeights) {
  const std::vector<test_support::Key> keys = test_support::readKeys(kFolder / "tiny_keys.csv");
  ASSERT_EQ(keys.size(), 449U);
  for (const char* name : {"tiny_talklip_zip.pth", "tiny_talklip_legacy.pth"}) {
    const Checkpoint file = Checkpoint::open(kFolder / name);
    const std::map<std::string, Array> found = tensors(file);
    EXPECT_EQ(found.size(), keys.size());
    for (const test_support::Key& key : keys) {
      ASSERT_EQ(found.count(key.name), 1U) << key.name;
      EXPECT_EQ(found.at(key.name).shape, key.shape) << key.name;
      EXPECT_EQ(checkpoint::floats(found.at(key.name)), test_support::formulaValues(key.name, key.shape))
          << key.name;
    }
    const checkpoint::Node step = checkpoint::find(file.root(), "global_step");
    ASSERT_NE(step, nullptr);
    EXPECT_EQ(*step->as<std::int64_t>(), 3000);
  }
}

TEST(CheckpointFiles, Fairseqs) {
  for (const char* name : {"fairseq_like_zip.pt", "fairseq_like_legacy.pt", "fairseq_namespace_zip.pt",
                           "fairseq_namespace_legacy.pt", "fairseq_omegaconf_zip.pt"}) {
    const Checkpoint file = Checkpoint::open(kFolder / name);
    const std::map<std::string, Array> found = tensors(file);
    EXPECT_GT(found.size(), 30U) << name;
    for (const auto& [key, array] : found) EXPECT_EQ(checkpoint::floats(array).size(), array.count()) << key;
    const bool hasNamespace = std::string(name).find("namespace") != std::string::npos;
    const checkpoint::Node settings = checkpoint::find(file.root(), hasNamespace ? "args" : "cfg");
    ASSERT_NE(settings, nullptr) << name;
    EXPECT_EQ(settings->as<checkpoint::None>(), nullptr) << name;
    if (hasNamespace) {
      EXPECT_EQ(settings->as<checkpoint::Object>()->type, "argparse.Namespace");
    }
  }
  for (const char* name : {"fairseq_numpy_zip.pt", "fairseq_numpy_legacy.pt"})
    EXPECT_NE(checkpoint::find(Checkpoint::open(kFolder / name).root(), "extra_state"), nullptr) << name;
}

TEST(CheckpointFiles, FairseqsDictionaryCanBeReached) {
  const Checkpoint file = Checkpoint::open(kFolder / "fairseq_like_zip.pt");
  const checkpoint::Node task = checkpoint::find(file.root(), "task_state");
  ASSERT_NE(task, nullptr);
  const checkpoint::Node dictionary = checkpoint::find(task, "target_dictionary");
  ASSERT_NE(dictionary, nullptr);
  EXPECT_EQ(dictionary->as<checkpoint::Object>()->type, "fairseq.data.dictionary.Dictionary");
  const checkpoint::Node symbols = checkpoint::find(dictionary, "symbols");
  ASSERT_NE(symbols, nullptr);
  ASSERT_GE(symbols->as<checkpoint::List>()->items.size(), 4U);
  EXPECT_EQ(*symbols->as<checkpoint::List>()->items[0]->as<std::string>(), "<s>");
}

TEST(CheckpointFiles, NamesAndShapesOfAFullNetworkAreReadWithoutItsNumbers) {
  const Checkpoint file = Checkpoint::open(kFolder / "base_keys_stride0_zip.pth");
  const std::map<std::string, Array> found = tensors(file);
  const auto keys = test_support::readKeys(kFolder / "../keys/talklip_base.tsv");
  ASSERT_EQ(found.size(), 609U);
  for (const test_support::Key& key : keys) EXPECT_EQ(found.at(key.name).shape, key.shape) << key.name;
}

TEST(CheckpointFiles, BrokenOnesAreRefusedWithTheReason) {
  const std::map<std::string, std::string> reasons{
      {"MALFORMED_empty.pth", "fileEmpty"},
      {"MALFORMED_missing_record_zip.pth", "record is missing"},
      {"MALFORMED_negative_offset_zip.pth", "negative offset"},
      {"MALFORMED_negative_stride_zip.pth", "negative stride"},
      {"MALFORMED_overflow_size_zip.pth", "impossible size"},
      {"MALFORMED_random.pth", "no PyTorch checkpoint"},
      {"MALFORMED_rank_mismatch_zip.pth", "sizes but"},
      {"MALFORMED_short_record_zip.pth", "shorter than its tensors"},
      {"MALFORMED_size_exceeds_storage_zip.pth", "beyond its storage"},
      {"MALFORMED_truncated_legacy.pth", "truncated"},
      {"MALFORMED_truncated_zip.pth", "truncated"}};
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(kFolder))
    files += entry.path().filename().string().rfind("MALFORMED_", 0) == 0 ? 1 : 0;
  EXPECT_EQ(files, reasons.size());
  for (const auto& [name, reason] : reasons)
    EXPECT_NE(refusal(name).find(reason), std::string::npos) << name << ": " << refusal(name);
}

TEST(CheckpointFiles, HostileOnesAreRefusedByNameAndNotRun) {
  for (const char* name : {"MALICIOUS_os_system_zip.pth", "MALICIOUS_os_system_legacy.pth"})
    EXPECT_NE(refusal(name).find("'posix.system'"), std::string::npos) << name;
  EXPECT_NE(refusal("MALICIOUS_builtins_eval_zip.pth").find("'__builtin__.eval'"), std::string::npos);
  EXPECT_FALSE(fs::exists(fs::temp_directory_path() / "pwned"));
  EXPECT_FALSE(fs::exists("pwned"));
}

}  // namespace
