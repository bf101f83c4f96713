#include <nlohmann/json.hpp>

#include "app/cli/console.h"
#include "app/cli/job_options.h"
#include "core/base/error.h"
#include "core/dub/voice_plan.h"
#include "core/media/decode/clip_index.h"
#include "core/media/decode/speech_reader.h"
#include "core/render/render.h"
#include "models/face_mesh/landmarks.h"

namespace cli {

static constexpr const char* kExamples = R"(
Examples:
  redub-cli verify talk-de.mp4 --source talk.mp4 --speech german.wav
  redub-cli verify out.mp4 --source talk.mp4 --speech long.wav --fit pingpong
Give --fit, --in, --out, --mix and gains as they were given to dub. Exit code 0: the file is as it should be; 1: it is not.)";

namespace {

struct VerifyArguments {
  std::string file, source, landmarks, fit = "picture", mix = "replace", in, out;
  std::vector<std::string> speeches;
  double gain = 0, originalGain = 0, loudness = 0;
};

dub::Job jobOf(const VerifyArguments& a) {
  JobOptions options;
  options.video = a.source;
  options.output = a.file;
  options.fit = a.fit;
  options.mix = a.mix;
  options.in = a.in;
  options.out = a.out;
  options.gain = a.gain;
  options.originalGain = a.originalGain;
  options.loudness = a.loudness;
  dub::Job job = options.job();
  for (const std::string& speech : a.speeches) job.speeches.push_back({{}, speech});
  return job;
}

int run(const VerifyArguments& arguments, Context& context) {
  const dub::Job job = jobOf(arguments);
  const auto onProgress = [&](const base::Progress& p) { context.console.progress(p); };
  const auto source = media::indexClip(job.video, context.stop);
  if (!source) return kCancelled;
  double speechSec = 0;
  for (const dub::FaceSpeech& s : job.speeches)
    speechSec =
        std::max(speechSec, static_cast<double>(media::readSpeech(s.speech, false, context.stop).size()) /
                                speech::kRate);
  if (context.stop.stop_requested()) return kCancelled;
  const dub::OutputTimeline timeline = dub::planTimeline(job, source->video(), source->index(), speechSec);
  dub::AnalyseOptions analyse{.network = face_mesh::landmarkNetwork()};
  if (!arguments.landmarks.empty()) analyse.landmarks = arguments.landmarks;
  const std::optional<face::Analysis> faces = dub::analyse(source, analyse, onProgress, context.stop);
  if (!faces) return kCancelled;
  dub::Expectation expected{timeline, dub::planSound(job, timeline), {}, {}};
  for (const face::Track& track : faces->tracks) expected.tracks.push_back(&track);
  const dub::Verdict verdict = dub::verify(job.output, source, expected, onProgress, context.stop);
  if (context.stop.stop_requested()) return kCancelled;

  nlohmann::ordered_json findings = nlohmann::ordered_json::array();
  for (const dub::Finding& f : verdict.findings) {
    context.console.line(std::string(f.isGood ? "good  " : "BAD   ") + f.what + ": " + f.detail);
    findings.push_back({{"what", f.what}, {"good", f.isGood}, {"detail", f.detail}});
  }
  context.console.line(verdict.isGood() ? "accepted: " + arguments.file : "NOT accepted: " + arguments.file);
  context.console.json(nlohmann::ordered_json{
      {"event", "verdict"},
      {"good", verdict.isGood()},
      {"avOffsetMs", verdict.avOffsetMs},
      {"findings",
       findings}}.dump());
  return verdict.isGood() ? kDone : kError;
}

}  // namespace

void addVerify(CLI::App& app, Context& context, int& exitCode) {
  CLI::App* verify = app.add_subcommand("verify", "Decode a dubbed file and compare it with its sources");
  verify->footer(kExamples);
  const auto a = std::make_shared<VerifyArguments>();
  verify->add_option("FILE", a->file, "The dubbed file")->required();
  verify->add_option("--source", a->source, "The video it was made from")->required();
  verify->add_option("--speech", a->speeches, "The speech (repeat for several faces)")->required();
  verify->add_option("--fit", a->fit, "As given to dub")->capture_default_str();
  verify->add_option("--mix", a->mix, "As given to dub")->capture_default_str();
  verify->add_option("--in", a->in, "As given to dub")->type_name("TIME");
  verify->add_option("--out", a->out, "As given to dub")->type_name("TIME");
  verify->add_option("--gain", a->gain, "As given to dub");
  verify->add_option("--original-gain", a->originalGain, "As given to dub");
  verify->add_option("--loudness", a->loudness, "As given to dub");
  verify->add_option("--landmarks", a->landmarks, "Another 68-point landmark file");
  verify->callback([a, &context, &exitCode] { exitCode = run(*a, context); });
}

}  // namespace cli
