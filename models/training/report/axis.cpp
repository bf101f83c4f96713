#include "models/training/report/axis.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace training {

double Axis::share(double value) const {
  const double clamped = std::clamp(value, low, high);
  return isLog ? std::log(clamped / low) / std::log(high / low) : (clamped - low) / (high - low);
}

Axis linearAxis(double low, double high, int ticks) {
  if (!(high > low)) high = low + std::max(1e-9, std::abs(low));
  const double rough = (high - low) / ticks, power = std::pow(10, std::floor(std::log10(rough)));
  double step = 10 * power;
  for (const double part : {5.0, 2.0, 1.0})
    if (part * power >= rough) step = part * power;
  Axis axis{.low = low, .high = high};
  for (double i = std::ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; ++i)
    axis.ticks.push_back(i == 0 ? 0 : i * step);
  return axis;
}

static Axis logAxis(double low, double high) {
  Axis axis{.low = low, .high = high, .isLog = true};
  const bool isWide = high / low > 300;
  for (double power = std::pow(10, std::floor(std::log10(low))); power <= high; power *= 10)
    for (const double part : {1.0, 2.0, 5.0})
      if (const double tick = part * power; tick >= low && tick <= high && (part == 1 || !isWide))
        axis.ticks.push_back(tick);
  return axis;
}

Axis axisFor(std::vector<double> values) {
  std::erase_if(values, [](double value) { return !std::isfinite(value); });
  if (values.empty()) return linearAxis(0, 1, 4);
  std::ranges::sort(values);
  const auto quantile = [&](double share) {
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
  };
  const bool isMany = values.size() > 100;
  const double low = isMany ? quantile(0.005) : values.front(),
               high = isMany ? quantile(0.995) : values.back();
  constexpr double kLogFrom = 30;
  if (low > 0 && high / low > kLogFrom) return logAxis(low / 1.2, high * 1.2);
  const double margin = high > low ? 0.06 * (high - low) : std::max(1e-9, 0.1 * std::abs(high));
  return linearAxis(low >= 0 ? std::max(0.0, low - margin) : low - margin, high + margin, 6);
}

std::string shortNumber(double number) {
  char text[32];
  if (std::abs(number) >= 1e6)
    std::snprintf(text, sizeof text, "%.4gM", number / 1e6);
  else if (std::abs(number) >= 1e3)
    std::snprintf(text, sizeof text, "%.4gk", number / 1e3);
  else
    std::snprintf(text, sizeof text, "%.4g", number);
  return text;
}

std::string grouped(std::int64_t number) {
  std::string text = std::to_string(number);
  for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3)
    text.insert(static_cast<std::size_t>(at), "\u202f");
  return text;
}

}  // namespace training
