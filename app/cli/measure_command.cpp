#include <nlohmann/json.hpp>

#include "app/cli/console.h"
#include "core/base/error.h"
#include "core/dub/analyse.h"
#include "core/dub/voice_plan.h"
#include "core/media/decode/clip_index.h"
#include "core/media/decode/speech_reader.h"
#include "core/render/measure.h"
#include "models/catalogue/catalogue.h"
#include "models/face_mesh/landmarks.h"
#include "models/speech_mouth/encoder.h"

namespace cli {

static constexpr const char* kExamples = R"(
Examples:
  redub-cli measure dubbed.mp4
  redub-cli measure talk.mp4 --speech german.wav --json
Opening and width are in parts of 1.75 eye distances. Correlations: genuine speech gives 0.35 to 0.7.)";

using nlohmann::ordered_json;

namespace {

struct MeasureArguments {
  std::string video, speech, face = "auto";
};

dub::Predicted predict(const std::string& file, bool isOfVideo) {
  const std::vector<std::int16_t> samples = media::readSpeech(file, isOfVideo);
  const speech_mouth::Encoder encoder(catalogue::speechMouthWeights());
  return {encoder.encode(samples).articulation, speech::makeSpeech(samples).activity};
}

int run(const MeasureArguments& a, Context& context) {
  const auto clip = media::indexClip(a.video, context.stop);
  if (!clip) return kCancelled;
  const media::VideoInfo& video = clip->video();
  const auto faces = dub::analyse(
      clip, {.network = face_mesh::landmarkNetwork()},
      [&](const base::Progress& p) { context.console.progress(p); }, context.stop);
  if (!faces) return kCancelled;
  const face::Track& track = dub::chooseTrack(*faces, dub::parseFace(a.face), video, clip->index());
  const std::vector<double> seconds = dub::frameMiddles(clip->index(), video.timeBase);
  const dub::MouthCurve mouth = dub::mouthCurve(track, seconds);
  ordered_json out{{"event", "measure"},
                   {"video", a.video},
                   {"face", track.id},
                   {"frames", mouth.seconds.size()},
                   {"jitter", dub::jitter(mouth)}};
  const bool hasSound = !a.speech.empty() || !clip->probe.audio.empty();
  if (hasSound) {
    const dub::Predicted predicted = predict(a.speech.empty() ? a.video : a.speech, a.speech.empty());
    const dub::LipMeasure m = dub::measureLips(mouth, predicted);
    out.update({{"correlation", m.correlation},
                {"lagMs", m.lagSteps * 40},
                {"correlationAtZero", m.correlationAtZero},
                {"widthCorrelation", m.widthCorrelation},
                {"silenceMotion", m.silenceMotion},
                {"silenceOpening", m.silenceOpening}});
  }
  for (const auto& [key, value] : out.items())
    if (key != "event")
      context.console.line(key + ": " +
                           (value.is_number_float() ? std::to_string(value.get<double>()) : value.dump()));
  if (context.console.isJson) {
    out["seconds"] = mouth.seconds;
    out["opening"] = mouth.opening;
    out["width"] = mouth.width;
    context.console.json(out.dump(-1, ' ', false, ordered_json::error_handler_t::replace));
  }
  return kDone;
}

}  // namespace

void addMeasure(CLI::App& app, Context& context, int& exitCode) {
  CLI::App* measure =
      app.add_subcommand("measure", "Measure how a mouth moves, and how well it follows a speech");
  measure->footer(kExamples);
  const auto a = std::make_shared<MeasureArguments>();
  measure->add_option("VIDEO", a->video, "The video")->required();
  measure->add_option("--speech", a->speech, "The speech (default: the video's own sound)");
  measure->add_option("--face", a->face, "Which face: a number, or X,Y@SECONDS")->capture_default_str();
  measure->callback([a, &context, &exitCode] { exitCode = run(*a, context); });
}

}  // namespace cli
