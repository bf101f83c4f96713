#pragma once
#include <cstdint>

namespace speech_mouth::training {

struct TrainingPlan {
  double cpuMinutes = 25;
  std::int64_t width = 192, batch = 16, steps = 200;
  std::int64_t poolSteps = 300000;  // augmented steps kept at a time
  double learningRate = 2e-3;
  std::uint64_t seed = 1;
};

}  // namespace speech_mouth::training
