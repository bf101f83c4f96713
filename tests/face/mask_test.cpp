#include <gtest/gtest.h>

#include <numeric>

#include "core/face/composite.h"
#include "tests/face/landmarks_of.h"

namespace {

using base::Image;
using base::Point;
using base::Rect;

constexpr Rect kFrame{0, 0, 640, 480};

std::uint8_t at(const Image& mask, Rect region, Point p) {
  return mask.row(static_cast<int>(p.y) - region.y)[static_cast<int>(p.x) - region.x];
}

long sum(const Image& mask) { return std::accumulate(mask.data.begin(), mask.data.end(), 0L); }

TEST(Mask, CoversTheMouthAndLeavesEyesAndNoseAlone) {
  for (const float turn : {0.0F, 0.4F, -0.6F}) {
    const auto points = face_test::landmarksOf({320, 180}, 110, turn);
    const Image mask = face::lowerFaceMask(points, kFrame, {});
    for (std::size_t i = 48; i < 68; ++i)
      EXPECT_GT(at(mask, kFrame, points[i]), 170) << i << " turned " << turn;
    for (std::size_t i = 17; i < 48; ++i)
      EXPECT_LT(at(mask, kFrame, points[i]), 60) << i << " turned " << turn;
    for (std::size_t i = 36; i < 48; ++i)
      EXPECT_EQ(at(mask, kFrame, points[i]), 0) << i << " turned " << turn;
    for (std::size_t i = 0; i < 17; ++i)
      EXPECT_LT(at(mask, kFrame, points[i]), 100) << i << " turned " << turn;
  }
}

TEST(Mask, LiesWithinItsBounds) {
  for (const float size : {0.5F, 1.0F, 1.5F}) {
    for (const float feather : {0.0F, 1.0F, 3.0F}) {
      const face::MaskSettings settings{size, feather};
      const auto points = face_test::landmarksOf({320, 180}, 90, 0.2F);
      const Rect bounds = face::maskBounds(points, settings);
      Image mask = face::lowerFaceMask(points, kFrame, settings);
      for (int y = bounds.y; y < bounds.y + bounds.height; ++y) {
        std::fill_n(mask.row(y) + bounds.x, bounds.width, std::uint8_t{0});
      }
      EXPECT_EQ(sum(mask), 0) << size << " " << feather;
    }
  }
}

TEST(Mask, IsTheSameWhateverRegionItIsAskedFor) {
  const auto points = face_test::landmarksOf({320, 180}, 90);
  const Rect bounds = face::maskBounds(points, {});
  const Image whole = face::lowerFaceMask(points, kFrame, {}), part = face::lowerFaceMask(points, bounds, {});
  int most = 0;
  for (int y = 0; y < bounds.height; ++y) {
    for (int x = 0; x < bounds.width; ++x) {
      most = std::max(most, std::abs(part.row(y)[x] - whole.row(y + bounds.y)[x + bounds.x]));
    }
  }
  EXPECT_LE(most, 2);  // the fade at the region's borders touches only the mask's last levels
}

TEST(Mask, FadesOutBeforeTheBordersOfASmallRegion) {
  const auto points = face_test::landmarksOf({320, 180}, 90);
  const Rect small{static_cast<int>(points[57].x) - 30, static_cast<int>(points[57].y) - 30, 60, 60};
  const Image mask = face::lowerFaceMask(points, small, {});
  for (int i = 0; i < 60; ++i) {
    EXPECT_EQ(mask.row(0)[i], 0);
    EXPECT_EQ(mask.row(59)[i], 0);
    EXPECT_EQ(mask.row(i)[0], 0);
    EXPECT_EQ(mask.row(i)[59], 0);
  }
  EXPECT_GT(mask.row(30)[30], 200);
}

TEST(Mask, GrowsWithItsSizeAndSoftensWithItsFeather) {
  const auto points = face_test::landmarksOf({320, 180}, 90);
  const auto area = [&](float size) { return sum(face::lowerFaceMask(points, kFrame, {size, 1})); };
  EXPECT_LT(area(0.7F), area(1.0F));
  EXPECT_LT(area(1.0F), area(1.3F));
  const auto softPixels = [&](float feather) {
    const Image mask = face::lowerFaceMask(points, kFrame, {1, feather});
    return std::count_if(mask.data.begin(), mask.data.end(), [](std::uint8_t v) { return v > 5 && v < 250; });
  };
  EXPECT_LT(2 * softPixels(0), softPixels(1));
  EXPECT_LT(softPixels(1), softPixels(2));
}

TEST(Mask, MovesByPartsOfAPixel) {
  // Jumps by whole pixels would make the edge tremble.
  const auto area = [](float shift) {
    const auto points = face_test::landmarksOf({320 + shift, 180}, 90);
    const Image mask = face::lowerFaceMask(points, kFrame, {});
    double moment = 0, total = 0;
    for (int y = 0; y < mask.height; ++y) {
      for (int x = 0; x < mask.width; ++x) moment += x * mask.row(y)[x], total += mask.row(y)[x];
    }
    return moment / total;
  };
  for (const float shift : {0.25F, 0.5F, 0.75F}) EXPECT_NEAR(area(shift) - area(0), shift, 0.08);
}

TEST(Mask, AnEmptyRegionGivesAnEmptyMask) {
  EXPECT_TRUE(face::lowerFaceMask(face_test::landmarksOf({9, 9}, 20), {5, 5, 0, 9}, {}).empty());
}

}  // namespace
