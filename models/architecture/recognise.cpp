#include <algorithm>

#include "models/architecture/specs.h"

namespace architecture {
namespace {

// Size `edge` of a tensor, 0 when it is not there: the comparison then tells that it is missing.
std::int64_t size(const Shapes& found, const std::string& name, std::size_t edge) {
  const auto at = found.find(name);
  constexpr std::int64_t kMost = 1 << 20;  // no network is wider; keeps sums of sizes small
  return at == found.end() || edge >= at->second.size() ? 0 : std::min(at->second[edge], kMost);
}

bool has(const Shapes& found, const std::string& name) { return found.count(name) == 1; }

std::int64_t countLayers(const Shapes& found, const std::string& list) {
  constexpr std::int64_t kMost = 64;
  std::int64_t layers = 0;
  while (layers < kMost && has(found, list + std::to_string(layers) + ".fc1.weight")) ++layers;
  return layers;
}

std::int64_t countStages(const Shapes& found) {
  std::int64_t stages = 0;
  while (stages < kMostStages &&
         has(found, "face_encoder_blocks." + std::to_string(stages) + ".0.conv_block.0.weight"))
    ++stages;
  return stages;
}

JudgeWidths judgeWidths(const Shapes& found) {
  JudgeWidths widths;
  const std::int64_t stages = std::clamp(countStages(found), kLeastStages, kMostStages);
  for (std::int64_t i = 0; i < stages; ++i)
    widths.push_back(size(found, "face_encoder_blocks." + std::to_string(i) + ".0.conv_block.0.weight", 0));
  return widths;
}

std::string sizeName(const SpeechWidths& speech) {
  if (speech.dim == 768 && speech.layers == 12) return "base";
  if (speech.dim == 1024 && speech.layers == 24) return "large";
  return std::to_string(speech.dim) + " wide";
}

std::string sizeName(const ImageWidths& image) {
  if (image.encoder == ImageWidths{}.encoder) return "base";
  const std::int64_t edge = edgeOf(std::ssize(image.encoder));
  return std::to_string(image.encoder[0]) + " wide" + (edge == 96 ? "" : ", " + std::to_string(edge) + " px");
}

constexpr const char* kFace = "face_encoder_blocks.0.0.conv_block.0.weight";
constexpr const char* kLocal = "audio_encoder.0.conv_block.0.weight";
constexpr const char* kFusion = "post_extract_proj.weight";

}  // namespace

ImageWidths imageWidths(const Shapes& found) {
  ImageWidths widths{.encoder = {}, .decoder = {}};
  const std::int64_t stages = std::clamp(countStages(found), kLeastStages, kMostStages);
  for (std::int64_t i = 0; i < stages; ++i) {
    const std::string stage = std::to_string(i) + ".0.conv_block.0.weight";
    widths.encoder.push_back(size(found, "face_encoder_blocks." + stage, 0));
    widths.decoder.push_back(size(found, "face_decoder_blocks." + stage, i == 0 ? 0 : 1));
  }
  widths.output = size(found, "output_block.0.conv_block.0.weight", 0);
  return widths;
}

SpeechWidths speechWidths(const Shapes& found, const std::string& prefix) {
  return {.layers = countLayers(found, prefix + "encoder.layers."),
          .dim = size(found, prefix + "post_extract_proj.weight", 0),
          .ffn = size(found, prefix + "encoder.layers.0.fc1.weight", 0),
          .picture = size(found, prefix + "feature_extractor_video.resnet.frontend3D.0.weight", 0)};
}

std::optional<Architecture> recognise(const Shapes& found) {
  if (has(found, kFace) && has(found, "audio_map.weight")) {
    const SpeechWidths speech = speechWidths(found, "audio_encoder.w2v_model.");
    return Architecture{
        Kind::talkLip, sizeName(speech), {}, talkLip(imageWidths(found), speech, has(found, kLocal))};
  }
  if (has(found, kFace) && has(found, kLocal))
    return Architecture{Kind::wav2Lip, sizeName(imageWidths(found)), {}, wav2Lip(imageWidths(found))};
  if (has(found, kFace) && has(found, "binary_pred.0.weight"))
    return Architecture{Kind::discriminator, "base", {}, discriminator(judgeWidths(found))};
  if (has(found, "decoder.embed_tokens.weight") && has(found, std::string("encoder.w2v_model.") + kFusion)) {
    const SpeechWidths speech = speechWidths(found, "encoder.w2v_model.");
    return Architecture{Kind::expert,
                        sizeName(speech),
                        {},
                        expert(speech, {.layers = countLayers(found, "decoder.layers."),
                                        .dim = size(found, "decoder.embed_tokens.weight", 1),
                                        .ffn = size(found, "decoder.layers.0.fc1.weight", 0),
                                        .symbols = size(found, "decoder.embed_tokens.weight", 0)})};
  }
  for (const std::string prefix : {"", "w2v_model."})
    if (has(found, prefix + kFusion) && has(found, prefix + "encoder.pos_conv.0.weight_v")) {
      const SpeechWidths speech = speechWidths(found, prefix);
      return Architecture{Kind::avHubert, sizeName(speech), prefix, avHubert("", speech, Uses::both)};
    }
  if (has(found, "netcnnaud.0.weight") && has(found, "netcnnlip.0.weight"))
    return Architecture{Kind::syncNet, "v2", {}, syncNet()};
  return std::nullopt;
}

}  // namespace architecture
