#include "models/dataset/square.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/media/picture/convert.h"

namespace {

using dataset::Box;
using dataset::Square;

Box boxAt(double x, double y, double width, double height) {
  return {x - width / 2, y - height / 2, x + width / 2, y + height / 2};
}

double middle(const Square& square) { return square.x + square.side / 2; }

TEST(ASquare, HoldsTheBoxInItsMiddle) {
  const std::vector<Box> boxes(30, boxAt(100, 80, 40, 55));
  for (const Square& square : dataset::follow(boxes, {}, 0.55)) {
    EXPECT_DOUBLE_EQ(square.side, 100);
    EXPECT_NEAR(square.x, 50, 1e-9);
    EXPECT_NEAR(square.y, 30, 1e-9);
  }
}

TEST(ASquare, PassesOverATremblingHead) {
  std::vector<Box> boxes;
  for (int i = 0; i < 100; ++i) boxes.push_back(boxAt(100 + (i % 2), 80, 40 + (i % 3), 55 + (i % 2)));
  const auto squares = dataset::follow(boxes, {}, 0.55);
  for (std::size_t i = 1; i < squares.size(); ++i) {
    EXPECT_EQ(squares[i].side, squares[0].side);
    EXPECT_NEAR(middle(squares[i]), middle(squares[i - 1]), 0.02);
  }
}

TEST(ASquare, FollowsAHeadThatWalksWithoutHaste) {
  std::vector<Box> boxes;
  for (int i = 0; i < 100; ++i) boxes.push_back(boxAt(100 + (i < 50 ? 0 : 3 * (i - 50)), 80, 40, 55));
  const auto squares = dataset::follow(boxes, {}, 0.55);
  double fastest = 0;
  for (std::size_t i = 0; i < squares.size(); ++i) {
    EXPECT_EQ(squares[i].side, squares[0].side);
    EXPECT_LT(std::abs(middle(squares[i]) - (boxes[i].left + boxes[i].right) / 2), 0.081 * squares[i].side);
    if (i > 0) fastest = std::max(fastest, middle(squares[i]) - middle(squares[i - 1]));
  }
  EXPECT_LT(fastest, 3.001) << "never faster than the head";
}

TEST(ASquare, GrowsWithAHeadThatComesNear) {
  std::vector<Box> boxes;
  for (int i = 0; i < 100; ++i) boxes.push_back(boxAt(100, 80, 40 + 0.4 * i, 55 + 0.55 * i));
  const auto squares = dataset::follow(boxes, {}, 0.55);
  EXPECT_GT(squares.back().side, 1.5 * squares.front().side);
  for (std::size_t i = 0; i < squares.size(); ++i)
    EXPECT_NEAR((boxes[i].bottom - boxes[i].top) / squares[i].side, 0.55, 0.09);
}

TEST(ASquare, JumpsAtACutAndNowhereElse) {
  std::vector<Box> boxes;
  for (int i = 0; i < 60; ++i) boxes.push_back(boxAt(i < 30 ? 100 : 220, 80, 40, 55));
  const std::vector<media::FrameNo> cuts{30};
  const auto squares = dataset::follow(boxes, cuts, 0.55);
  for (int i = 0; i < 60; ++i)
    EXPECT_NEAR(middle(squares[static_cast<std::size_t>(i)]), i < 30 ? 100 : 220, 1e-9);
}

// A picture whose blue is the column and whose green is the row, times `slope`.
media::Frame ramp(int width, int height, double slope) {
  base::Image bgr(width, height, 3);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      bgr.row(y)[3 * x] = static_cast<std::uint8_t>(std::lround(x * slope));
      bgr.row(y)[3 * x + 1] = static_cast<std::uint8_t>(std::lround(y * slope));
      bgr.row(y)[3 * x + 2] = 128;
    }
  return media::fromBgr(bgr, "yuv444p");
}

struct Scale {
  int width, height;
  double slope, side;
};
class ACutOutSquare : public testing::TestWithParam<Scale> {};

// Each pixel shows the place of the frame that its middle means, and points of the frame come to the pixels
// that show them.
TEST_P(ACutOutSquare, ShowsWhatItMeans) {
  const auto [width, height, slope, side] = GetParam();
  const media::Frame frame = ramp(width, height, slope);
  constexpr std::int64_t kEdge = 48;
  const Square square{0.21 * width + 0.3, 0.13 * height + 0.6, side};
  std::vector<std::uint8_t> out(kEdge * kEdge * 3);
  dataset::cutOut(frame, width, height, square, kEdge, out);
  face::Landmarks points{};
  for (std::size_t i = 0; i < points.size(); ++i)
    points[i] = {static_cast<float>(square.x + side * (0.1 + 0.011 * static_cast<double>(i))),
                 static_cast<float>(square.y + side * (0.9 - 0.011 * static_cast<double>(i)))};
  const face::Landmarks moved = dataset::inside(square, points, kEdge);
  double most = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto x = static_cast<int>(std::lround(moved[i].x)), y = static_cast<int>(std::lround(moved[i].y));
    const double step = side / kEdge;  // the point lies up to half a pixel from the middle of its pixel
    const std::uint8_t* pixel = &out[static_cast<std::size_t>(y * kEdge + x) * 3];
    most = std::max(most, std::abs(pixel[0] - slope * (points[i].x + (x - moved[i].x) * step)));
    most = std::max(most, std::abs(pixel[1] - slope * (points[i].y + (y - moved[i].y) * step)));
  }
  EXPECT_LT(most, 2.5) << "rounding of YUV";
}

INSTANTIATE_TEST_SUITE_P(OfAnySize, ACutOutSquare,
                         testing::Values(Scale{120, 90, 2, 20.7},      // enlarged
                                         Scale{120, 90, 2, 60.2},      // shrunk a little
                                         Scale{640, 480, 0.39, 300.5}  // shrunk much
                                         ));

TEST(ACutOutSquareAlone, RepeatsTheBorderOutsideTheVideo) {
  const media::Frame frame = ramp(60, 60, 4);
  std::vector<std::uint8_t> out(32 * 32 * 3);
  dataset::cutOut(frame, 60, 60, {-16, 44, 32}, 32, out);
  for (const std::size_t x : {0U, 8U, 14U}) EXPECT_NEAR(out[3 * x], 0, 3) << "left of the video";
  EXPECT_NEAR(out[3 * 26], 4 * 10, 3);
  for (const std::size_t y : {17U, 31U}) EXPECT_NEAR(out[3 * (32 * y + 20) + 1], 236, 3) << "below it";
}

TEST(ACutOutSquareAlone, AveragesWhatItCannotShow) {
  base::Image bgr(400, 400, 3);
  for (int y = 0; y < 400; ++y)
    for (int x = 0; x < 1200; ++x) bgr.row(y)[x] = (x / 3 + y) % 2 == 0 ? 40 : 200;
  const media::Frame frame = media::fromBgr(bgr, "yuv444p");
  std::vector<std::uint8_t> out(40 * 40 * 3);
  dataset::cutOut(frame, 400, 400, {40.25, 40.5, 130}, 40, out);
  for (const std::uint8_t v : out) EXPECT_NEAR(v, 120, 12) << "a chequered board is grey from afar";
}

TEST(ACutOutSquareAlone, SeesPixelsThatAreNotSquare) {
  const media::Frame frame = ramp(60, 80, 2);  // shown as 120 wide
  std::vector<std::uint8_t> out(32 * 32 * 3);
  dataset::cutOut(frame, 120, 80, {40, 20, 32}, 32, out);
  EXPECT_NEAR(out[3 * (16 * 32 + 16)], 2 * ((56 + 0.5) / 2 - 0.5), 2.5);
  EXPECT_NEAR(out[3 * (16 * 32 + 16) + 1], 2 * 36, 2.5);
}

}  // namespace
