#include "core/dub/advice.h"

#include <gtest/gtest.h>

namespace {

TEST(Advice, LosesOnlyThePartThatNamesOptions) {
  EXPECT_EQ(dub::withoutOptions("no face is here: look again"), "no face is here: look again");
  EXPECT_EQ(dub::withoutOptions("too long: add --fit cut (cut it), or hold"), "too long");
  EXPECT_EQ(dub::withoutOptions("no face: choose another clip, or add --allow-no-face to go on"),
            "no face: choose another clip");
  EXPECT_EQ(dub::withoutOptions("the disk is full: 3 MB are free; try again with --resume"),
            "the disk is full: 3 MB are free");
  EXPECT_EQ(dub::withoutOptions("no face there: 'redub-cli inspect FILE' lists them"), "no face there");
  EXPECT_EQ(dub::withoutOptions("--out ends the range"), "--out ends the range");
  EXPECT_EQ(dub::withoutOptions(""), "");
}

}  // namespace
