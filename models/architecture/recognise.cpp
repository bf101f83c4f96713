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

ImageWidths imageWidths(const Shapes& found) {
  ImageWidths widths;
  for (std::size_t i = 0; i < 7; ++i) {
    const std::string stage = std::to_string(i) + ".0.conv_block.0.weight";
    widths.encoder[i] = size(found, "face_encoder_blocks." + stage, 0);
    widths.decoder[i] = size(found, "face_decoder_blocks." + stage, i == 0 ? 0 : 1);
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

std::string sizeName(const SpeechWidths& speech) {
  if (speech.dim == 768 && speech.layers == 12) return "base";
  if (speech.dim == 1024 && speech.layers == 24) return "large";
  return std::to_string(speech.dim) + " wide";
}

std::string sizeName(const ImageWidths& image) {
  return image.encoder == ImageWidths{}.encoder ? "base" : std::to_string(image.encoder[0]) + " wide";
}

constexpr const char* kFace = "face_encoder_blocks.0.0.conv_block.0.weight";
constexpr const char* kFusion = "post_extract_proj.weight";

}  // namespace

std::optional<Architecture> recognise(const Shapes& found) {
  if (has(found, kFace) && has(found, "audio_map.weight")) {
    const SpeechWidths speech = speechWidths(found, "audio_encoder.w2v_model.");
    return Architecture{Kind::talkLip, sizeName(speech), {}, talkLip(imageWidths(found), speech)};
  }
  if (has(found, kFace) && has(found, "audio_encoder.0.conv_block.0.weight"))
    return Architecture{Kind::wav2Lip, sizeName(imageWidths(found)), {}, wav2Lip(imageWidths(found))};
  if (has(found, kFace) && has(found, "binary_pred.0.weight"))
    return Architecture{Kind::discriminator, "base", {}, discriminator()};
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
