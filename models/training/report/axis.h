#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace training {

// One direction of a chart. Values outside are drawn at its ends.
struct Axis {
  double low = 0, high = 1;
  bool isLog = false;
  std::vector<double> ticks;
  double share(double value) const;  // 0 at `low`, 1 at `high`
};

// Linear, with ticks at round numbers.
Axis linearAxis(double low, double high, int ticks);
// For `values`, of which some outliers may lie outside: logarithmic when they are positive and span more than
// what a linear axis shows.
Axis axisFor(std::vector<double> values);

// "0.0412", "1.2k", "30k"
std::string shortNumber(double number);
// 12345678 as "12 345 678", with spaces that do not break.
std::string grouped(std::int64_t number);

}  // namespace training
