#include "models/own_mouth/thin_plate.h"

namespace own_mouth {

namespace {

constexpr float kNoZero = 1e-12f;  // keeps the logarithm finite where points meet

// r^2 log r of every place (row) to every point (column).
cv::Mat kernel(const cv::Mat& places, const cv::Mat& points) {
  cv::Mat squared(places.cols, points.cols, CV_32F), logs;
  for (int i = 0; i < places.cols; ++i) {
    const float x = places.at<float>(0, i), y = places.at<float>(1, i);
    float* row = squared.ptr<float>(i);
    const float *px = points.ptr<float>(0), *py = points.ptr<float>(1);
    for (int k = 0; k < points.cols; ++k)
      row[k] = (x - px[k]) * (x - px[k]) + (y - py[k]) * (y - py[k]) + kNoZero;
  }
  cv::log(squared, logs);
  return squared.mul(logs, 0.5);
}

cv::Mat asColumns(std::span<const base::Point> points) {
  cv::Mat out(2, static_cast<int>(points.size()), CV_32F);
  for (int i = 0; i < out.cols; ++i) {
    out.at<float>(0, i) = points[static_cast<std::size_t>(i)].x;
    out.at<float>(1, i) = points[static_cast<std::size_t>(i)].y;
  }
  return out;
}

// sums += row * weight
void addScaled(cv::Mat& sums, const cv::Mat& row, float weight) {
  float* to = sums.ptr<float>();
  const float* from = row.ptr<float>();
  for (int i = 0; i < sums.cols; ++i) to[i] += from[i] * weight;
}

cv::Mat affineRows(const cv::Mat& columns) {
  cv::Mat rows = cv::Mat::ones(columns.cols, 3, CV_32F);
  cv::Mat(columns.row(0).t()).copyTo(rows.col(1));
  cv::Mat(columns.row(1).t()).copyTo(rows.col(2));
  return rows;
}

}  // namespace

ThinPlate::ThinPlate(std::span<const base::Point> points, std::span<const double> slack)
    : points_(asColumns(points)) {
  const int n = points_.cols;
  system_ = cv::Mat::zeros(n + 3, n + 3, CV_64F);
  kernel(points_, points_).convertTo(system_(cv::Rect(0, 0, n, n)), CV_64F);
  for (int i = 0; i < n; ++i) system_.at<double>(i, i) += slack[static_cast<std::size_t>(i)];
  cv::Mat affine;
  affineRows(points_).convertTo(affine, CV_64F);
  affine.copyTo(system_(cv::Rect(n, 0, 3, n)));
  cv::Mat(affine.t()).copyTo(system_(cv::Rect(0, n, n, 3)));
}

cv::Mat ThinPlate::fit(const cv::Mat& values) const {
  cv::Mat right = cv::Mat::zeros(system_.rows, values.cols, CV_64F), weights;
  values.copyTo(right.rowRange(0, values.rows));
  cv::solve(system_, right, weights, cv::DECOMP_LU);  // makes them 0 where it fails
  return weights;
}

// Loops of our own: OpenCV gives products of matrices to whatever BLAS is installed, whose threads wait for
// each other by spinning, and whose sums may depend on how many there are.
cv::Mat ThinPlate::at(std::span<const base::Point> places, const cv::Mat& weights) const {
  const cv::Mat columns = asColumns(places), bending = kernel(points_, columns);  // [points, places]
  const int n = points_.cols;
  cv::Mat rows(weights.cols, columns.cols, CV_32F);  // [fields, places]
  for (int f = 0; f < rows.rows; ++f) {
    const auto weight = [&](int k) { return static_cast<float>(weights.at<double>(k, f)); };
    cv::Mat sums = rows.row(f);
    sums.setTo(weights.at<double>(n, f));
    addScaled(sums, columns.row(0), weight(n + 1));
    addScaled(sums, columns.row(1), weight(n + 2));
    for (int k = 0; k < n; ++k) addScaled(sums, bending.row(k), weight(k));
  }
  return rows.t();
}

}  // namespace own_mouth
