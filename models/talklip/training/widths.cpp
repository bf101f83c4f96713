#include "models/talklip/training/widths.h"

#include <algorithm>

#include "core/base/error.h"

namespace talklip::training {

// Between the deepest stages, which are kept, and `stages` in all: outer ones are left out, or added with
// half the channels of the one beside them.
static void setStages(std::vector<std::int64_t>& inwards, std::int64_t stages) {
  std::ranges::reverse(inwards);  // the deepest first
  while (std::ssize(inwards) < stages) inwards.push_back(inwards.back() / 2);
  inwards.resize(static_cast<std::size_t>(stages));
  std::ranges::reverse(inwards);
}

static base::Error unknown(const char* kind, const std::string& text, const char* known) {
  return base::Error(base::Fault::choiceUnknown,
                     {{"kind", std::string(kind)}, {"text", text}, {"known", std::string(known)}});
}

Widths widths(const std::string& preset, const architecture::SpeechWidths& speech, std::int64_t edge) {
  if (preset != "paper" && preset != "small") throw unknown("preset", preset, "paper, small");
  std::int64_t stages = architecture::kLeastStages;
  while (stages <= architecture::kMostStages && architecture::edgeOf(stages) != edge) ++stages;
  if (stages > architecture::kMostStages) throw unknown("edge", std::to_string(edge), "24, 48, 96, 192, 384");
  Widths out;
  out.speech = speech;
  setStages(out.image.encoder, stages);
  setStages(out.judge, stages);
  std::ranges::reverse(out.image.decoder);
  setStages(out.image.decoder, stages);
  std::ranges::reverse(out.image.decoder);
  const std::int64_t narrower = preset == "small" ? 4 : 1;
  for (auto* channels : {&out.image.encoder, &out.image.decoder, &out.judge})
    for (std::int64_t& n : *channels) n = std::max<std::int64_t>(1, n / narrower);
  out.image.output = std::max<std::int64_t>(1, out.image.decoder.back() / 2);
  return out;
}

SoundEncoder encoderOf(const networks::Weights& generator) {
  if (!generator.contains("audio_map.weight")) return SoundEncoder::local;
  return generator.contains("audio_encoder.0.conv_block.0.weight") ? SoundEncoder::both
                                                                   : SoundEncoder::global;
}

}  // namespace talklip::training
