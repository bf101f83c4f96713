#pragma once
#include <optional>
#include <string>
#include <vector>

namespace training {

struct Point {
  double x = 0, y = 0;
};

// Something that happened at a step: "stage", "restart", "rollback".
struct Mark {
  double step = 0;
  std::string kind, text;
};

// A curve over the steps of a training.
struct Chart {
  std::string title;
  std::vector<Point> points;     // by steps; few of them are drawn as dots, many with their running mean
  std::vector<Point> abandoned;  // learnt, and then taken back
  std::vector<Mark> marks;
  std::optional<double> best;  // the step of the best state
  double from = 0, to = 1;     // steps shown
  bool isFew = false;
};
std::string toSvg(const Chart& chart);

// The mean over a window of about a fiftieth of the points, of few points over a tenth.
std::vector<Point> smoothed(const std::vector<Point>& points);

// For HTML.
std::string escaped(const std::string& text);

}  // namespace training
