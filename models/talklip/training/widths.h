#pragma once
#include <string>

#include "models/architecture/specs.h"
#include "models/networks/weights.h"

namespace talklip::training {

// The generator and its judge in one size.
struct Widths {
  architecture::ImageWidths image;
  architecture::SpeechWidths speech;  // the expert's
  architecture::JudgeWidths judge{32, 64, 128, 256, 512, 512, 512};
};
// "paper": the authors' channels; "small": a quarter of them, which one machine can teach. edge: of the
// crops, 24, 48, 96 (the authors'), 192 or 384 pixels; maps of one size have the same channels whatever it
// is. Throws Error(choiceUnknown).
Widths widths(const std::string& preset, const architecture::SpeechWidths& speech, std::int64_t edge = 96);

// What turns sound into lips: TalkLip's (g), the whole utterance by AV-HuBERT; or (l), 0.2 s of mel spectrum
// by a convolutional network, as Wav2Lip has it; or both, their vectors added up.
enum class SoundEncoder : std::uint8_t { global, local, both };
SoundEncoder encoderOf(const networks::Weights& generator);

}  // namespace talklip::training
