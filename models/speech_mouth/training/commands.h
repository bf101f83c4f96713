#pragma once
#include <filesystem>

#include "models/speech_mouth/training/synthesis.h"
#include "models/speech_mouth/training/training_plan.h"

namespace speech_mouth::training {

struct SpeechCommand {
  std::filesystem::path out, work = "redub-train-work";
  CorpusPlan corpus;
  TrainingPlan plan;
  double loudShare = 0;
};

// Speaks the corpus (or reads the one in `work`), trains, prints the table, writes model and card.
void makeSpeechModel(const SpeechCommand& command);

struct EvaluateCommand {
  std::filesystem::path
      media;  // folder of talking clips; sounds in its folder "speech" join the mismatched ones
  std::filesystem::path model;
  std::filesystem::path card;  // takes the table; empty = none
};

// Prints, clip by clip, how well the opening heard in real speech agrees with the opening seen.
void evaluateSpeechModel(const EvaluateCommand& command);

}  // namespace speech_mouth::training
