#pragma once
#include <array>

#include "models/architecture/architecture.h"

// Names and shapes of every network for given widths.
namespace architecture {

using Specs = std::vector<TensorSpec>;

struct ImageWidths {
  std::array<std::int64_t, 7> encoder{16, 32, 64, 128, 256, 512, 512};
  std::array<std::int64_t, 7> decoder{512, 512, 512, 384, 256, 128, 64};
  std::int64_t output = 32;
};
Specs imageNetwork(const ImageWidths& widths);

struct SpeechWidths {
  std::int64_t layers = 12, dim = 768, ffn = 3072;
  std::int64_t picture = 64;  // channels of the first stage of the visual front end
};
enum class Uses { sound, picture, both };  // which of its two inputs Redub feeds
Specs avHubert(const std::string& prefix, const SpeechWidths& widths, Uses uses);

Specs wav2LipSpeech();
Specs talkLip(const ImageWidths& image, const SpeechWidths& speech);
Specs wav2Lip(const ImageWidths& image);
using JudgeWidths = std::array<std::int64_t, 7>;
Specs discriminator(const JudgeWidths& widths = {32, 64, 128, 256, 512, 512, 512});
struct DecoderWidths {
  std::int64_t layers = 6, dim = 768, ffn = 3072, symbols = 1000;
};
Specs expert(const SpeechWidths& speech, const DecoderWidths& decoder);
Specs syncNet();

}  // namespace architecture
