#include "models/talklip/training/personalise.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <limits>

#include "core/base/error.h"
#include "core/media/decode/clip_index.h"
#include "models/architecture/architecture.h"
#include "models/dataset/footage.h"
#include "models/dataset/pieces.h"

namespace talklip::training {

namespace fs = std::filesystem;
using dataset::Part;

std::optional<dataset::Corpus> personalCorpus(const fs::path& video, const dataset::Transcript& said,
                                              const std::stop_token& stop) {
  constexpr std::int64_t kLongest = 75;  // pictures, as of the clips that TalkLip is taught with
  const auto index = media::indexClip(video, stop);
  if (!index) return std::nullopt;
  const std::int64_t frames = index->probe.video ? dataset::picturesIn(*index) : 0, held = frames / 5,
                     valid = std::max(frames / 10, dataset::kFewestFrames), taught = frames - held - valid;
  if (std::min(held, taught) < dataset::kFewestFrames)
    throw base::Error(base::Fault::nothingToLearn, {}, video, std::to_string(frames) + " pictures");
  dataset::Corpus corpus;
  const auto add = [&](const char* name, Part part, std::int64_t begin, std::int64_t end) {
    dataset::Source whole;
    whole.info.name = name;
    whole.info.speaker = "clip";
    whole.info.words = said.words;
    whole.files.video = video;
    whole.files.known = index;
    whole.part = part;
    std::ranges::move(dataset::piecesOf(whole, begin, end, kLongest), std::back_inserter(corpus.sources));
  };
  add("held-back", Part::test, taught + valid, frames);
  add("taught", Part::train, 0, taught);
  add("validated", Part::valid, taught, taught + valid);
  return corpus;
}

// As wide as the generator is, in the authors' proportions.
static architecture::JudgeWidths judgeFor(const architecture::ImageWidths& image) {
  constexpr std::int64_t kLeast = 4;
  const Widths paper = widths("paper", {}, architecture::edgeOf(std::ssize(image.encoder)));
  architecture::JudgeWidths judge = paper.judge;
  for (std::int64_t& channels : judge)
    channels = std::max(kLeast, channels * image.encoder.back() / paper.image.encoder.back());
  return judge;
}

TalkLipPlan personalPlan(const networks::Weights& model, const fs::path& file, bool isGuided) {
  using architecture::Kind;
  const architecture::Shapes shapes = networks::shapesOf(model);
  const auto network = architecture::recognise(shapes);
  if (!network || (network->kind != Kind::talkLip && network->kind != Kind::wav2Lip))
    throw base::Error(base::Fault::modelWithoutLips, {}, file);
  if (const auto comparison = architecture::compare(*network, shapes); !comparison.isComplete)
    throw base::Error(base::Fault::checkpointIncomplete,
                      {{"network", std::string(architecture::title(network->kind))}}, file,
                      architecture::table(comparison));
  constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();
  TalkLipPlan plan;
  plan.encoder = encoderOf(model);
  plan.widths.image = architecture::imageWidths(shapes);
  if (plan.encoder != SoundEncoder::local)
    plan.widths.speech = architecture::speechWidths(shapes, "audio_encoder.w2v_model.");
  plan.widths.judge = judgeFor(plan.widths.image);
  plan.stage1At = plan.endAt = kNever;
  plan.stage2At = isGuided ? 0 : kNever;
  plan.judgeAt = 50;
  plan.batch = 4;
  plan.validClips = 8, plan.readClips = 2;
  return plan;
}

}  // namespace talklip::training
