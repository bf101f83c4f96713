#include "models/judging/score.h"

#include <gtest/gtest.h>

namespace {

using judging::Measure;
using judging::Score;

TEST(Score, OfManyClipsHasAMeanAndItsStandardError) {
  const auto found = judging::summary(std::vector<Score>{{1}, {2}, {3}, {6}});
  ASSERT_TRUE(found);
  EXPECT_DOUBLE_EQ(found->mean, 3);
  EXPECT_NEAR(*found->error, 2.160246899 / 2, 1e-9) << "deviation / sqrt(n)";
  EXPECT_EQ(found->clips, 4);
}

TEST(Score, OfRatesIsTheRateOfAll) {
  const auto found = judging::summary(std::vector<Score>{{1, 2}, {3, 4}});
  EXPECT_DOUBLE_EQ(found->mean, 4.0 / 6);
  EXPECT_NEAR(*found->error, 1.0 / 9, 1e-12) << "residuals -1/3 and 1/3 of 6 words in 2 clips";
}

TEST(Score, OfOneClipHasNoErrorAndOfNoneNoMean) {
  EXPECT_FALSE(judging::summary(std::vector<Score>{{1, 2}})->error);
  EXPECT_FALSE(judging::summary(std::vector<Score>{}));
}

TEST(Score, IsWorseFartherFromTheBest) {
  using enum Measure::Best;
  const auto isWorse = [](Measure::Best best, double a, double b) {
    return judging::badness({.best = best}, a) > judging::badness({.best = best}, b);
  };
  EXPECT_TRUE(isWorse(high, 0.1, 0.2));
  EXPECT_TRUE(isWorse(low, 0.2, 0.1));
  EXPECT_TRUE(isWorse(one, 0.5, 1.2));
  EXPECT_TRUE(isWorse(zero, -3, 2));
}

TEST(Score, NamesTheReaderWhereThereAreSeveral) {
  const auto titles = [](const std::vector<std::string>& readers) {
    std::vector<std::string> found;
    for (const Measure& measure : judging::measures(readers)) found.push_back(measure.title);
    return found;
  };
  EXPECT_EQ(titles({"a"}).back(), "WER %");
  EXPECT_EQ(titles({"a", "b"}).back(), "WER % (b)");
  EXPECT_EQ(titles({"a", "b"}).size(), titles({}).size() + 6);
}

}  // namespace
