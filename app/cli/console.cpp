#include "app/cli/console.h"

#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "core/base/platform/process.h"

namespace cli {

std::string duration(double seconds) {
  char text[32];
  const auto whole = static_cast<long long>(std::llround(seconds));
  if (seconds < 100)
    std::snprintf(text, sizeof text, "%.1f s", seconds);
  else
    std::snprintf(text, sizeof text, "%lld:%02lld:%02lld", whole / 3600, whole / 60 % 60, whole % 60);
  return text;
}

void Console::progress(const base::Progress& p) {
  if (isQuiet) return;
  if (isJson) {
    nlohmann::ordered_json object{
        {"event", "progress"}, {"stage", base::name(p.stage)}, {"done", p.done}, {"total", p.total}};
    if (p.framesPerSec > 0) object["framesPerSec"] = p.framesPerSec;
    if (p.etaSec) object["etaSec"] = *p.etaSec;
    return json(object.dump());
  }
  const bool isLast = p.done >= p.total, isTerminal = platform::isTerminal(stderr);
  if (p.stage != stage_) {
    endProgress();
    stage_ = p.stage;
    if (!isTerminal) std::fprintf(stderr, "%s ...\n", std::string(base::name(p.stage)).c_str());
  }
  if (!isTerminal) return;
  std::string text = std::string(base::name(p.stage)) + " " +
                     std::to_string(p.total > 0 ? 100 * p.done / p.total : 100) + " %";
  if (base::countsFrames(p.stage) && p.framesPerSec > 0)
    text += "  " + std::to_string(std::llround(p.framesPerSec)) + " frames/s";
  if (p.etaSec && !isLast) text += "  " + duration(*p.etaSec) + " left";
  std::fprintf(stderr, "\r%-70s", text.c_str());
  std::fflush(stderr);
  isBarOpen_ = true;
  if (isLast) endProgress();
}

void Console::endProgress() {
  if (isBarOpen_) std::fputc('\n', stderr);
  isBarOpen_ = false;
}

void Console::line(const std::string& text) {
  endProgress();
  if (isJson) return;
  std::printf("%s\n", text.c_str());
  std::fflush(stdout);
}

void Console::json(const std::string& object) {
  if (!isJson) return;
  std::printf("%s\n", object.c_str());
  std::fflush(stdout);
}

double parseTime(const std::string& text) {
  double seconds = 0;
  std::size_t begin = 0;
  while (true) {
    const std::size_t colon = text.find(':', begin);
    const std::string part = text.substr(begin, colon - begin);
    std::size_t used = 0;
    double value = 0;
    try {
      value = std::stod(part, &used);
    } catch (const std::exception&) {
      used = 0;
    }
    if (used == 0 || used != part.size() || !std::isfinite(value) || value < 0)
      throw CLI::ValidationError(
          "'" + text + "' is no time: write seconds (12.5) or minutes and seconds (1:02.5), not negative");
    seconds = seconds * 60 + value;
    if (colon == std::string::npos) return seconds;
    begin = colon + 1;
  }
}

}  // namespace cli
