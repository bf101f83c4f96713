// Speed of every stage and of the whole, at 360p, 720p and 1080p, beside a plain decode and encode of the
// same clip by the ffmpeg command; peak memory. Usage: redub_bench_pipeline [SECONDS]
#include <sys/utsname.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "core/base/file.h"
#include "core/base/stopwatch.h"
#include "core/base/thread_policy.h"
#include "tests/support/temp_folder.h"

namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using test_support::quoted;
using test_support::shell;

std::string processor() {
  std::ifstream in("/proc/cpuinfo");
  for (std::string line; std::getline(in, line);)
    if (line.rfind("model name", 0) == 0) return line.substr(line.find(':') + 2);
  return "unknown";
}

double stage(const json& report, const std::string& name, const char* what) {
  for (const json& s : report["stages"])
    if (s["name"] == name) return s[what];
  return 0;
}

double timed(const std::string& command) {
  const base::Stopwatch watch;
  const auto result = shell(command);
  if (result.exitCode != 0) {
    std::fprintf(stderr, "%s\n%s\n", command.c_str(), result.output.c_str());
    std::exit(1);
  }
  return watch.wallSec();
}

void bench(const fs::path& folder, const char* name, const char* size, double seconds) {
  const std::string cli = REDUB_CLI;
  const fs::path face = folder / (std::string(name) + "-face"), voice = folder / "voice";
  timed(cli + " sample -q --out " + quoted(face) + " --size " + size + " --seconds " +
        std::to_string(seconds));
  timed(cli + " sample -q --out " + quoted(voice) + " --size 64x64 --voice en-us+f3 --seconds " +
        std::to_string(seconds));
  const std::string video = quoted(face / "sample.mp4"), speech = quoted(voice / "sample.wav");
  const fs::path output = folder / "out.mp4", reportFile = folder / "report.json";
  const double plain = timed("ffmpeg -v error -nostdin -y -i " + video +
                             " -c:v libx264 -crf 16 -preset medium -c:a aac " + quoted(folder / "plain.mp4"));
  const double analysis = timed(cli + " inspect --faces -q " + video + " >/dev/null");
  const double whole = timed(cli + " dub -q --fit cut --restart --no-verify --no-cache " + video + " " +
                             speech + " -o " + quoted(output) + " --report " + quoted(reportFile));
  const json report = json::parse(base::readFile(reportFile));
  const double frames = report["frames"]["out"];
  const double generateMs = 1000 * stage(report, "generate", "cpuSec") / frames;
  const double compositeMs = 1000 * stage(report, "composite", "cpuSec") / frames;
  std::printf("%-6s %8.0f %10.1f %11.1f %12.1f %10.1f %10.1f %10.2f %9.0f\n", name, frames, frames / analysis,
              generateMs, compositeMs, frames / stage(report, "encode", "busySec"), frames / whole,
              plain / whole, report["peakBytes"].get<double>() / 1e6);
}

}  // namespace

int main(int argc, char** argv) {
  base::limitLibraryThreads(argv);
  const double seconds = argc > 1 ? std::atof(argv[1]) : 10;
  utsname system{};
  uname(&system);
  std::printf("%s, %u cores, %s %s; %s %.0f\n", processor().c_str(), std::thread::hardware_concurrency(),
              system.sysname, system.machine, argv[0], seconds);
  std::printf("%-6s %8s %10s %11s %12s %10s %10s %10s %9s\n", "", "frames", "analyse/s", "generate ms",
              "composite ms", "encode/s", "whole/s", "of ffmpeg", "peak MB");
  const test_support::TempFolder folder;
  bench(folder.path(), "360p", "640x360", seconds);
  bench(folder.path(), "720p", "1280x720", seconds);
  bench(folder.path(), "1080p", "1920x1080", seconds);
  return 0;
}
