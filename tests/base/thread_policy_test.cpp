#include "core/base/thread_policy.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <set>
#include <sstream>

#include "tests/support/temp_folder.h"

using testing::IsSupersetOf;
using testing::UnorderedElementsAreArray;

namespace {

namespace fs = std::filesystem;
using Lines = std::multiset<std::string>;

const fs::path kProbe = REDUB_THREAD_PROBE;

// What the probe prints, started with this environment and no other.
Lines probed(const std::string& environment, const std::string& program = kProbe.string()) {
  const auto result = test_support::shell("env -i PATH=\"$PATH\" " + environment + " " + program);
  EXPECT_EQ(result.exitCode, 0) << result.output;
  Lines lines;
  std::istringstream text(result.output);
  for (std::string line; std::getline(text, line);)
    if (line.rfind("PATH=", 0) != 0) lines.insert(line);
  return lines;
}

}  // namespace

TEST(ThreadPolicy, LibrariesHaveOneThreadAndNothingElseChanges) {
  EXPECT_THAT(probed("A=b"), UnorderedElementsAreArray({"name thread-probe", "arguments 1", "here 1",
                                                        "elsewhere 1", "opencv 1", "A=b", "SVT_LOG=0"}));
}

TEST(ThreadPolicy, WhatTheUserHasSetStays) {
  EXPECT_THAT(
      probed("OMP_NUM_THREADS=3 OPENCV_FOR_THREADS_NUM=2 SVT_LOG=4"),
      UnorderedElementsAreArray({"name thread-probe", "arguments 1", "here 3", "elsewhere 3", "opencv 2",
                                 "OMP_NUM_THREADS=3", "OPENCV_FOR_THREADS_NUM=2", "SVT_LOG=4"}));
  EXPECT_THAT(probed("OMP_WAIT_POLICY=ACTIVE"),
              IsSupersetOf({"here 1", "elsewhere 1", "OMP_WAIT_POLICY=ACTIVE"}));
  EXPECT_THAT(probed("OMP_NUM_THREADS=2 OMP_WAIT_POLICY=ACTIVE"),
              IsSupersetOf({"name thread-probe", "here 2", "elsewhere 2", "OMP_NUM_THREADS=2"}));
}

TEST(ThreadPolicy, GoesOnWhereTheProgramCannotStartItselfAgain) {
  const test_support::TempFolder folder;
  fs::copy(kProbe, folder / "thread-probe");
  const Lines lines = probed("A=b", (folder / "thread-probe").string() + " gone");
  EXPECT_THAT(lines, IsSupersetOf({"arguments 2", "here 1", "opencv 1"}));
  for (const std::string& line : lines) EXPECT_EQ(line.find("OMP_"), std::string::npos) << line;
  for (const std::string& line : lines) EXPECT_EQ(line.find("REDUB_"), std::string::npos) << line;
}

TEST(ThreadPolicy, OpenBlasUsesWhatTheProcessorCan) {
  if (!__builtin_cpu_supports("avx2")) GTEST_SKIP() << "1 test skipped: an old processor";
  const Lines lines = probed("", kProbe.string() + " core");
  if (lines.contains("core ")) GTEST_SKIP() << "1 test skipped: another BLAS";
  EXPECT_FALSE(lines.contains("core Prescott") || lines.contains("core Core2") ||
               lines.contains("core Nehalem"));
  EXPECT_TRUE(probed("OPENBLAS_CORETYPE=Nehalem", kProbe.string() + " core").contains("core Nehalem"));
}
