#pragma once
#include <cstdint>
#include <vector>

#include "models/architecture/architecture.h"

// Names and shapes of every network for given widths.
namespace architecture {

using Specs = std::vector<TensorSpec>;

// Channels of the stages. The last encoder stage and the first decoder stage have maps of 1x1, those before
// and after them of 3x3, 6x6, ...: the number of stages says how large the pictures are. The authors' are
// 96x96.
struct ImageWidths {
  std::vector<std::int64_t> encoder{16, 32, 64, 128, 256, 512, 512};
  std::vector<std::int64_t> decoder{512, 512, 512, 384, 256, 128, 64};
  std::int64_t output = 32;
};
inline constexpr std::int64_t kLeastStages = 5, kMostStages = 9;
constexpr std::int64_t edgeOf(std::int64_t stages) { return std::int64_t{3} << (stages - 2); }  // pixels
Specs imageNetwork(const ImageWidths& widths);

struct SpeechWidths {
  std::int64_t layers = 12, dim = 768, ffn = 3072;
  std::int64_t picture = 64;  // channels of the first stage of the visual front end
};
enum class Uses { sound, picture, both };  // which of its two inputs Redub feeds
Specs avHubert(const std::string& prefix, const SpeechWidths& widths, Uses uses);

Specs wav2LipSpeech(std::int64_t vector = 512);  // all its widths go with the vector's
// hearsBoth: with Wav2Lip's speech encoder beside AV-HuBERT's.
Specs talkLip(const ImageWidths& image, const SpeechWidths& speech, bool hearsBoth = false);
Specs wav2Lip(const ImageWidths& image);
// As many stages as the image network has.
using JudgeWidths = std::vector<std::int64_t>;
Specs discriminator(const JudgeWidths& widths = {32, 64, 128, 256, 512, 512, 512});
struct DecoderWidths {
  std::int64_t layers = 6, dim = 768, ffn = 3072, symbols = 1000;
};
Specs expert(const SpeechWidths& speech, const DecoderWidths& decoder);
Specs syncNet();

// Widths as read off the tensors of a network that has them; 0 for a tensor that is missing. `prefix` comes
// before the encoder's names.
ImageWidths imageWidths(const Shapes& found);
SpeechWidths speechWidths(const Shapes& found, const std::string& prefix);

}  // namespace architecture
