#include "app/train/progress_line.h"

#include <cstdio>

#include "app/cli/console.h"
#include "core/base/platform/process.h"

namespace train {

static constexpr double kTerminalSec = 0.2, kFileSec = 30;

ProgressLine::ProgressLine(std::string what)
    : what_(std::move(what)), isTerminal_(platform::isTerminal(stdout)) {}

void ProgressLine::update(std::int64_t done, std::int64_t total, const std::string& more) {
  if (first_ < 0) first_ = done;
  const double seconds = watch_.wallSec();
  if (done != total && seconds - shownSec_ < (isTerminal_ ? kTerminalSec : kFileSec)) return;
  shownSec_ = seconds;
  std::string line = std::to_string(done) + " of " + std::to_string(total) + ' ' + what_;
  if (!more.empty()) line += ", " + more;
  if (const auto now = static_cast<double>(done - first_); now > 0) {
    char rate[32];
    std::snprintf(rate, sizeof rate, ", %.2f/s", now / seconds);
    line += rate;
    if (done < total)
      line += ", " + cli::duration(seconds / now * static_cast<double>(total - done)) + " left";
  }
  std::printf(isTerminal_ ? "\r%s\033[K" : "%s\n", line.c_str());
  std::fflush(stdout);
}

void ProgressLine::end() {
  if (isTerminal_) std::puts("");
}

}  // namespace train
