#include <nlohmann/json.hpp>

#include "app/cli/console.h"
#include "app/cli/job_options.h"
#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/log.h"
#include "core/render/render.h"
#include "models/catalogue/catalogue.h"
#include "models/face_mesh/landmarks.h"

namespace cli {

static constexpr const char* kExamples = R"(
Examples:
  redub-cli dub talk.mp4 german.wav -o talk-de.mp4
  redub-cli dub talk.mp4 long.wav -o out.mp4 --fit pingpong
  redub-cli dub two.mkv --face 1=anna.wav --face 2=ben.wav -o out.mkv
  redub-cli dub talk.mp4 line.wav -o out.mp4 --in 0:12 --out 0:15.5 --mix duck
  redub-cli dub face.jpg speech.flac -o out.mp4
  redub-cli dub talk.mov speech.wav -o out.mov --codec prores --resume
Exit codes: 0 done, 1 error, 2 usage, 130 cancelled (Ctrl-C; finished parts wait for --resume).)";

namespace {

struct DubArguments {
  JobOptions job;
  std::string report, cache;
  bool resume = false, restart = false, noVerify = false, noCache = false;
  int threads = 0;
  std::int64_t chunkFrames = 250;
};

void tellPeople(Console& console, const dub::Report& report) {
  console.line("dubbed " + std::to_string(report.framesDubbed) + " of " + std::to_string(report.framesOut) +
               " pictures in " + duration(report.wallSec) + " (" +
               std::to_string(std::lround(static_cast<double>(report.framesOut) / report.wallSec)) +
               " a second)");
  for (const std::string& note : report.notes) console.line("note: " + note);
  for (const dub::Passage& p : report.passages)
    if (p.fate == dub::Fate::noFace)
      console.line("passed through (no face): " + duration(p.startSec) + " to " + duration(p.endSec));
  for (const dub::Finding& f : report.verdict.findings)
    console.line(std::string(f.isGood ? "  good  " : "  BAD   ") + f.what + ": " + f.detail);
  console.line("written: " + report.job.output.string());
}

int run(DubArguments& arguments, Context& context) {
  const dub::Job job = arguments.job.job();
  dub::RenderOptions options{.makeModel = catalogue::make,
                             .resume = arguments.resume,
                             .restart = arguments.restart,
                             .verify = !arguments.noVerify,
                             .threads = arguments.threads,
                             .chunkFrames = arguments.chunkFrames};
  if (!arguments.job.landmarks.empty()) options.analyse.landmarks = arguments.job.landmarks;
  options.analyse.network = face_mesh::landmarkNetwork();
  if (!arguments.cache.empty()) options.analyse.cache = arguments.cache;
  if (arguments.noCache) options.analyse.cache.clear();
  const auto onProgress = [&](const base::Progress& p) { context.console.progress(p); };
  const std::optional<dub::Report> report = dub::render(job, options, onProgress, context.stop);
  if (!report) {
    context.console.json(R"({"event":"cancelled"})");
    context.console.endProgress();
    std::fprintf(stderr, "redub-cli: cancelled; repeat the command with --resume to go on\n");
    return kCancelled;
  }
  const std::string json = dub::toJson(*report);
  base::logInfo(json);
  if (!arguments.report.empty()) base::writeFile(arguments.report, json + "\n");
  if (context.console.isJson)
    context.console.json(
        nlohmann::ordered_json{{"event", "done"}, {"report", nlohmann::ordered_json::parse(json)}}.dump());
  tellPeople(context.console, *report);
  const bool isBad = !arguments.noVerify && !report->verdict.isGood();
  if (isBad)
    std::fprintf(stderr, "redub-cli: the finished file did not pass its check (see BAD above): %s\n",
                 job.output.c_str());
  return isBad ? kError : kDone;
}

}  // namespace

void addDub(CLI::App& app, Context& context, int& exitCode) {
  CLI::App* dub = app.add_subcommand("dub", "Make the lips of a video say a speech");
  dub->footer(kExamples);
  const auto arguments = std::make_shared<DubArguments>();
  addJobOptions(*dub, arguments->job);
  dub->add_option("-o,--output", arguments->job.output,
                  "The dubbed file; its ending chooses the container (mp4, mov, mkv, webm)")
      ->required();
  dub->add_flag("--resume", arguments->resume, "Go on with an unfinished render of the same output");
  dub->add_flag("--restart", arguments->restart,
                "Throw an unfinished render away; with --resume only one of other files or settings");
  dub->add_option("--report", arguments->report, "Write a report (JSON) to this file");
  dub->add_flag("--no-verify", arguments->noVerify, "Do not decode and check the finished file");
  dub->add_option("--threads", arguments->threads,
                  "Threads that paint (0 = all cores); the pictures do not depend on it");
  dub->add_option("--chunk-frames", arguments->chunkFrames, "Pictures that a crash can lose at most")
      ->check(CLI::Range(1, 100000))
      ->capture_default_str();
  dub->add_option("--cache", arguments->cache, "Folder in which analyses are kept");
  dub->add_flag("--no-cache", arguments->noCache, "Analyse anew, keep nothing");
  dub->callback([arguments, &context, &exitCode] { exitCode = run(*arguments, context); });
}

}  // namespace cli
