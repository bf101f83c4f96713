#pragma once
#include <filesystem>
#include <string>

#include "models/speech_mouth/training/commands.h"
#include "models/speech_mouth/training/trainer.h"

namespace speech_mouth::training {

// The model card: what the model is, how it was made, how good it is on held-out voices.
void writeCard(const SpeechCommand& command, const Trained& trained, std::size_t utterances,
               const std::filesystem::path& path);

// Adds or replaces the part on real talking clips.
void addRealClips(const std::string& table, const std::filesystem::path& card);

}  // namespace speech_mouth::training
