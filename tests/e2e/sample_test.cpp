#include <gtest/gtest.h>

#include "core/base/file.h"
#include "tests/support/temp_folder.h"

namespace {

using test_support::quoted;
using test_support::TempFolder;

// Each in a process of its own: espeak-ng keeps state from one call to the next.
TEST(Sample, TheSameSettingsGiveTheSameFiles) {
  const TempFolder one, two;
  for (const TempFolder* folder : {&one, &two}) {
    const auto result = test_support::shell(quoted(REDUB_CLI) +
                                            " sample --seconds 2 --fps 29.97 --size 160x120 --seed 5 --out " +
                                            quoted(folder->path().string()));
    ASSERT_EQ(result.exitCode, 0) << result.output;
  }
  for (const char* name : {"sample.mp4", "sample.wav", "sample.json"}) {
    EXPECT_EQ(base::sha256OfFile(one / name), base::sha256OfFile(two / name)) << name;
  }
}

}  // namespace
