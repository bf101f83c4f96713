#include "models/networks/run_once.h"

#include <ATen/ATen.h>

#include <random>

#include "models/networks/av_hubert.h"
#include "models/networks/discriminator.h"
#include "models/networks/generator.h"
#include "models/networks/lip_reader.h"
#include "models/networks/sync_net.h"

namespace networks {

using architecture::Kind;

// Values 0..1, the same with every LibTorch.
static at::Tensor noise(std::vector<std::int64_t> shape) {
  at::Tensor values = at::empty(shape);
  std::mt19937 random(1);
  float* at = values.data_ptr<float>();
  for (std::int64_t i = 0; i < values.numel(); ++i) at[i] = static_cast<float>(random() >> 8U) / 16777216.0F;
  return values;
}

at::Tensor runOnce(Kind kind, const Weights& weights) {
  constexpr std::int64_t kSteps = 25;
  switch (kind) {
    case Kind::talkLip: {
      const at::Tensor heard =
          encodeSpeech(Part(weights, "audio_encoder.w2v_model."), noise({1, kSteps, 104}))[0];
      at::Tensor speech = mapSpeech(weights, heard.slice(0, 12, 13));
      if (Part(weights).has("audio_encoder.0.conv_block.0.weight"))
        speech = speech + encodeMel(weights, noise({1, 1, 80, 16}));
      return generate(weights, noise({1, 6, edgeOf(weights), edgeOf(weights)}), speech);
    }
    case Kind::wav2Lip:
      return generate(weights, noise({1, 6, edgeOf(weights), edgeOf(weights)}),
                      encodeMel(weights, noise({1, 1, 80, 16})));
    case Kind::discriminator:
      return verdict(weights, judgeFeatures(weights, noise({2, 3, edgeOf(weights), edgeOf(weights)})));
    case Kind::expert: {
      const at::Tensor lips = encodeLips(weights, noise({1, 1, 8, 88, 88}));
      return nextTokens(Part(weights) / "decoder", at::full({1, 1}, kEndOfText, at::kLong), lips);
    }
    case Kind::avHubert:
      return encodeSpeech(weights, noise({1, kSteps, 104}));
    case Kind::syncNet:
      return at::cat(
          {syncLips(weights, 255 * noise({1, 3, 5, 224, 224})), syncSound(weights, noise({1, 1, 13, 20}))});
  }
  return {};
}

}  // namespace networks
