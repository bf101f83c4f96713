#pragma once
#include <string>

#include "models/architecture/specs.h"

namespace talklip::training {

// The generator and its judge in one size.
struct Widths {
  architecture::ImageWidths image;
  architecture::SpeechWidths speech;  // the expert's
  architecture::JudgeWidths judge{32, 64, 128, 256, 512, 512, 512};
};
// "paper": the authors'; "small": a quarter of its channels, which one machine can teach. Throws
// Error(choiceUnknown).
Widths widths(const std::string& preset, const architecture::SpeechWidths& speech);

// What turns sound into lips: TalkLip's (g), the whole utterance by AV-HuBERT; or (l), 0.2 s of mel spectrum
// by a convolutional network, as Wav2Lip has it.
enum class SoundEncoder : std::uint8_t { global, local };

}  // namespace talklip::training
