#pragma once
#include <cstdint>

namespace speech_mouth::training {

struct TrainingPlan {
  double cpuMinutes = 12;
  std::int64_t width = 128, batch = 10, steps = 200;
  std::int64_t poolSteps = 200000;  // augmented steps kept at a time
  double learningRate = 1.8e-3;
  std::uint64_t seed = 1;
};

}  // namespace speech_mouth::training
