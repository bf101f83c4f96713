#include "core/face/fit.h"

#include <gtest/gtest.h>

#include <vector>

#include "core/face/composite.h"
#include "tests/face/landmarks_of.h"

namespace {

using base::Point;
using base::Similarity;

void expectNear(Point a, Point b, float tolerance) {
  EXPECT_NEAR(a.x, b.x, tolerance);
  EXPECT_NEAR(a.y, b.y, tolerance);
}

TEST(Fit, ASimilarityIsFoundAgainFromPointsThatItMoved) {
  const Similarity truth{1.3F, -0.4F, 17, -250};
  const std::vector<Point> from = {{0, 0}, {100, 3}, {40, 80}, {-20, 33}};
  std::vector<Point> to;
  for (const Point p : from) to.push_back(truth(p));
  const Similarity found = face::fitSimilarity(from, to);
  EXPECT_NEAR(found.a, truth.a, 1e-5);
  EXPECT_NEAR(found.b, truth.b, 1e-5);
  EXPECT_NEAR(face::residual(found, from, to), 0, 1e-3);
}

TEST(Fit, ComposingDoesOneMoveAfterTheOther) {
  const Similarity first{0.5F, 0.25F, 3, 4}, second{-2, 1, 10, 0};
  expectNear(face::compose(second, first)({7, -5}), second(first({7, -5})), 1e-4F);
  expectNear(face::compose(first.inverse(), first)({7, -5}), {7, -5}, 1e-4F);
}

TEST(Fit, EqualPointsGiveAShiftAndNothingBreaks) {
  const std::vector<Point> from(4, {5, 5}), to(4, {8, 4});
  EXPECT_EQ(face::fitSimilarity(from, to), (Similarity{1, 0, 3, -1}));
  EXPECT_EQ(face::fitSimilarity({}, {}), Similarity{});
}

TEST(Alignment, EyeCornersLandWhereTheContractPutsThem) {
  const auto points = face_test::landmarksOf({400, 300}, 120, 0.3F);
  const Similarity toUnit = face::alignment(points);
  // The test's face is not the template's face: the whole of nose and eyes is fitted, so the corners land
  // near.
  expectNear(toUnit(points[36]), {0.5F - 0.5F / 1.75F, 0.10F}, 0.03F);
  expectNear(toUnit(points[45]), {0.5F + 0.5F / 1.75F, 0.10F}, 0.03F);
}

TEST(Alignment, TheAlignedCropShowsWhatTheAlignmentSays) {
  base::Image picture(800, 600, 3);
  const auto points = face_test::landmarksOf({400, 300}, 120, -0.2F);
  const Point eye = points[36];
  for (int y = -3; y <= 3; ++y) {
    for (int x = -3; x <= 3; ++x) {
      picture.row(static_cast<int>(eye.y) + y)[3 * (static_cast<int>(eye.x) + x)] = 255;
    }
  }
  for (const int edge : {64, 210, 500}) {
    const base::Image crop = face::alignedCrop(picture, points, edge);
    ASSERT_EQ(crop.width, edge);
    const Point unit = face::alignment(points)({std::floor(eye.x), std::floor(eye.y)});
    const auto size = static_cast<float>(edge);
    const int x = static_cast<int>(unit.x * size), y = static_cast<int>(unit.y * size);
    EXPECT_GT(crop.row(y)[3 * x], 100) << edge;
    EXPECT_EQ(crop.row(edge - 1)[3 * (edge - 1)], 0);
  }
}

}  // namespace
