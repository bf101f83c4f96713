// Regions, sampling and the detector's outputs, by geometry.
#include "models/face_mesh/detection.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "models/face_mesh/face_mesh.h"

namespace {

using namespace face_mesh;

// Blue rises to the right, green downwards.
base::Image ramp(int width, int height) {
  base::Image picture(width, height, 3);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      std::uint8_t* p = picture.row(y) + 3 * x;
      p[0] = static_cast<std::uint8_t>(x), p[1] = static_cast<std::uint8_t>(y), p[2] = 200;
    }
  return picture;
}

TEST(Sampling, TakesTheTurnedRegionInRgb) {
  const base::Image picture = ramp(100, 80);
  const Region region{{50, 40}, 30, 0.3};
  constexpr int kEdge = 10;
  std::vector<float> out(kEdge * kEdge * 3);
  sample(picture, region, kEdge, Outside::repeated, {1, 0}, out);
  for (int j = 0; j < kEdge; ++j)
    for (int i = 0; i < kEdge; ++i) {
      const double u = 30 * ((i + 0.5) / kEdge - 0.5), v = 30 * ((j + 0.5) / kEdge - 0.5);
      const float* p = out.data() + (j * kEdge + i) * 3;
      EXPECT_NEAR(p[2], 50 + u * std::cos(0.3) - v * std::sin(0.3) - 0.5,
                  1e-3);  // a pixel's number is its middle
      EXPECT_NEAR(p[1], 40 + u * std::sin(0.3) + v * std::cos(0.3) - 0.5, 1e-3);
      EXPECT_NEAR(p[0], 200, 1e-3);
    }
}

TEST(Sampling, BeyondThePictureIsItsEdgeOrBlack) {
  const base::Image picture = ramp(100, 50);
  std::vector<float> repeated(4 * 4 * 3), black(repeated.size());
  sample(picture, wholeOf(picture), 4, Outside::repeated, {1, 0}, repeated);
  sample(picture, wholeOf(picture), 4, Outside::black, {2, -1}, black);
  EXPECT_FLOAT_EQ(repeated[0], 200);  // 25 rows lie above the picture
  EXPECT_FLOAT_EQ(repeated[1], 0);
  EXPECT_FLOAT_EQ(black[0], -1);
  EXPECT_FLOAT_EQ(black[3 * 4 * 1], 2 * 200 - 1);  // the second of four rows lies in it
}

struct Outputs {
  std::vector<float> numbers = std::vector<float>(kAnchors * kAnchorNumbers),
                     scores = std::vector<float>(kAnchors, -9);
  void face(std::size_t anchor, float score, float x, float y, float size) {
    scores[anchor] = score;
    float* n = numbers.data() + anchor * kAnchorNumbers;
    n[0] = x, n[1] = y, n[2] = n[3] = size;
    for (int k = 0; k < 6; ++k) n[4 + 2 * k] = x + static_cast<float>(k), n[5 + 2 * k] = y;
  }
};

TEST(Detections, LieAtTheirAnchorsAndAreAveragedByScore) {
  Outputs out;
  // Row 3, column 5 of the fine grid: its middle is at (5.5 / 16, 3.5 / 16).
  out.face((3 * 16 + 5) * 2, 2, 0, 0, 32);
  out.face((3 * 16 + 5) * 2 + 1, 0, 4, 0, 32);
  // Row 6, column 1 of the coarse one.
  out.face(512 + (6 * 8 + 1) * 6 + 3, 1, -2, 2, 16);
  const auto faces = decode(out.numbers, out.scores);
  ASSERT_EQ(faces.size(), 2U);
  const double sure = 1 / (1 + std::exp(-2.)), half = 0.5, shift = 4 * half / (sure + half) / 128;
  EXPECT_NEAR(faces[0].score, sure, 1e-9);
  EXPECT_NEAR(faces[0].topLeft.x, 5.5 / 16 - 0.125 + shift, 1e-6);
  EXPECT_NEAR(faces[0].bottomRight.y, 3.5 / 16 + 0.125, 1e-6);
  EXPECT_NEAR(faces[0].keyPoints[3].x, 5.5 / 16 + 3 / 128. + shift, 1e-6);
  EXPECT_NEAR(faces[1].topLeft.x, 1.5 / 8 - 2 / 128. - 8 / 128., 1e-6);
}

TEST(Detections, OfLittleScoreOrNegativeSizeAreNone) {
  Outputs out;
  out.face(100, -0.01F, 0, 0, 32);
  out.face(200, 3, 0, 0, -4);
  out.face(300, std::numeric_limits<float>::quiet_NaN(), 0, 0, 32);
  EXPECT_TRUE(decode(out.numbers, out.scores).empty());
}

TEST(ADetectionsRegion, IsTheBoxEnlargedAndTurnedAsTheEyes) {
  Detection d{.score = 1, .topLeft = {10, 20}, .bottomRight = {50, 50}};
  d.keyPoints[0] = {20, 30}, d.keyPoints[1] = {30, 40};
  const Region region = regionOf(d);
  EXPECT_DOUBLE_EQ(region.centre.x, 30);
  EXPECT_DOUBLE_EQ(region.centre.y, 35);
  EXPECT_DOUBLE_EQ(region.side, 60);
  EXPECT_NEAR(region.rotation, std::numbers::pi / 4, 1e-12);
}

TEST(AMeshsRegion, HoldsAllPointsAndLiesLevelWithTheEyes) {
  Mesh mesh;
  mesh.points.fill({50, 60, 0});
  mesh.points[33] = {40, 55, 0}, mesh.points[263] = {60, 65, 0}, mesh.points[10] = {48, 20, 0};
  const Region region = regionOf(mesh);
  EXPECT_DOUBLE_EQ(region.centre.x, 50);
  EXPECT_DOUBLE_EQ(region.centre.y, 42.5);
  EXPECT_DOUBLE_EQ(region.side, 1.5 * 45);
  EXPECT_NEAR(region.rotation, std::atan2(10, 20), 1e-7);
}

}  // namespace
