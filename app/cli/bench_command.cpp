#include <cstdio>
#include <nlohmann/json.hpp>

#include "app/cli/console.h"
#include "models/talklip/bench.h"

namespace cli {

static std::string row(const talklip::BenchRow& r) {
  char text[200];
  std::snprintf(text, sizeof text, "%-16s %-9s %-7s %-11s %5zu %7d %10.1f %9.1f %8.0f %% %8.0f",
                r.network.c_str(), r.backend.c_str(), r.device.c_str(), r.precision.c_str(), r.batch,
                r.threads, r.perSec, r.gmacPerSec, 100 * r.shareOfPeak, r.memoryBytes / 1e6);
  return text;
}

void addBench(CLI::App& app, Context& context, int& exitCode) {
  CLI::App* bench = app.add_subcommand("bench", "Measure this machine");
  bench->require_subcommand(1);
  CLI::App* models = bench->add_subcommand("models", "How fast the networks of imported models run here");
  const auto seconds = std::make_shared<double>(2);
  models->add_option("--seconds", *seconds, "For each row")
      ->check(CLI::Range(0.1, 600.0))
      ->capture_default_str();
  models->callback([&context, &exitCode, seconds] {
    context.console.line(
        "network          backend   device  precision   batch threads   a second    GMAC/s  of peak      MB");
    talklip::benchModels(*seconds, [&](const talklip::BenchRow& r) {
      context.console.line(row(r));
      context.console.json(nlohmann::ordered_json{
          {"event", "bench"},
          {"network", r.network},
          {"backend", r.backend},
          {"device", r.device},
          {"precision", r.precision},
          {"batch", r.batch},
          {"threads", r.threads},
          {"perSec", r.perSec},
          {"gmacPerSec", r.gmacPerSec},
          {"shareOfPeak", r.shareOfPeak},
          {"memoryBytes",
           r.memoryBytes}}.dump());
    });
    exitCode = kDone;
  });
}

}  // namespace cli
