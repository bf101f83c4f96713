// The attention network's own operations, by geometry.
#include "models/face_mesh/attention.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <vector>

namespace {

using namespace face_mesh;

// A rectangle of 8x4 around (20, 10), turned by 30 degrees; its line lies level in the region.
constexpr double kTurn = std::numbers::pi / 6;
std::vector<float> turnedRectangle() {
  std::vector<float> points;
  for (const auto& [x, y] : {std::pair{-4., 0.}, {4., 0.}, {0., -2.}, {0., 2.}}) {
    points.push_back(static_cast<float>(20 + x * std::cos(kTurn) - y * std::sin(kTurn)));
    points.push_back(static_cast<float>(10 + x * std::sin(kTurn) + y * std::cos(kTurn)));
    points.push_back(7);
  }
  return points;
}

TEST(ARegionsMatrix, TakesTheTurnedBoxEnlargedByHalf) {
  const std::vector<float> points = turnedRectangle();
  const std::vector<std::size_t> all{0, 1, 2, 3};
  const Matrix m = regionMatrix(points, all, 0, 1);
  const auto at = [&](double i, double j) {
    return std::pair{m[0] * i + m[1] * j + m[3], m[4] * i + m[5] * j + m[7]};
  };
  const auto expect = [&](double i, double j, double x, double y) {
    const auto [u, v] = at(i, j);
    EXPECT_NEAR(u, 20 + x * std::cos(kTurn) - y * std::sin(kTurn), 1e-4);
    EXPECT_NEAR(v, 10 + x * std::sin(kTurn) + y * std::cos(kTurn), 1e-4);
  };
  expect(8, 8, 0, 0);
  expect(0, 8, -6, 0);  // half of 8 by 1.5
  expect(16, 8, 6, 0);
  expect(8, 0, 0, -3);
  expect(8, 16, 0, 3);
}

TEST(ARegion, IsSampledBetweenPixelsAndZeroBeyond) {
  // A map whose two channels are the place of the cell.
  constexpr std::int64_t kRows = 20, kColumns = 24;
  std::vector<float> map;
  for (int y = 0; y < kRows; ++y)
    for (int x = 0; x < kColumns; ++x)
      map.push_back(static_cast<float>(x)), map.push_back(static_cast<float>(y));
  const Matrix m{1.5F, 0, 0, 2.25F, 0, 0.5F, 0, 3, 0, 0, 1, 0, 0, 0, 0, 1};
  std::vector<float> region(kRegion * kRegion * 2, -1.F);
  sampleRegion(map.data(), kRows, kColumns, 2, m, region.data());
  for (int j = 0; j < kRegion; ++j)
    for (int i = 0; i < kRegion; ++i) {
      const double x = 1.5 * (i + 0.5) + 2.25 - 0.5, y = 0.5 * (j + 0.5) + 3 - 0.5;
      const bool isInside = x <= kColumns - 1;
      const std::size_t at = static_cast<std::size_t>(j * kRegion + i) * 2;
      EXPECT_NEAR(region[at], isInside ? x : 0, 1e-4) << i;
      EXPECT_NEAR(region[at + 1], isInside ? y : 0, 1e-4) << j;
    }
}

TEST(PointsOfARegion, AreMovedAndKeepTheirDepth) {
  const Matrix m{2, 1, 0, 3, -1, 0.5F, 0, 4, 0, 0, 1, 0, 0, 0, 0, 1};
  const std::vector<float> points{1, 2, 9, 0, 0, -5};
  std::vector<float> out(6);
  transformPoints(points, 3, m, out);
  EXPECT_EQ(out, (std::vector<float>{7, 4, 9, 3, 4, -5}));
}

}  // namespace
