#include "models/training/live_line.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>

#include "core/base/platform/process.h"

namespace training {

static double sec(std::chrono::steady_clock::duration d) { return std::chrono::duration<double>(d).count(); }

void Pace::step(std::int64_t step, std::int64_t clips) {
  const Clock::time_point now = Clock::now();
  const double rate = static_cast<double>(clips) / std::max(sec(now - last_), 1e-9);
  clipsPerSec_ = clipsPerSec_ > 0 ? 0.9 * clipsPerSec_ + 0.1 * rate : rate;
  last_ = now;
  step_ = step;
}

double Pace::etaSec(std::int64_t steps) const {
  if (steps <= step_ || step_ <= first_) return 0;
  return sec(last_ - start_) / static_cast<double>(step_ - first_) * static_cast<double>(steps - step_);
}

double Pace::secSinceLast() {
  const Clock::time_point now = Clock::now();
  return sec(now - std::exchange(asked_, now));
}

static std::string duration(double seconds) {
  const auto whole = static_cast<long long>(std::llround(seconds));
  char text[32];
  if (whole < 60)
    std::snprintf(text, sizeof text, "%lld s", whole);
  else if (whole < 3600)
    std::snprintf(text, sizeof text, "%lld min %02lld s", whole / 60, whole % 60);
  else
    std::snprintf(text, sizeof text, "%lld h %02lld min", whole / 3600, whole / 60 % 60);
  return text;
}

std::string lineOf(const Moment& moment) {
  std::string text = moment.stage.empty() ? "" : moment.stage + "  ";
  text += "step " + std::to_string(moment.step);
  if (moment.steps > 0) text += "/" + std::to_string(moment.steps);
  char number[48];
  for (const auto& [name, loss] : moment.losses) {
    std::snprintf(number, sizeof number, "%.4g", loss);
    text += "  " + name + " " + number;
  }
  if (moment.clipsPerSec > 0) {
    std::snprintf(number, sizeof number, moment.clipsPerSec < 10 ? "  %.2f clips/s" : "  %.0f clips/s",
                  moment.clipsPerSec);
    text += number;
  }
  if (moment.etaSec > 0) text += "  " + duration(moment.etaSec) + " left";
  return text;
}

LiveLine::LiveLine() : isTerminal_(platform::isTerminal(stderr)) {}

static constexpr auto kEvery = std::chrono::milliseconds(200), kSeldom = std::chrono::milliseconds(30'000);

void LiveLine::show(const Moment& moment) {
  const Clock::time_point now = Clock::now();
  if (shown_ != Clock::time_point{} && now - shown_ < (isTerminal_ ? kEvery : kSeldom)) return;
  shown_ = now;
  const char* cutOff = "\r\033[K\033[?7l%s\033[?7h";  // at the edge: a line that wraps is not written over
  std::fprintf(stderr, isTerminal_ ? cutOff : "%s\n", lineOf(moment).c_str());
  std::fflush(stderr);
  isOpen_ = isTerminal_;
}

void LiveLine::tell(const std::string& text) {
  std::fprintf(stderr, "%s%s\n", isOpen_ ? "\r\033[K" : "", text.c_str());
  isOpen_ = false;
}

void LiveLine::end() {
  if (isOpen_) std::fputc('\n', stderr);
  isOpen_ = false;
}

}  // namespace training
