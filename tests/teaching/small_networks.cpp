#include "tests/teaching/small_networks.h"

#include <ATen/ATen.h>

#include "models/training/initial_weights.h"
#include "tests/teaching/made_set.h"

namespace teaching {

architecture::DecoderWidths decoderFor(const expert::Dictionary& words) {
  return {.layers = 1, .dim = 32, .ffn = 64, .symbols = static_cast<std::int64_t>(words.symbols().size())};
}

expert::Expert drawnExpert() {
  at::manual_seed(9);
  expert::Expert expert{.weights = {},
                        .dictionary = expert::Dictionary::learnt(expert::Dictionary::Units::words, kWords),
                        .lips = {}};
  expert.weights = training::initialWeights(architecture::expert(kSpeech, decoderFor(expert.dictionary)));
  return expert;
}

talklip::training::TalkLipPlan smallPlan() {
  talklip::training::TalkLipPlan plan;
  plan.widths.image = {
      .encoder = {4, 6, 8, 8, 12, 16, 16}, .decoder = {16, 16, 16, 12, 8, 8, 6}, .output = 6};
  plan.widths.speech = kSpeech;
  plan.widths.judge = {4, 4, 6, 8, 8, 8, 8};
  plan.batch = 2, plan.readClips = 1;
  plan.shares.reading = 1e-3, plan.shares.contrastive = 1e-2;
  plan.dropout = plan.layerDrop = 0;
  return plan;
}

std::vector<dataset::Clip> fiveClips() {
  std::vector<dataset::Clip> clips;
  for (int i = 0; i < 4; ++i)
    clips.push_back(madeClip("t" + std::to_string(i), {i, i + 2}, dataset::Part::train));
  clips.push_back(madeClip("v", {1, 5}, dataset::Part::valid));
  return clips;
}

}  // namespace teaching
