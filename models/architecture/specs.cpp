#include "models/architecture/specs.h"

#include <algorithm>
#include <array>

namespace architecture {
namespace {

using Shape = models::Shape;

constexpr std::int64_t kAny = -1;

void weightAndBias(Specs& specs, const std::string& name, Shape shape, bool isNeeded = true) {
  const std::int64_t out = shape[0];
  specs.push_back({name + ".weight", std::move(shape), isNeeded});
  specs.push_back({name + ".bias", {out}, isNeeded});
}

void batchNorm(Specs& specs, const std::string& name, std::int64_t channels, bool isNeeded = true) {
  for (const char* part : {"weight", "bias", "running_mean", "running_var"})
    specs.push_back({name + "." + part, {channels}, isNeeded});
  specs.push_back({name + ".num_batches_tracked", {}, false});
}

void convBlock(Specs& specs, const std::string& name, std::int64_t in, std::int64_t out,
               std::int64_t kernel) {
  weightAndBias(specs, name + ".conv_block.0", {out, in, kernel, kernel});
  batchNorm(specs, name + ".conv_block.1", out);
}

void transposedBlock(Specs& specs, const std::string& name, std::int64_t in, std::int64_t out) {
  specs.push_back({name + ".conv_block.0.weight", {in, out, 3, 3}});
  specs.push_back({name + ".conv_block.0.bias", {out}});
  batchNorm(specs, name + ".conv_block.1", out);
}

std::string numbered(const std::string& list, std::size_t i, std::size_t j) {
  return list + "." + std::to_string(i) + "." + std::to_string(j);
}

void append(Specs& specs, const Specs& more) { specs.insert(specs.end(), more.begin(), more.end()); }

void basicBlock(Specs& specs, const std::string& name, std::int64_t in, std::int64_t out, bool isNeeded) {
  specs.push_back({name + ".conv1.weight", {out, in, 3, 3}, isNeeded});
  batchNorm(specs, name + ".bn1", out, isNeeded);
  specs.push_back({name + ".relu1.weight", {out}, isNeeded});
  specs.push_back({name + ".relu2.weight", {out}, isNeeded});
  specs.push_back({name + ".conv2.weight", {out, out, 3, 3}, isNeeded});
  batchNorm(specs, name + ".bn2", out, isNeeded);
  if (in == out) return;
  specs.push_back({name + ".downsample.0.weight", {out, in, 1, 1}, isNeeded});
  batchNorm(specs, name + ".downsample.1", out, isNeeded);
}

void visualFrontEnd(Specs& specs, const std::string& name, std::int64_t width, std::int64_t dim,
                    bool isNeeded) {
  const std::string first = name + ".resnet.frontend3D.";
  specs.push_back({first + "0.weight", {width, 1, 5, 7, 7}, isNeeded});
  batchNorm(specs, first + "1", width, isNeeded);
  specs.push_back({first + "2.weight", {width}, isNeeded});
  std::int64_t in = width;
  for (int stage = 0; stage < 4; ++stage) {
    const std::int64_t out = width << stage;
    const std::string layer = name + ".resnet.trunk.layer" + std::to_string(stage + 1);
    basicBlock(specs, layer + ".0", in, out, isNeeded);
    basicBlock(specs, layer + ".1", out, out, isNeeded);
    in = out;
  }
  weightAndBias(specs, name + ".proj", {dim, in}, isNeeded);
}

void attention(Specs& specs, const std::string& name, std::int64_t dim) {
  for (const char* part : {"k_proj", "v_proj", "q_proj", "out_proj"})
    weightAndBias(specs, name + "." + part, {dim, dim});
  weightAndBias(specs, name + "_layer_norm", {dim});
}

void feedForward(Specs& specs, const std::string& layer, std::int64_t dim, std::int64_t ffn) {
  weightAndBias(specs, layer + "fc1", {ffn, dim});
  weightAndBias(specs, layer + "fc2", {dim, ffn});
  weightAndBias(specs, layer + "final_layer_norm", {dim});
}

}  // namespace

// Of an encoder stage: a single one on the whole picture, two on 3x3 and on 1x1, four on 24x24, else three.
static std::size_t encoderBlocks(std::size_t stage, std::size_t stages) {
  if (stage == 0) return 1;
  const std::size_t after = stages - 1 - stage;
  return after < 2 ? 2 : after == 4 ? 4 : 3;
}

Specs imageNetwork(const ImageWidths& widths) {
  Specs specs;
  const auto& e = widths.encoder;
  const auto& d = widths.decoder;
  const std::size_t stages = e.size();
  for (std::size_t i = 0; i < stages; ++i)
    for (std::size_t j = 0; j < encoderBlocks(i, stages); ++j)
      convBlock(specs, numbered("face_encoder_blocks", i, j),
                j > 0   ? e[i]
                : i > 0 ? e[i - 1]
                        : 6,
                e[i],
                i == 0                      ? 7
                : i + 1 == stages && j == 1 ? 1
                                            : 3);
  for (std::size_t i = 0; i < d.size(); ++i)
    for (std::size_t j = 0; j < std::min<std::size_t>(i + 1, 3); ++j) {
      const std::string name = numbered("face_decoder_blocks", i, j);
      if (i == 0) {
        convBlock(specs, name, d[0], d[0], 1);
      } else if (j == 0) {
        transposedBlock(specs, name, d[i - 1] + e[stages - i], d[i]);
      } else {
        convBlock(specs, name, d[i], d[i], 3);
      }
    }
  convBlock(specs, "output_block.0", d.back() + e[0], widths.output, 3);
  weightAndBias(specs, "output_block.1", {3, widths.output, 1, 1});
  return specs;
}

Specs avHubert(const std::string& prefix, const SpeechWidths& widths, Uses uses) {
  const std::int64_t dim = widths.dim;
  Specs specs;
  specs.push_back({prefix + "mask_emb", {104}, false});
  specs.push_back({prefix + "label_embs_concat", {kAny, kAny}, false});
  weightAndBias(specs, prefix + "feature_extractor_audio.proj", {dim, 104}, uses != Uses::picture);
  visualFrontEnd(specs, prefix + "feature_extractor_video", widths.picture, dim, uses != Uses::sound);
  weightAndBias(specs, prefix + "post_extract_proj", {dim, 2 * dim});
  specs.push_back({prefix + "encoder.pos_conv.0.bias", {dim}});
  specs.push_back({prefix + "encoder.pos_conv.0.weight_g", {1, 1, 128}});
  specs.push_back({prefix + "encoder.pos_conv.0.weight_v", {dim, dim / 16, 128}});
  for (std::int64_t n = 0; n < widths.layers; ++n) {
    const std::string layer = prefix + "encoder.layers." + std::to_string(n) + ".";
    attention(specs, layer + "self_attn", dim);
    feedForward(specs, layer, dim, widths.ffn);
  }
  weightAndBias(specs, prefix + "encoder.layer_norm", {dim});
  weightAndBias(specs, prefix + "layer_norm", {2 * dim});
  return specs;
}

Specs wav2LipSpeech(std::int64_t vector) {
  static constexpr std::array<std::int64_t, 14> kChannels{1,   32,  32,  32,  64,  64,  64,
                                                          128, 128, 128, 256, 256, 512, 512};
  const auto scaled = [vector](std::int64_t channels) {
    return std::max<std::int64_t>(1, channels * vector / kChannels.back());
  };
  Specs specs;
  for (std::size_t j = 0; j + 1 < kChannels.size(); ++j)
    convBlock(specs, "audio_encoder." + std::to_string(j), j == 0 ? 1 : scaled(kChannels[j]),
              scaled(kChannels[j + 1]), j == 12 ? 1 : 3);
  return specs;
}

Specs talkLip(const ImageWidths& image, const SpeechWidths& speech, bool hearsBoth) {
  Specs specs = imageNetwork(image);
  weightAndBias(specs, "audio_map", {image.decoder[0], speech.dim});
  weightAndBias(specs, "sync_net.Linearaudio", {speech.dim, speech.dim}, false);
  append(specs, avHubert("audio_encoder.w2v_model.", speech, Uses::sound));
  if (hearsBoth) append(specs, wav2LipSpeech(image.decoder[0]));
  return specs;
}

Specs wav2Lip(const ImageWidths& image) {
  Specs specs = imageNetwork(image);
  append(specs, wav2LipSpeech(image.decoder[0]));
  return specs;
}

Specs discriminator(const JudgeWidths& widths) {
  Specs specs;
  for (std::size_t i = 0; i < widths.size(); ++i)
    for (std::size_t j = 0; j < (i == 0 ? 1U : 2U); ++j) {
      const std::int64_t in = j > 0 ? widths[i] : i > 0 ? widths[i - 1] : 3;
      const std::int64_t kernel = i == 0                             ? 7
                                  : i + 3 < widths.size()            ? 5
                                  : i + 1 == widths.size() && j == 1 ? 1
                                                                     : 3;
      weightAndBias(specs, numbered("face_encoder_blocks", i, j) + ".conv_block.0",
                    {widths[i], in, kernel, kernel});
    }
  weightAndBias(specs, "binary_pred.0", {1, widths.back(), 1, 1});
  return specs;
}

Specs expert(const SpeechWidths& speech, const DecoderWidths& decoder) {
  Specs specs = avHubert("encoder.w2v_model.", speech, Uses::both);
  specs.push_back({"decoder.embed_tokens.weight", {decoder.symbols, decoder.dim}});
  specs.push_back({"decoder.embed_positions._float_tensor", {1}, false});
  for (std::int64_t n = 0; n < decoder.layers; ++n) {
    const std::string layer = "decoder.layers." + std::to_string(n) + ".";
    attention(specs, layer + "self_attn", decoder.dim);
    attention(specs, layer + "encoder_attn", decoder.dim);
    feedForward(specs, layer, decoder.dim, decoder.ffn);
  }
  weightAndBias(specs, "decoder.layer_norm", {decoder.dim});
  return specs;
}

Specs syncNet() {
  struct Conv {
    int at;
    Shape shape;
  };
  static const std::vector<Conv> kSound{{0, {64, 1, 3, 3}},     {4, {192, 64, 3, 3}},
                                        {8, {384, 192, 3, 3}},  {11, {256, 384, 3, 3}},
                                        {14, {256, 256, 3, 3}}, {18, {512, 256, 5, 4}}};
  static const std::vector<Conv> kLips{{0, {96, 3, 5, 7, 7}},     {4, {256, 96, 1, 5, 5}},
                                       {8, {256, 256, 1, 3, 3}},  {11, {256, 256, 1, 3, 3}},
                                       {14, {256, 256, 1, 3, 3}}, {18, {512, 256, 1, 6, 6}}};
  Specs specs;
  for (const auto& [list, convs] : {std::pair{"netcnnaud.", &kSound}, std::pair{"netcnnlip.", &kLips}})
    for (const Conv& conv : *convs) {
      weightAndBias(specs, list + std::to_string(conv.at), conv.shape);
      batchNorm(specs, list + std::to_string(conv.at + 1), conv.shape[0]);
    }
  for (const std::string list : {"netfcaud.", "netfclip."}) {
    weightAndBias(specs, list + "0", {512, 512});
    batchNorm(specs, list + "1", 512);
    weightAndBias(specs, list + "3", {1024, 512});
  }
  return specs;
}

}  // namespace architecture
