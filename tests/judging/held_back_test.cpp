#include "models/judging/held_back.h"

#include <gtest/gtest.h>

#include <map>

namespace {

using namespace judging;

// A table with these values before and after, by the measures' keys.
Table tableOf(const std::map<std::string, std::pair<double, double>>& values) {
  Table table;
  table.rows = {{.system = "real"}, {.system = "before"}, {.system = "after"}};
  for (Measure& measure : measures({"reader"})) {
    const auto found = values.find(measure.key);
    if (found == values.end()) continue;
    table.columns.push_back(measure);
    table.rows[0].values.push_back(std::nullopt);
    table.rows[1].values.push_back(Summary{.mean = found->second.first, .error = {}});
    table.rows[2].values.push_back(Summary{.mean = found->second.second, .error = {}});
  }
  return table;
}

std::vector<std::string> against(const std::map<std::string, std::pair<double, double>>& values) {
  std::vector<std::string> keys;
  for (const Measure& measure : worseAfter(tableOf(values), "before", "after")) keys.push_back(measure.key);
  return keys;
}

using Keys = std::vector<std::string>;

TEST(HeldBack, ABetterPictureThatIsAsSharpIsBetter) {
  EXPECT_EQ(against({{"psnr", {20, 21}}, {"ssim", {0.7, 0.8}}, {"sharpness", {1, 0.96}}}), Keys{});
}

TEST(HeldBack, WhatIsNoBetterOrBlurredIsNot) {
  EXPECT_EQ(against({{"psnr", {20, 20}}, {"ssim", {0.7, 0.8}}}), Keys{"psnr"});
  EXPECT_EQ(against({{"psnr", {20, 21}}, {"ssim", {0.8, 0.7}}}), Keys{"ssim"});
  EXPECT_EQ(against({{"psnr", {20, 21}}, {"ssim", {0.7, 0.8}}, {"sharpness", {1, 0.94}}}), Keys{"sharpness"});
}

TEST(HeldBack, LipsMustNotBeReadWorse) {
  const std::pair<double, double> psnr{20, 21}, ssim{0.7, 0.8};
  EXPECT_EQ(against({{"psnr", psnr}, {"ssim", ssim}, {"words:reader", {0.5, 0.4}}}), Keys{"words:reader"});
  EXPECT_EQ(against({{"psnr", psnr}, {"ssim", ssim}, {"wer:reader", {0.5, 0.6}}}), Keys{"wer:reader"});
  // Where times are known, they decide.
  EXPECT_EQ(
      against({{"psnr", psnr}, {"ssim", ssim}, {"words:reader", {0.5, 0.5}}, {"wer:reader", {0.5, 0.6}}}),
      Keys{});
}

TEST(HeldBack, WhatWasNotMeasuredIsNotBetter) {
  EXPECT_EQ(against({{"ssim", {0.7, 0.8}}}), Keys{"psnr"});
  EXPECT_EQ(worseAfter(tableOf({{"psnr", {1, 2}}, {"ssim", {0, 1}}}), "before", "nobody").size(), 2U);
}

}  // namespace
