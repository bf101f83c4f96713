#include <gtest/gtest.h>

#include <cstring>
#include <fstream>
#include <limits>

#include "core/base/error.h"
#include "core/base/file.h"
#include "models/catalogue/catalogue.h"
#include "models/safetensors.h"
#include "models/store/import.h"
#include "models/talklip/selftest.h"
#include "tests/support/environment.h"
#include "tests/support/small_disk.h"
#include "tests/support/temp_folder.h"
#include "tests/support/torch_file.h"

namespace {

namespace fs = std::filesystem;
using test_support::TempFolder;

constexpr base::Device kProcessor{base::Device::Kind::cpu};
const fs::path kCheckpoints = fs::path(REDUB_SOURCE_DIR) / "tests/golden/data/ckpt";

class Store : public testing::Test {
 protected:
  void SetUp() override { setenv("REDUB_MODELS", (folder_ / "models").c_str(), 1); }
  TempFolder folder_;
  static store::Model importFile(const fs::path& file, const std::string& name) {
    return store::importModel(file, name, {}, {})->model;
  }
  store::Model importTiny(const std::string& name = {}) {
    return importFile(kCheckpoints / "tiny_talklip_zip.pth", name);
  }
  // Overwrites some bytes of a file.
  static void poke(const fs::path& file, std::streamoff fromEnd, const std::string& bytes) {
    std::fstream out(file, std::ios::in | std::ios::out | std::ios::binary);
    out.seekp(-fromEnd, std::ios::end);
    out << bytes;
  }
};

base::Code codeOf(const std::function<void()>& action) {
  try {
    action();
  } catch (const base::Error& e) {
    return e.code();
  }
  return base::Code::internal;
}

TEST_F(Store, KeepsWhatIsNeededOfACheckpointWithWhereItIsFrom) {
  const store::Model model = importTiny();
  EXPECT_EQ(model.name, "talklip");
  EXPECT_EQ(model.kind, architecture::Kind::talkLip);
  EXPECT_EQ(model.origin, "tiny_talklip_zip.pth");
  EXPECT_EQ(model.originSha256, base::sha256OfFile(kCheckpoints / "tiny_talklip_zip.pth"));
  EXPECT_NE(model.licence.find("research"), std::string::npos);
  const models::SafetensorsFile file(model.file);
  for (const auto& [name, view] : file.tensors()) {
    EXPECT_EQ(view.dtype, models::Dtype::f32);
    EXPECT_EQ(name.find("feature_extractor_video"), std::string::npos);
    EXPECT_EQ(name.find("num_batches_tracked"), std::string::npos);
    const std::vector<float> expected = test_support::formulaValues(name, view.shape);
    ASSERT_EQ(view.bytes.size(), expected.size() * 4);
    EXPECT_EQ(std::memcmp(view.bytes.data(), expected.data(), view.bytes.size()), 0) << name;
  }
  EXPECT_NO_THROW(store::verify(model, {}));
}

TEST_F(Store, BothContainersAndSafetensorsGiveTheSameModel) {
  const store::Model zip = importTiny("a");
  const store::Model legacy = importFile(kCheckpoints / "tiny_talklip_legacy.pth", "b");
  const store::Model again = importFile(zip.file, "c");
  EXPECT_EQ(zip.sha256, legacy.sha256);
  EXPECT_EQ(zip.sha256, again.sha256);
  EXPECT_EQ(store::list().size(), 3U);
}

TEST_F(Store, NeverOverwritesAModelAndKeepsReservedNames) {
  importTiny("mine");
  EXPECT_EQ(codeOf([&] { importTiny("mine"); }), base::Code::exists);
  EXPECT_EQ(codeOf([&] { importTiny("builtin"); }), base::Code::exists);
  for (const char* name : {"../up", "a/b", ".hidden", "with space", ""})
    EXPECT_EQ(codeOf([&] { store::checkName(name); }), base::Code::usage) << name;
}

TEST_F(Store, TellsWhatIsMissingOfAnIncompleteCheckpoint) {
  std::vector<test_support::Key> keys = test_support::readKeys(kCheckpoints / "tiny_keys.csv");
  std::erase_if(keys, [](const test_support::Key& key) { return key.name == "output_block.1.bias"; });
  const fs::path file = folder_ / "part.pth";
  test_support::writeCheckpoint(file, {.keys = keys, .values = [](const auto& key) {
                                         return test_support::formulaValues(key.name, key.shape);
                                       }});
  try {
    importFile(file, "x");
    FAIL();
  } catch (const base::Error& e) {
    EXPECT_EQ(e.code(), base::Code::unsupported);
    EXPECT_NE(std::string(e.what()).find("missing     output_block.1.bias"), std::string::npos) << e.what();
  }
  EXPECT_TRUE(store::list().empty());
}

TEST_F(Store, RefusesNetworksThatItDoesNotKnow) {
  const fs::path file = folder_ / "other.pth";
  test_support::writeCheckpoint(file, {.keys = {{"conv1.weight", "float32", {4}}},
                                       .values = [](const auto&) { return std::vector<float>(4); }});
  EXPECT_EQ(codeOf([&] { importFile(file, "x"); }), base::Code::unsupported);
  EXPECT_EQ(codeOf([&] { importFile(folder_ / "none.pth", "x"); }), base::Code::notFound);
}

TEST_F(Store, RefusesWeightsThatAreNoNumbers) {
  const fs::path file = folder_ / "nan.pth";
  test_support::writeCheckpoint(file, {.keys = test_support::readKeys(kCheckpoints / "tiny_keys.csv"),
                                       .values = [](const test_support::Key& key) {
                                         auto values = test_support::formulaValues(key.name, key.shape);
                                         if (key.name == "audio_map.bias")
                                           values[1] = std::numeric_limits<float>::quiet_NaN();
                                         return values;
                                       }});
  EXPECT_EQ(codeOf([&] { importFile(file, "x"); }), base::Code::unreadable);
  EXPECT_TRUE(store::list().empty());
}

TEST_F(Store, AnImportThatIsStoppedLeavesNothing) {
  for (int reports = 0; reports < 3; ++reports) {  // stopped before, while it writes, and later
    std::stop_source stop;
    int left = reports;
    if (left == 0) stop.request_stop();
    const auto imported = store::importModel(
        kCheckpoints / "tiny_talklip_zip.pth", "mine",
        [&](const base::Progress&) {
          if (--left == 0) stop.request_stop();
        },
        stop.get_token());
    EXPECT_FALSE(imported) << reports;
    EXPECT_TRUE(!fs::exists(store::folder()) || fs::is_empty(store::folder())) << reports;
  }
}

TEST_F(Store, NoticesDamage) {
  const store::Model model = importTiny("mine");
  poke(model.file, 400, "xxxx");
  EXPECT_EQ(codeOf([&] { store::verify(store::find("mine"), {}); }), base::Code::unreadable);
  fs::resize_file(model.file, 1000);
  EXPECT_EQ(codeOf([&] { store::find("mine"); }), base::Code::unreadable);
  EXPECT_TRUE(store::list().empty());
}

TEST_F(Store, TellsWhichWeightsANameMeansNow) {
  EXPECT_EQ(catalogue::weightsOf("mine"), "");
  const store::Model first = importTiny("mine");
  EXPECT_EQ(catalogue::weightsOf("mine"), first.sha256);
  EXPECT_EQ(catalogue::weightsOf("mine"), catalogue::make("mine", {})->fingerprint());
  EXPECT_EQ(catalogue::weightsOf("builtin"), catalogue::make("builtin", {})->fingerprint());
  EXPECT_EQ(catalogue::weightsOf("no model"), "");
  store::remove("mine");
  const fs::path file = folder_ / "other.pth";
  test_support::writeCheckpoint(file, {.keys = test_support::readKeys(kCheckpoints / "tiny_keys.csv"),
                                       .values = [](const test_support::Key& key) {
                                         return test_support::formulaValues(key.name, key.shape, 0, 2);
                                       }});
  importFile(file, "mine");
  EXPECT_NE(catalogue::weightsOf("mine"), first.sha256);
}

TEST_F(Store, RemovesOnlyWhatIsThere) {
  importTiny("mine");
  store::remove("mine");
  EXPECT_FALSE(store::has("mine"));
  EXPECT_EQ(codeOf([&] { store::remove("mine"); }), base::Code::notFound);
}

TEST_F(Store, ANameThatIsTooLongForAFileIsOnlyNotThere) { EXPECT_FALSE(store::has(std::string(300, 'n'))); }

TEST_F(Store, WithoutAHomeThereIsNoFolderAndNothingIsWrittenElsewhere) {
  const test_support::Environment none("REDUB_MODELS", nullptr), data("XDG_DATA_HOME", nullptr),
      home("HOME", nullptr);
  EXPECT_TRUE(store::folder().empty());
  EXPECT_TRUE(store::list().empty());
  EXPECT_FALSE(store::has("mine"));
  EXPECT_EQ(codeOf([&] { store::remove("mine"); }), base::Code::notFound);
  EXPECT_EQ(codeOf([&] { importTiny("mine"); }), base::Code::io);
}

TEST_F(Store, AFullDiskLeavesNothing) {
  {
    const test_support::FileSizeLimit limit(1000);
    EXPECT_EQ(codeOf([&] { importTiny("mine"); }), base::Code::diskFull);
  }
  EXPECT_FALSE(store::has("mine"));
  EXPECT_TRUE(fs::is_empty(folder_ / "models"));
}

TEST_F(Store, AModelTestsItselfWithTheSameResultEveryTime) {
  const store::Model model = importTiny("mine");
  const talklip::Selftest first =
      talklip::selftest(model, {.device = kProcessor, .precision = base::Precision::fp32});
  const talklip::Selftest second =
      talklip::selftest(model, {.device = kProcessor, .precision = base::Precision::fp32});
  EXPECT_EQ(first.checksum, second.checksum);
  EXPECT_EQ(first.values, 3U * 96 * 96);
  EXPECT_GT(first.spread, 0.01);
}

TEST_F(Store, DevicesAndPrecisionsThatAreNotThereAreToldSo) {
  const store::Model model = importTiny("mine");
  EXPECT_EQ(codeOf([&] { talklip::selftest(model, {.device = base::parseDevice("cuda:99")}); }),
            base::Code::unsupported);
  EXPECT_EQ(
      codeOf([&] { talklip::selftest(model, {.device = kProcessor, .precision = base::Precision::fp16}); }),
      base::Code::unsupported);
}

}  // namespace
