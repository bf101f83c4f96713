#pragma once
#include <filesystem>
#include <string>

#include "models/speech_mouth/training/trainer.h"

namespace speech_mouth::training {

// Writes the weights (half precision) for speech_mouth::Encoder. Its opening is
// (1 - loudShare) * opening + loudShare * loud opening: both come from linear heads, so they are mixed in the
// weights.
void writeModel(const Weights& weights, double loudShare, const std::map<std::string, std::string>& metadata,
                const std::filesystem::path& path);

}  // namespace speech_mouth::training
