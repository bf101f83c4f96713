#pragma once
#include <array>
#include <map>
#include <string>

#include "models/speech_mouth/network.h"
#include "models/speech_mouth/training/example.h"
#include "models/speech_mouth/training/training_plan.h"

namespace speech_mouth::training {

// Agreement with the truth on voices that were never heard: share of steps with the right viseme (where one
// fills more than 70 %), and correlations of the learnt articulations.
struct Score {
  double visemes = 0;
  std::array<double, kLearnt> correlation{};
};
using Scores = std::map<std::string, Score>;  // by synthesiser, and "all"

struct Trained {
  Weights weights;
  Scores scores;
  std::int64_t updates = 0;
  double hoursHeard = 0, cpuSeconds = 0;
};

// One thread. Prints a line a minute.
Trained train(const std::vector<Spoken>& corpus, const TrainingPlan& plan);

Scores score(const Weights& weights, const std::vector<Spoken>& corpus);
void print(const Scores& scores);

}  // namespace speech_mouth::training
