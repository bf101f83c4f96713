#include "models/training/live_line.h"

#include <gtest/gtest.h>

namespace {

using training::lineOf;

TEST(LiveLine, TellsStageStepLossesSpeedAndTheTimeLeft) {
  EXPECT_EQ(lineOf({.stage = "guided",
                    .step = 1200,
                    .steps = 6000,
                    .losses = {{"L1", 0.04123456}, {"reading", 151.239}},
                    .clipsPerSec = 9.375,
                    .etaSec = 3725}),
            "guided  step 1200/6000  L1 0.04123  reading 151.2  9.38 clips/s  1 h 02 min left");
}

TEST(LiveLine, LeavesOutWhatIsNotKnown) {
  EXPECT_EQ(lineOf({.step = 3}), "step 3");
  EXPECT_EQ(lineOf({.step = 3, .clipsPerSec = 123.4}), "step 3  123 clips/s");
}

TEST(Pace, KnowsNoTimeLeftBeforeTheFirstStepAndWithoutAnEnd) {
  training::Pace pace(40);
  EXPECT_EQ(pace.etaSec(100), 0);
  pace.step(41, 8);
  EXPECT_GT(pace.etaSec(100), 0);
  EXPECT_GT(pace.clipsPerSec(), 0);
  EXPECT_EQ(pace.etaSec(0), 0);
  EXPECT_EQ(pace.etaSec(41), 0);
}

}  // namespace
