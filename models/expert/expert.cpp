#include "models/expert/expert.h"

#include <ATen/ATen.h>

#include "core/base/error.h"
#include "models/expert/clip_tensors.h"
#include "models/networks/av_hubert.h"
#include "models/networks/layers.h"
#include "models/networks/lip_reader.h"
#include "models/training/model_file.h"

namespace expert {

const char* name(Sees sees) {
  return sees == Sees::picture ? "picture" : sees == Sees::sound ? "sound" : "both";
}

void writeExpert(const Expert& expert, const std::filesystem::path& path) {
  training::writeWeights(expert.weights,
                         {{"kind", "lip-reading-expert"}, {"dictionary", expert.dictionary.toText()}}, path);
}

Expert readExpert(const std::filesystem::path& path) {
  training::ModelFile model = training::readModel(path);
  const auto dictionary = model.metadata.find("dictionary");
  if (dictionary == model.metadata.end()) throw base::Error(base::Fault::modelForeign, {}, path);
  return {.weights = std::move(model.weights), .dictionary = Dictionary::fromText(dictionary->second)};
}

at::Tensor encode(const networks::Part& part, const at::Tensor& lips, const at::Tensor& sound, Sees sees,
                  const at::Tensor& padding) {
  const networks::Part model = part / "encoder" / "w2v_model";
  at::Tensor seen, heard;
  if (sees != Sees::sound) seen = networks::projectedPictures(model / "feature_extractor_video", lips);
  if (sees != Sees::picture) heard = networks::linear(model / "feature_extractor_audio" / "proj", sound);
  return networks::encodeFused(model, heard, seen, padding);
}

TextRead read(const Expert& expert, const dataset::ClipView& clip, Sees sees, int beam) {
  const c10::InferenceMode inference;
  at::Tensor lips, sound;
  if (sees != Sees::sound) lips = lipsOf(clip).unsqueeze(0);
  if (sees != Sees::picture) sound = soundFeatures(clip).unsqueeze(0);
  const networks::Part part(expert.weights);
  const auto found = networks::beamSearch(part / "decoder", encode(part, lips, sound, sees), {.beam = beam});
  return found.empty() ? TextRead{}
                       : TextRead{expert.dictionary.text(found.front().tokens), found.front().score};
}

}  // namespace expert
