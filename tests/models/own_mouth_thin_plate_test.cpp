#include <gtest/gtest.h>

#include <cmath>
#include <future>
#include <random>
#include <vector>

#include "models/own_mouth/thin_plate.h"

using base::Point;
using own_mouth::ThinPlate;

namespace {

constexpr int kPoints = 61, kFields = 8, kPlaces = 500;  // as many as the painting has

std::vector<Point> scattered(int count, unsigned seed) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<float> unit(-0.2F, 1.2F);
  std::vector<Point> points;
  for (int i = 0; i < count; ++i) points.push_back({unit(random), unit(random)});
  return points;
}

cv::Mat displacements(int count) {
  std::mt19937 random(3);
  std::normal_distribution<double> moved(0, 0.02);
  cv::Mat values(count, kFields, CV_64F);
  for (int i = 0; i < values.rows; ++i)
    for (int f = 0; f < values.cols; ++f) values.at<double>(i, f) = moved(random);
  return values;
}

// Bookstein's U(r) = r^2 log r^2, by the log r that the weights are made for.
double bending(Point a, Point b) {
  const double r = std::hypot(static_cast<double>(a.x) - b.x, static_cast<double>(a.y) - b.y);
  return r > 0 ? r * r * std::log(r) : 0;
}

// f(x, y) = a1 + ax x + ay y + sum w_i U(|P_i - (x, y)|)
double splineAt(Point p, const std::vector<Point>& points, const cv::Mat& weights, int field) {
  const int n = static_cast<int>(points.size());
  double sum = weights.at<double>(n, field) + weights.at<double>(n + 1, field) * p.x +
               weights.at<double>(n + 2, field) * p.y;
  for (int k = 0; k < n; ++k)
    sum += weights.at<double>(k, field) * bending(p, points[static_cast<std::size_t>(k)]);
  return sum;
}

}  // namespace

TEST(ThinPlate, IsBooksteinsFormula) {
  const std::vector<Point> points = scattered(kPoints, 1), places = scattered(kPlaces, 2);
  const ThinPlate plate(points, std::vector<double>(kPoints, 1e-4));
  const cv::Mat weights = plate.fit(displacements(kPoints)), table = plate.at(places, weights);
  ASSERT_EQ(table.size(), cv::Size(kFields, kPlaces));
  for (int i = 0; i < kPlaces; ++i)
    for (int f = 0; f < kFields; ++f)  // sums of floats; 1e-4 of a face is far below a pixel
      ASSERT_NEAR(table.at<float>(i, f), splineAt(places[static_cast<std::size_t>(i)], points, weights, f),
                  1e-4);
}

TEST(ThinPlate, GoesThroughItsPointsAndIsLevelAlongItsSlopes) {
  const std::vector<Point> points = scattered(kPoints, 1);
  const cv::Mat values = displacements(kPoints);
  const ThinPlate plate(points, std::vector<double>(kPoints, 0));
  const cv::Mat weights = plate.fit(values), table = plate.at(points, weights);
  for (int i = 0; i < kPoints; ++i)
    for (int f = 0; f < kFields; ++f) ASSERT_NEAR(table.at<float>(i, f), values.at<double>(i, f), 1e-4);
  for (int f = 0; f < kFields; ++f) EXPECT_NEAR(cv::sum(weights(cv::Rect(f, 0, 1, kPoints)))[0], 0, 1e-6);
}

TEST(ThinPlate, MovesNothingWhereThePointsDetermineNoSpline) {
  std::vector<Point> line;
  for (int i = 0; i < 5; ++i) line.push_back({0.25F * static_cast<float>(i), 0.5F});
  const ThinPlate plate(line, std::vector<double>(line.size(), 1e-4));
  EXPECT_EQ(cv::norm(plate.fit(displacements(5)), cv::NORM_INF), 0);
}

TEST(ThinPlate, IsTheSameFromAnyThread) {
  const std::vector<Point> points = scattered(kPoints, 1), places = scattered(kPlaces, 2);
  const auto table = [&] {
    const ThinPlate plate(points, std::vector<double>(kPoints, 1e-4));
    return plate.at(places, plate.fit(displacements(kPoints)));
  };
  const cv::Mat alone = table();
  std::vector<std::future<cv::Mat>> others;
  for (int i = 0; i < 4; ++i) others.push_back(std::async(std::launch::async, table));
  for (auto& other : others) EXPECT_EQ(cv::norm(alone, other.get(), cv::NORM_INF), 0);
}
