#include "models/onednn/network.h"

#include <algorithm>
#include <array>

#include "core/base/error.h"

namespace onednn {
namespace {

using dnnl::memory;

constexpr memory::dim kEdge = 96;
constexpr std::size_t kStages = 7;
// Maps of at least 24x24 pixels are computed picture by picture, so that they stay in the cache; smaller ones
// for the whole batch at once, because there reading the weights is what costs.
constexpr std::size_t kSingleEncoder = 3;  // encoder stages 0..2
constexpr std::size_t kSingleDecoder = 4;  // decoder stages 4..6

std::string encoderBlock(std::size_t stage, std::size_t block) {
  return "face_encoder_blocks." + std::to_string(stage) + "." + std::to_string(block);
}
std::string decoderBlock(std::size_t stage, std::size_t block) {
  return "face_decoder_blocks." + std::to_string(stage) + "." + std::to_string(block);
}

// First rows that the decoder's last stages have to give so that row `firstRow` of the picture comes out
// right, worked out from the back: the output's convolution and a stage's residual blocks look one row up
// each, and a stage's doubling halves the number.
std::array<memory::dim, kStages> neededRows(const Layers& layers, int firstRow) {
  std::array<memory::dim, kStages> rows{};
  memory::dim row = std::max(0, firstRow - 1);
  for (std::size_t stage = kStages - 1; stage >= kSingleDecoder - 1; --stage) {
    rows[stage] = row;
    for (std::size_t block = 1; layers.count(decoderBlock(stage, block)) == 1; ++block)
      row = std::max<memory::dim>(0, row - 1);
    row /= 2;
  }
  return rows;
}

class Network {
 public:
  Network(const Layers& layers, Builder& builder, int batch, int firstRow)
      : layers_(layers), builder_(builder), batch_(batch), firstRow_(firstRow) {}

  void build() {
    const Map skip = encodeLarge();
    Map x = decodeSmall(encodeSmall(skip));
    for (int picture = 0; picture < batch_; ++picture) decodeLarge(x, picture);
  }

 private:
  // One stage of the encoder. Residual from its second block on, but for the last stage's 1x1.
  Map encode(std::size_t stage, const Map& x, const std::optional<Map>& into) {
    const memory::dim padding = stage == 0 ? 3 : stage == 6 ? 0 : 1;
    Map out = x;
    for (std::size_t block = 0; layers_.count(encoderBlock(stage, block)) == 1; ++block) {
      const bool isLast = layers_.count(encoderBlock(stage, block + 1)) == 0;
      const Convolution convolution{.block = encoderBlock(stage, block),
                                    .stride = block == 0 && stage >= 1 && stage <= 5 ? 2 : 1,
                                    .padding = padding,
                                    .layer = block > 0 && stage < 6 ? Layer::residual : Layer::plain};
      out = stage == 0 ? builder_.convolveInput(convolution, x)
                       : builder_.convolve(convolution, out, isLast ? into : std::nullopt);
    }
    return out;
  }

  // Stages 0..2, picture by picture. Gives stage 2 of all pictures.
  Map encodeLarge() {
    const std::string last = encoderBlock(kSingleEncoder - 1, 0);
    const memory::dim edge = kEdge >> (kSingleEncoder - 1);
    const Map gathered = builder_.buffer(batch_, builder_.layer(last).shape[0], edge, edge, builder_.type());
    for (int picture = 0; picture < batch_; ++picture) {
      builder_.forPicture(picture);
      Map x = Builder::picture({kFaces, 0, Type::f32, batch_, 6, kEdge, kEdge}, picture);
      const Map into = Builder::picture(gathered, picture);
      for (std::size_t stage = 0; stage < kSingleEncoder; ++stage) {
        x = encode(stage, x, stage + 1 == kSingleEncoder ? std::optional(into) : std::nullopt);
        x = builder_.asType(x, builder_.type());
        skips_[stage].push_back(x);
      }
      if (x.buffer != gathered.buffer) builder_.copy(x, into, 0);
    }
    builder_.forPicture(-1);
    return gathered;
  }

  Map encodeSmall(const Map& large) {
    Map x = large;
    for (std::size_t stage = kSingleEncoder; stage < kStages; ++stage) {
      x = encode(stage, x, {});
      skips_[stage].push_back(x);
    }
    return x;
  }

  // Decoder output and skip, one behind the other.
  Map join(const Map& x, const Map& skip, memory::dim firstRow) {
    const Map whole = builder_.buffer(x.pictures, x.channels + skip.channels, x.rows + x.firstRow - firstRow,
                                      x.width, builder_.type(), firstRow);
    builder_.copy(x, whole, 0);
    builder_.copy(skip, whole, x.channels);
    return whole;
  }

  Map decodeSmall(const Map& face) {
    (void)face;
    const memory::dim vector = builder_.layer(decoderBlock(0, 0)).shape[1];
    const std::array<memory::dim, kStages> rows = neededRows(layers_, firstRow_);
    Map x{kSpeech, 0, Type::f32, batch_, vector, 1, 1};
    for (std::size_t stage = 0; stage < kSingleDecoder; ++stage) {
      x = decode(stage, x, {});
      const Map& skip = skips_[kStages - 1 - stage].front();
      x = join(x, skip, stage + 1 == kSingleDecoder ? rows[stage] : 0);
    }
    return x;
  }

  Map decode(std::size_t stage, const Map& in, const std::optional<Map>& into) {
    Map x = stage == 0 ? builder_.convolve({.block = decoderBlock(0, 0)}, in)
                       : builder_.transpose(decoderBlock(stage, 0), in, stage == 1 ? 1 : 2);
    for (std::size_t block = 1; layers_.count(decoderBlock(stage, block)) == 1; ++block) {
      const bool isLast = layers_.count(decoderBlock(stage, block + 1)) == 0;
      x = builder_.convolve({.block = decoderBlock(stage, block), .padding = 1, .layer = Layer::residual}, x,
                            isLast ? into : std::nullopt);
    }
    return x;
  }

  // Stages 4..6 and the output of one picture. The decoder writes straight in front of the skip where that is
  // possible.
  void decodeLarge(const Map& small, int picture) {
    builder_.forPicture(picture);
    const std::array<memory::dim, kStages> rows = neededRows(layers_, firstRow_);
    Map x = Builder::picture(small, picture);
    for (std::size_t stage = kSingleDecoder; stage < kStages; ++stage) {
      const Map& skip = skips_[kStages - 1 - stage][static_cast<std::size_t>(picture)];
      const memory::dim channels = builder_.layer(decoderBlock(stage, 0)).shape[1];
      const Map whole = builder_.buffer(1, channels + skip.channels, skip.rows - rows[stage], skip.width,
                                        builder_.type(), rows[stage]);
      x = decode(stage, x, whole);
      if (x.buffer != whole.buffer) builder_.copy(x, whole, 0);
      builder_.copy(skip, whole, channels);
      x = whole;
    }
    x = builder_.convolve({.block = "output_block.0", .padding = 1}, x);
    x = builder_.convolve({.block = "output_block.1", .activation = dnnl::algorithm::eltwise_logistic},
                          builder_.asType(x, builder_.type()));
    builder_.give(x, 3, firstRow_,
                  Builder::picture({kPictures, 0, Type::f32, batch_, 3, kEdge, kEdge}, picture));
  }

  const Layers& layers_;
  Builder& builder_;
  int batch_, firstRow_;
  std::array<std::vector<Map>, kStages> skips_;  // by encoder stage; of each picture, or of all in one
};

}  // namespace

Way wayOf(const Layers& layers, const Settings& settings) {
  const bool hasAvx512 = (static_cast<unsigned>(dnnl::get_effective_cpu_isa()) &
                          static_cast<unsigned>(dnnl::cpu_isa::avx512_core)) ==
                         static_cast<unsigned>(dnnl::cpu_isa::avx512_core);
  Way way{.block = hasAvx512 ? 16 : 8, .type = Type::f32, .winograd = settings.winograd};
  for (const auto& [name, folded] : layers)
    if (name != "output_block.1" && folded.shape.size() == 4 && folded.shape[0] % way.block != 0)
      way.block = 1;
  if (settings.precision == Precision::bf16 && way.block == 16 && hasBf16()) way.type = Type::bf16;
  return way;
}

Program imageProgram(const Layers& layers, PackedWeights& weights, const Way& way, int batch, int firstRow) {
  Builder builder(layers, weights, way);
  Network(layers, builder, batch, firstRow).build();
  return builder.finish();
}

}  // namespace onednn
