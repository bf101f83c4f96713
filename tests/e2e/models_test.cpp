// Imported models from the command line, with a narrow TalkLip whose weights are a formula.
#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "tests/e2e/cli.h"
#include "tests/support/environment.h"
#include "tests/support/temp_folder.h"
#include "tests/support/torch_file.h"

namespace {

namespace fs = std::filesystem;
using e2e::Ran;
using e2e::run;

const fs::path kCheckpoints = fs::path(REDUB_SOURCE_DIR) / "tests/golden/data/ckpt";

class Models : public testing::Test {
 protected:
  void SetUp() override { setenv("REDUB_MODELS", (folder_ / "models").c_str(), 1); }
  void TearDown() override { unsetenv("REDUB_MODELS"); }
  Ran import(const std::string& file, const std::string& name) {
    return run({"models", "import", (kCheckpoints / file).string(), "--name", name, "--json"});
  }
  test_support::TempFolder folder_;
};

TEST_F(Models, AnImportedCheckpointIsListedCheckedTriedUsedAndRemoved) {
  const Ran imported = import("tiny_talklip_zip.pth", "tiny");
  ASSERT_EQ(imported.exitCode, 0) << imported.err;
  EXPECT_EQ(imported.event("imported")["model"]["kind"], "talklip");

  const auto listed = run({"models", "list", "--json"}).event("models")["models"];
  EXPECT_TRUE(std::ranges::any_of(listed, [](const auto& m) { return m["name"] == "tiny"; }));
  EXPECT_EQ(run({"models", "info", "tiny", "--json"}).event("model")["model"]["size"], "48 wide");
  EXPECT_EQ(run({"models", "verify", "tiny"}).exitCode, 0);
  const auto first = run({"models", "selftest", "tiny", "--json"}).event("selftest");
  EXPECT_EQ(first["checksum"], run({"models", "selftest", "tiny", "--json"}).event("selftest")["checksum"]);

  const e2e::Sample face = e2e::sample(6), voice = e2e::sample(5, "en-us+f3");
  std::vector<std::string> hashes;
  for (const char* threads : {"1", "2"}) {
    const fs::path output = folder_ / (std::string("out") + threads + ".mp4");
    const Ran dubbed = run({"dub", face.video.string(), voice.speech.string(), "-o", output.string(),
                            "--model", "tiny", "--fit", "cut", "--threads", threads, "--json"});
    ASSERT_EQ(dubbed.exitCode, 0) << dubbed.err;
    const auto report = dubbed.event("done")["report"];
    EXPECT_GE(report["frames"]["dubbed"], 145);
    EXPECT_TRUE(report["verdict"]["good"]) << report["verdict"].dump(1);
    hashes.push_back(e2e::pictureHashes(output));
  }
  EXPECT_EQ(hashes[0], hashes[1]) << "threads do not change a picture";

  EXPECT_EQ(run({"models", "remove", "tiny"}).exitCode, 0);
  const Ran gone = run({"dub", face.video.string(), voice.speech.string(), "-o", (folder_ / "x.mp4").string(),
                        "--model", "tiny", "--fit", "cut"});
  EXPECT_EQ(gone.exitCode, 1);
  EXPECT_NE(gone.err.find("known are builtin"), std::string::npos) << gone.err;
}

TEST_F(Models, TheFaceMeshIsListedAndAForeignFileOfItsNameRefused) {
  const fs::path foreign = folder_ / "face_mesh_solution_packed_assets.data";
  std::ofstream(foreign) << std::string(3986256, 'x');
  const Ran ran = run({"models", "import", foreign.string()});
  EXPECT_EQ(ran.exitCode, 1);
  EXPECT_EQ(std::ranges::count(ran.err, '\n'), 1) << ran.err;
  const test_support::Environment own("REDUB_FACE_MESH", nullptr);
  const auto listed = run({"models", "list", "--json"}).event("models")["models"];
  const auto mesh = std::ranges::find_if(listed, [](const auto& m) { return m["name"] == "face-mesh"; });
  ASSERT_NE(mesh, listed.end());
  EXPECT_FALSE((*mesh)["isThere"]);
  EXPECT_EQ((*mesh)["licence"], "Apache-2.0");
}

// A row of the benchmark looks at no stop token.
TEST_F(Models, WorkThatCannotBeStoppedEndsWithTheProgram) {
  const Ran ran = run({"bench", "models", "--seconds", "600"}, SIGTERM, 1);
  EXPECT_EQ(ran.exitCode, 130) << ran.err;
  EXPECT_EQ(ran.err, "redub-cli: cancelled\n");
}

TEST_F(Models, HostileAndBrokenFilesAreOneLineAndLeaveNothing) {
  for (const char* file :
       {"MALICIOUS_os_system_zip.pth", "MALFORMED_truncated_zip.pth", "MALFORMED_random.pth"}) {
    const Ran ran = import(file, "x");
    EXPECT_EQ(ran.exitCode, 1) << file;
    EXPECT_EQ(std::ranges::count(ran.err, '\n'), 1) << ran.err;
    EXPECT_NE(ran.err.find(file), std::string::npos) << ran.err;
  }
  EXPECT_TRUE(!fs::exists(folder_ / "models") || fs::is_empty(folder_ / "models"));
}

TEST_F(Models, ANetworkThatMovesNoLipsIsTakenInButNotForDubbing) {
  const fs::path file = folder_ / "disc_checkpoint_step000060000.pth";
  test_support::writeCheckpoint(
      file,
      {.keys = test_support::readKeys(kCheckpoints / "../keys/discriminator.tsv"),
       .values = [](const auto& key) { return test_support::formulaValues(key.name, key.shape, 0, 2); }});
  ASSERT_EQ(run({"models", "import", file.string(), "--name", "judge"}).exitCode, 0);
  EXPECT_EQ(run({"models", "selftest", "judge"}).exitCode, 0);
  const e2e::Sample face = e2e::sample(6), voice = e2e::sample(5, "en-us+f3");
  const Ran dubbed = run({"dub", face.video.string(), voice.speech.string(), "-o",
                          (folder_ / "x.mp4").string(), "--model", "judge", "--fit", "cut"});
  EXPECT_EQ(dubbed.exitCode, 2);
  EXPECT_NE(dubbed.err.find("moves no lips"), std::string::npos) << dubbed.err;
}

}  // namespace
