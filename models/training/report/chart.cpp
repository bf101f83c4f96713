#include "models/training/report/chart.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "models/training/report/axis.h"

namespace training {
namespace {

// Of the whole picture, and of the place for the curve, in the picture's own units.
constexpr double kWidth = 360, kHeight = 190, kLeft = 44, kRight = 352, kTop = 8, kBottom = 164;
constexpr double kMostPoints = 700;  // over the whole width; more cannot be told apart

std::string text(double number) {
  char out[32];
  std::snprintf(out, sizeof out, "%.1f", number);
  return out;
}

struct Plane {
  Axis steps, values;
  double x(double step) const { return kLeft + steps.share(step) * (kRight - kLeft); }
  double y(double value) const { return kBottom - values.share(value) * (kBottom - kTop); }
};

// Of every few points the extremes, so that no spike is lost.
std::vector<Point> thinned(const Plane& plane, const std::vector<Point>& points) {
  const double share = plane.steps.share(points.back().x) - plane.steps.share(points.front().x);
  const auto most = static_cast<std::size_t>(std::max(2.0, kMostPoints * share));
  if (points.size() <= most) return points;
  const std::size_t each = (2 * points.size() + most - 1) / most;
  std::vector<Point> some;
  for (std::size_t begin = 0; begin < points.size(); begin += each) {
    const auto first = points.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto last = points.begin() + static_cast<std::ptrdiff_t>(std::min(begin + each, points.size()));
    auto [low, high] = std::minmax_element(first, last, [](Point a, Point b) { return a.y < b.y; });
    if (high < low) std::swap(low, high);
    some.push_back(*low);
    if (high != low) some.push_back(*high);
  }
  return some;
}

std::string line(const Plane& plane, const std::vector<Point>& points, const char* kind) {
  if (points.empty()) return {};
  std::string out = "<polyline class=\"" + std::string(kind) + "\" data-points=\"" +
                    std::to_string(points.size()) + "\" points=\"";
  for (const Point& point : thinned(plane, points))
    out += text(plane.x(point.x)) + "," + text(plane.y(point.y)) + " ";
  out.back() = '"';
  return out + "/>\n";
}

std::string dots(const Plane& plane, const Chart& chart) {
  std::string out;
  for (const Point& point : chart.points)
    out += "<circle class=\"" + std::string(point.x == chart.best ? "dot best" : "dot") + "\" cx=\"" +
           text(plane.x(point.x)) + "\" cy=\"" + text(plane.y(point.y)) + "\" r=\"" +
           (point.x == chart.best ? "5" : "3") + "\"><title>step " + shortNumber(point.x) + ": " +
           shortNumber(point.y) + (point.x == chart.best ? " (best state)" : "") + "</title></circle>\n";
  return out;
}

std::string horizontal(double y, const std::string& label) {
  return "<line class=\"grid\" x1=\"" + text(kLeft) + "\" x2=\"" + text(kRight) + "\" y1=\"" + text(y) +
         "\" y2=\"" + text(y) + "\"/><text class=\"tick\" text-anchor=\"end\" x=\"" + text(kLeft - 6) +
         "\" y=\"" + text(y + 3.5) + "\">" + label + "</text>\n";
}

std::string vertical(double x, const Mark& mark) {
  return "<line class=\"" + mark.kind + "\" x1=\"" + text(x) + "\" x2=\"" + text(x) + "\" y1=\"" +
         text(kTop) + "\" y2=\"" + text(kBottom) + "\"><title>" + escaped(mark.text) + "</title></line>\n";
}

std::string axes(const Plane& plane) {
  std::string out;
  for (const double tick : plane.values.ticks) out += horizontal(plane.y(tick), shortNumber(tick));
  for (const double tick : plane.steps.ticks)
    out += "<text class=\"tick\" text-anchor=\"middle\" x=\"" + text(plane.x(tick)) + "\" y=\"" +
           text(kBottom + 16) + "\">" + shortNumber(tick) + "</text>\n";
  return out + "<line class=\"axis\" x1=\"" + text(kLeft) + "\" x2=\"" + text(kRight) + "\" y1=\"" +
         text(kBottom) + "\" y2=\"" + text(kBottom) + "\"/>\n";
}

}  // namespace

std::vector<Point> smoothed(const std::vector<Point>& points) {
  const std::size_t count = points.size(),
                    half = std::max(count / 100, std::min<std::size_t>(count / 20, 10));
  std::vector<double> sums{0};
  for (const Point& point : points) sums.push_back(sums.back() + point.y);
  std::vector<Point> out = points;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t begin = i - std::min(half, i), end = std::min(i + half + 1, count);
    out[i].y = (sums[end] - sums[begin]) / static_cast<double>(end - begin);
  }
  return out;
}

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  return out;
}

std::string toSvg(const Chart& chart) {
  std::vector<double> values;
  for (const Point& point : chart.points) values.push_back(point.y);
  const Plane plane{linearAxis(chart.from, chart.to, 6), axisFor(values)};
  const std::vector<Point> mean = smoothed(chart.points);
  const std::string now =
      mean.empty() ? "" : shortNumber(chart.isFew ? chart.points.back().y : mean.back().y);
  std::string out = "<figure class=\"chart\"><figcaption>" + escaped(chart.title) + "<span>" + now +
                    "</span></figcaption>\n<svg viewBox=\"0 0 " + text(kWidth) + " " + text(kHeight) +
                    "\" role=\"img\" aria-label=\"" + escaped(chart.title) + " by steps\" data-scale=\"" +
                    (plane.values.isLog ? "log" : "linear") + "\">\n" + axes(plane);
  for (const Mark& mark : chart.marks) out += vertical(plane.x(mark.step), mark);
  out += line(plane, chart.abandoned, "abandoned");
  if (chart.isFew)
    out += line(plane, chart.points, "smooth") + dots(plane, chart);
  else
    out += line(plane, chart.points, "raw") + line(plane, mean, "smooth");
  return out + "</svg></figure>\n";
}

}  // namespace training
