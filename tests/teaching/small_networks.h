#pragma once
#include <cstdint>
#include <vector>

#include "models/dataset/clip.h"
#include "models/expert/expert.h"
#include "models/talklip/training/train.h"

// Networks that have learnt nothing, at sizes that a test can pay, and whom they are taught by.
namespace teaching {

inline constexpr architecture::SpeechWidths kSpeech{.layers = 4, .dim = 32, .ffn = 64, .picture = 4};
architecture::DecoderWidths decoderFor(const expert::Dictionary& words);

expert::Expert drawnExpert();  // for made_set's words; the same each time

// Small networks, two clips a step, all losses, no dropout.
talklip::training::TalkLipPlan smallPlan();

// Four clips of a talker that teach, and one that validates.
std::vector<dataset::Clip> fiveClips();

}  // namespace teaching
