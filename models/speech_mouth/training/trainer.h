#pragma once
#include <array>
#include <functional>
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

using Checkpoint = std::function<void(const Weights&)>;
// One thread. Prints a line and calls `checkpoint` (which may be empty) every CPU minute.
Trained train(const std::vector<Spoken>& corpus, const TrainingPlan& plan, const Checkpoint& checkpoint);

Scores score(const Weights& weights, const std::vector<Spoken>& corpus);
// One line a synthesiser.
std::string table(const Scores& scores);

}  // namespace speech_mouth::training
