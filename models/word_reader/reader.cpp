#include "models/word_reader/reader.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "models/dataset/mouth_crops.h"
#include "models/safetensors.h"
#include "models/training/model_file.h"
#include "models/word_reader/network.h"

namespace word_reader {
namespace {

at::Tensor mouthsOf(const dataset::ClipView& clip) {
  std::vector<std::uint8_t> crops = dataset::mouthCrops(clip, kEdge);
  const at::Tensor grey = at::from_blob(crops.data(), {1, 1, clip.info->frames, kEdge, kEdge}, at::kByte);
  return normalised(grey);  // a copy
}

}  // namespace

at::Tensor scoresOf(const at::Tensor& logits, const dataset::Word& word,
                    const std::vector<std::int64_t>& group) {
  const std::int64_t pictures = logits.size(0);
  const auto begin = std::clamp<std::int64_t>(std::llround(word.begin), 0, pictures - 1);
  const auto end = std::clamp<std::int64_t>(std::llround(word.end), begin + 1, pictures);
  return logits.slice(0, begin, end).mean(0).index_select(0, at::tensor(group)).log_softmax(0);
}

Reader::Reader(networks::Weights weights, Vocabulary vocabulary)
    : weights_(std::move(weights)), vocabulary_(std::move(vocabulary)) {}

Reader::Reader(const std::filesystem::path& model) {
  training::ModelFile file = training::readModel(model);
  vocabulary_ = fromMetadata(file.metadata);
  weights_ = std::move(file.weights);
}

std::string textOf(const std::vector<WordRead>& words) {
  std::string text;
  for (const WordRead& word : words) text += (text.empty() ? "" : " ") + word.read;
  return text;
}

std::vector<WordRead> Reader::readAligned(const dataset::ClipView& clip) const {
  const c10::InferenceMode inference;
  const at::Tensor logits = read(networks::Part(weights_), mouthsOf(clip)).words[0];
  std::vector<WordRead> out;
  for (const dataset::Word& word : clip.info->words) {
    const std::int64_t said = vocabulary_.classOf(word.text);
    if (said < 0) continue;
    const auto& group = vocabulary_.groupOf(said);
    const auto [score, best] = scoresOf(logits, word, group).max(0);
    const auto chosen = static_cast<std::size_t>(group[static_cast<std::size_t>(best.item<std::int64_t>())]);
    out.push_back(
        {vocabulary_.words[chosen - 1], std::exp(score.item<double>()), word.begin, word.end, word.text});
  }
  return out;
}

std::vector<WordRead> Reader::readFreely(const dataset::ClipView& clip) const {
  const c10::InferenceMode inference;
  const at::Tensor logProbs =
      read(networks::Part(weights_), mouthsOf(clip)).ctc[0].log_softmax(1).contiguous();
  const auto [scores, path] = logProbs.max(1);
  std::vector<WordRead> out;
  std::int64_t before = 0;
  for (std::int64_t t = 0; t < path.size(0); ++t) {
    const std::int64_t word = path[t].item<std::int64_t>();
    const double score = std::exp(scores[t].item<double>());
    const auto at = static_cast<double>(t);
    if (word > 0 && word != before)
      out.push_back({vocabulary_.words[static_cast<std::size_t>(word - 1)], score, at, at + 1, {}});
    else if (word > 0)
      out.back().end = at + 1, out.back().score = std::max(out.back().score, score);
    before = word;
  }
  return out;
}

void writeReader(const networks::Weights& weights, const Vocabulary& vocabulary,
                 const std::filesystem::path& path) {
  models::Safetensors file{.tensors = {}, .metadata = toMetadata(vocabulary)};
  file.metadata["kind"] = "word-reader";
  for (const auto& [name, tensor] : weights) {
    const at::Tensor values = tensor.detach().to(at::kCPU, at::kFloat).contiguous();
    file.tensors[name] = models::halves({values.data_ptr<float>(), static_cast<std::size_t>(values.numel())},
                                        values.sizes().vec());
  }
  models::writeSafetensors(file, path);
}

}  // namespace word_reader
