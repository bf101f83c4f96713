#include "models/person/shape_model.h"

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>
#include <utility>

namespace person {

using base::Point;

namespace {

constexpr double kTurnPenalty = 1e-3;  // ridge of the turn base, in parts of the pictures
constexpr float kLipWeight = 2.5f;     // lips count more than the jaw in the components
constexpr double kShutShare = 0.05, kOpenShare = 0.98;
constexpr double kRestShare = 0.15;  // of the clip's pictures, the most closed ones
constexpr float kTiny = 1e-6f;

constexpr float weightOf(std::size_t lower) { return lower < kJawPoints ? 1.0f : kLipWeight; }

cv::Mat lowerRows(const std::vector<Observation>& seen) {
  cv::Mat rows(static_cast<int>(seen.size()), 2 * kLowerCount, CV_64F);
  for (int i = 0; i < rows.rows; ++i) {
    const Lower lower = lowerOf(seen[static_cast<std::size_t>(i)].unit);
    for (int k = 0; k < kLowerCount; ++k) {
      rows.at<double>(i, 2 * k) = lower[static_cast<std::size_t>(k)].x;
      rows.at<double>(i, 2 * k + 1) = lower[static_cast<std::size_t>(k)].y;
    }
  }
  return rows;
}

cv::Mat turnRows(const std::vector<Observation>& seen) {
  cv::Mat rows(static_cast<int>(seen.size()), kTurnSize + 1, CV_64F);
  for (int i = 0; i < rows.rows; ++i) {
    for (int k = 0; k < kTurnSize; ++k)
      rows.at<double>(i, k) = seen[static_cast<std::size_t>(i)].turn[static_cast<std::size_t>(k)];
    rows.at<double>(i, kTurnSize) = 1;
  }
  return rows;
}

Lower asLower(const cv::Mat& row) {
  Lower out;
  for (int k = 0; k < kLowerCount; ++k) {
    out[static_cast<std::size_t>(k)] = {static_cast<float>(row.at<double>(2 * k)),
                                        static_cast<float>(row.at<double>(2 * k + 1))};
  }
  return out;
}

// Ridge of jaw and lips on the turn; the constant is free.
cv::Mat turnBase(const cv::Mat& turns, const cv::Mat& lowers) {
  cv::Mat normal = turns.t() * turns;
  for (int k = 0; k < kTurnSize; ++k) normal.at<double>(k, k) += kTurnPenalty * turns.rows + 1e-9;
  cv::Mat out;
  cv::solve(normal, turns.t() * lowers, out, cv::DECOMP_SVD);
  return out;
}

ShapeModel::Line fitLine(const std::vector<Shape>& shapes, const std::vector<float>& values) {
  cv::Mat x(static_cast<int>(shapes.size()), kShapeSize + 1, CV_64F), y(x.rows, 1, CV_64F), solved;
  for (int i = 0; i < x.rows; ++i) {
    for (int k = 0; k < kShapeSize; ++k)
      x.at<double>(i, k) = shapes[static_cast<std::size_t>(i)][static_cast<std::size_t>(k)];
    x.at<double>(i, kShapeSize) = 1;
    y.at<double>(i) = values[static_cast<std::size_t>(i)];
  }
  cv::solve(x.t() * x, x.t() * y, solved, cv::DECOMP_SVD);
  ShapeModel::Line line;
  for (int k = 0; k < kShapeSize; ++k)
    line.slope[static_cast<std::size_t>(k)] = static_cast<float>(solved.at<double>(k));
  line.at = static_cast<float>(solved.at<double>(kShapeSize));
  return line;
}

void learnSpread(ShapeModel& model, const std::vector<Shape>& shapes) {
  const auto n = static_cast<float>(shapes.size());
  for (const Shape& shape : shapes) {
    for (std::size_t k = 0; k < shape.size(); ++k) model.mean[k] += shape[k] / n;
  }
  for (const Shape& shape : shapes) {
    for (std::size_t k = 0; k < shape.size(); ++k) {
      model.deviation[k] += (shape[k] - model.mean[k]) * (shape[k] - model.mean[k]) / n;
    }
  }
  for (float& d : model.deviation) d = std::sqrt(d);
}

void learnRanges(ShapeModel& model, const std::vector<Observation>& seen, const std::vector<Shape>& shapes) {
  std::vector<float> openings, widths;
  for (const Observation& o : seen) {
    const MouthSize size = mouthSize(o.unit);
    openings.push_back(size.opening);
    widths.push_back(size.width);
  }
  model.opening = fitLine(shapes, openings);
  model.width = fitLine(shapes, widths);
  for (float w : widths) model.widthMean += w / static_cast<float>(widths.size());
  for (float w : widths) {
    model.widthDeviation += (w - model.widthMean) * (w - model.widthMean) / static_cast<float>(widths.size());
  }
  model.widthDeviation = std::sqrt(model.widthDeviation);
  model.shut = percentile(openings, kShutShare);
  model.open = percentile(openings, kOpenShare);
  model.reach = model.open - model.shut;
}

// slope scaled by the variances: the direction in which the value changes at least cost.
Shape towards(const ShapeModel::Line& line, const Shape& deviation) {
  Shape out;
  for (std::size_t k = 0; k < out.size(); ++k) out[k] = deviation[k] * deviation[k] * line.slope[k];
  return out;
}

float dot(const Shape& a, const Shape& b) {
  float sum = 0;
  for (std::size_t k = 0; k < a.size(); ++k) sum += a[k] * b[k];
  return sum;
}

}  // namespace

float percentile(std::vector<float>& values, double share) {
  if (values.empty()) return 0;
  const auto at = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1) + 0.5);
  std::nth_element(values.begin(), values.begin() + at, values.end());
  return values[static_cast<std::size_t>(at)];
}

float ShapeModel::Line::operator()(const Shape& shape) const { return at + dot(slope, shape); }

Lower ShapeModel::lower(const Shape& shape, const Turn& turn) const {
  Lower out = base[kTurnSize];
  for (std::size_t i = 0; i < out.size(); ++i) {
    for (std::size_t k = 0; k < turn.size(); ++k) out[i] = out[i] + base[k][i] * turn[k];
    for (std::size_t k = 0; k < shape.size(); ++k)
      out[i] = out[i] + components[k][i] * (shape[k] / weightOf(i));
  }
  return out;
}

Shape ShapeModel::shapeOf(const face::Landmarks& unit, const Turn& turn) const {
  const Lower seen = lowerOf(unit), still = lower(Shape{}, turn);
  Shape shape{};
  for (std::size_t i = 0; i < seen.size(); ++i) {
    const Point d = (seen[i] - still[i]) * weightOf(i);
    for (std::size_t k = 0; k < shape.size(); ++k)
      shape[k] += d.x * components[k][i].x + d.y * components[k][i].y;
  }
  return shape;
}

Shape ShapeModel::shapeFor(float openingWanted, float widthWanted) const {
  const Shape o = towards(opening, deviation), w = towards(width, deviation);
  const float oo = dot(opening.slope, o), ow = dot(opening.slope, w), ww = dot(width.slope, w);
  const float needO = openingWanted - opening(mean), needW = widthWanted - width(mean);
  const float steady = kTiny * (oo + ww) + 1e-12f;
  const float det = (oo + steady) * (ww + steady) - ow * ow;
  const float a = ((ww + steady) * needO - ow * needW) / det, b = ((oo + steady) * needW - ow * needO) / det;
  Shape shape = mean;
  for (std::size_t k = 0; k < shape.size(); ++k) shape[k] += a * o[k] + b * w[k];
  return shape;
}

Shape ShapeModel::opened(const Shape& shape, float change) const {
  const Shape o = towards(opening, deviation);
  const float gain = dot(opening.slope, o);
  if (gain < 1e-12f) return shape;
  Shape out = shape;
  for (std::size_t k = 0; k < out.size(); ++k) out[k] += o[k] * (change / gain);
  return out;
}

ShapeModel learnShapes(const std::vector<Observation>& seen) {
  ShapeModel model;
  const cv::Mat lowers = lowerRows(seen), turns = turnRows(seen);
  const cv::Mat base = turnBase(turns, lowers);
  for (int k = 0; k <= kTurnSize; ++k) model.base[static_cast<std::size_t>(k)] = asLower(base.row(k));
  cv::Mat rest = lowers - turns * base;
  for (int k = 0; k < kLowerCount; ++k)
    rest.colRange(2 * k, 2 * k + 2) *= weightOf(static_cast<std::size_t>(k));
  cv::Mat values, vectors;
  cv::eigen(rest.t() * rest, values, vectors);
  const int known = std::min(kShapeSize, rest.rows - 1);
  for (int k = 0; k < known; ++k) model.components[static_cast<std::size_t>(k)] = asLower(vectors.row(k));
  std::vector<Shape> shapes;
  for (const Observation& o : seen) shapes.push_back(model.shapeOf(o.unit, o.turn));
  learnSpread(model, shapes);
  learnRanges(model, seen, shapes);
  return model;
}

Shape restShape(const ShapeModel& shapes, std::span<const Shape> seen) {
  std::vector<std::pair<float, std::size_t>> order;
  for (std::size_t i = 0; i < seen.size(); ++i) order.emplace_back(shapes.opening(seen[i]), i);
  std::sort(order.begin(), order.end());
  const std::size_t count =
      std::max<std::size_t>(1, static_cast<std::size_t>(kRestShare * static_cast<double>(seen.size())));
  Shape rest{};
  if (seen.empty()) return rest;
  for (std::size_t k = 0; k < rest.size(); ++k) {
    std::vector<float> values;
    for (std::size_t i = 0; i < count; ++i) values.push_back(seen[order[i].second][k]);
    rest[k] = percentile(values, 0.5);
  }
  return shapes.opened(rest, shapes.shut - shapes.opening(rest));
}

}  // namespace person
