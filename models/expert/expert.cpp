#include "models/expert/expert.h"

#include <ATen/ATen.h>

#include <cmath>
#include <locale>
#include <sstream>

#include "core/base/error.h"
#include "models/expert/clip_tensors.h"
#include "models/networks/av_hubert.h"
#include "models/networks/devices.h"
#include "models/networks/layers.h"
#include "models/networks/lip_reader.h"
#include "models/training/model_file.h"

namespace expert {

const char* name(Sees sees) {
  return sees == Sees::picture ? "picture" : sees == Sees::sound ? "sound" : "both";
}

// Three numbers, "left top side".
static std::string toText(const networks::LipRegion& lips) {
  std::ostringstream text;
  text.imbue(std::locale::classic());
  text << lips.left << ' ' << lips.top << ' ' << lips.side;
  return text.str();
}

static networks::LipRegion regionOf(const std::string& text, const std::filesystem::path& path) {
  std::istringstream in(text);
  in.imbue(std::locale::classic());
  networks::LipRegion lips;
  const auto isPart = [](double value) { return value >= 0 && value <= 1; };  // false for NaN
  if (!(in >> lips.left >> lips.top >> lips.side) || !isPart(lips.left) || !isPart(lips.top) ||
      !isPart(lips.side) || lips.left + lips.side > 1 || lips.top + lips.side > 1)
    throw base::Error(base::Fault::modelForeign, {}, path);
  return lips;
}

void writeExpert(const Expert& expert, const std::filesystem::path& path) {
  training::writeWeights(expert.weights,
                         {{"kind", "lip-reading-expert"},
                          {"dictionary", expert.dictionary.toText()},
                          {"lips", toText(expert.lips)}},
                         path);
}

Expert readExpert(const std::filesystem::path& path) {
  training::ModelFile model = training::readModel(path);
  const auto dictionary = model.metadata.find("dictionary");
  if (dictionary == model.metadata.end()) throw base::Error(base::Fault::modelForeign, {}, path);
  Expert expert{.weights = std::move(model.weights),
                .dictionary = Dictionary::fromText(dictionary->second),
                .lips = {}};
  if (const auto lips = model.metadata.find("lips"); lips != model.metadata.end())
    expert.lips = regionOf(lips->second, path);
  return expert;
}

at::Tensor encode(const networks::Part& part, const at::Tensor& lips, const at::Tensor& sound, Sees sees,
                  const at::Tensor& padding) {
  const networks::Part model = part / "encoder" / "w2v_model";
  at::Tensor seen, heard;
  if (sees != Sees::sound) seen = networks::projectedPictures(model / "feature_extractor_video", lips);
  if (sees != Sees::picture) heard = networks::linear(model / "feature_extractor_audio" / "proj", sound);
  return networks::encodeFused(model, heard, seen, padding);
}

static at::Tensor encodeClip(const Expert& expert, const dataset::ClipView& clip, Sees sees) {
  const at::Device device = networks::deviceOf(expert.weights);
  at::Tensor lips, sound;
  if (sees != Sees::sound) lips = lipsOf(clip, expert.lips).unsqueeze(0).to(device);
  if (sees != Sees::picture) sound = soundFeatures(clip).unsqueeze(0).to(device);
  return encode(networks::Part(expert.weights), lips, sound, sees);
}

std::vector<WordGuess> guessWords(const Expert& expert, const dataset::ClipView& clip, Sees sees) {
  if (expert.dictionary.units() != Dictionary::Units::words) return {};
  const c10::InferenceMode inference;
  const std::vector<std::int64_t> said = expert.dictionary.tokens(clip.info->text);  // and the end
  std::vector<std::int64_t> before{networks::kEndOfText};
  before.insert(before.end(), said.begin(), said.end() - 1);
  const networks::Part part(expert.weights);
  const at::Tensor lips = encodeClip(expert, clip, sees);
  const at::Tensor logProbs =
      networks::nextTokens(part / "decoder", at::tensor(before).unsqueeze(0).to(lips.device()), lips)[0]
          .cpu();
  std::vector<WordGuess> guesses;
  for (std::size_t i = 0; i + 1 < said.size(); ++i) {
    const auto [best, token] = logProbs[static_cast<std::int64_t>(i)].max(0);
    guesses.push_back({expert.dictionary.text({said[i]}),
                       expert.dictionary.text({token.item<std::int64_t>()}), std::exp(best.item<double>())});
  }
  return guesses;
}

TextRead read(const Expert& expert, const dataset::ClipView& clip, Sees sees, int beam) {
  const c10::InferenceMode inference;
  const networks::Part part(expert.weights);
  const auto found = networks::beamSearch(part / "decoder", encodeClip(expert, clip, sees), {.beam = beam});
  return found.empty() ? TextRead{}
                       : TextRead{expert.dictionary.text(found.front().tokens), found.front().score};
}

}  // namespace expert
