#include "core/sample/motion.h"

#include "core/sample/noise.h"

namespace sample {
namespace {

// Smooth wandering in about -1..1 with `rate` turns a second.
float wander(double seconds, double rate, std::uint32_t seed) {
  return noise(static_cast<float>(seconds * rate), 0.5f, seed) +
         0.35f * noise(static_cast<float>(seconds * rate * 2.7), 9.5f, seed + 1);
}

// One blink in each slot of four seconds, shut in 70 ms and open again in 130 ms.
float blink(double seconds, std::uint32_t seed) {
  constexpr double kSlot = 4.0;
  const auto slot = static_cast<std::uint32_t>(seconds / kSlot);
  const double start = slot * kSlot + 0.4 + 3.0 * static_cast<double>(chance(slot, seed, 51u));
  const auto t = static_cast<float>(seconds - start);
  return smooth(0.0f, 0.07f, t) * smooth(0.22f, 0.09f, t);
}

// The eyes jump to a new place now and then and stay there.
base::Point glance(double seconds, std::uint32_t seed) {
  constexpr double kSlot = 1.3;
  const auto slot = static_cast<std::uint32_t>(seconds / kSlot);
  const auto place = [&](std::uint32_t s) {
    const float far = chance(s, seed, 61u) < 0.3f ? 1.0f : 0.25f;
    return base::Point{0.050f * far * (2 * chance(s, seed, 62u) - 1),
                       0.018f * far * (2 * chance(s, seed, 63u) - 1)};
  };
  const base::Point to = place(slot), from = slot == 0 ? to : place(slot - 1);
  const float t = smooth(0.0f, 0.05f, static_cast<float>(seconds - slot * kSlot));
  return from + (to - from) * t;
}

}  // namespace

Pose poseAt(double seconds, const Look& look) {
  const std::uint32_t seed = scramble(look.seed, 40u);
  Pose pose;
  pose.yaw = 0.085f * wander(seconds, 0.33, seed + 1);
  pose.pitch = 0.045f * wander(seconds, 0.40, seed + 3) + 0.020f * wander(seconds, 1.3, seed + 5);
  pose.roll = 0.040f * wander(seconds, 0.28, seed + 7);
  pose.shift = {0.07f * wander(seconds, 0.25, seed + 9) + 0.25f * pose.yaw,
                0.035f * wander(seconds, 0.45, seed + 11) + 0.5f * pose.pitch};
  pose.body = {0.3f * pose.shift.x + 0.02f * wander(seconds, 0.2, seed + 13),
               0.012f * std::sin(static_cast<float>(std::fmod(seconds, 1000.0)) * 1.6f)};
  pose.lids = blink(seconds, seed);
  pose.gaze = glance(seconds, seed) + base::Point{-0.35f * pose.yaw, -0.2f * pose.pitch};
  pose.brows = 0.6f * wander(seconds, 0.7, seed + 15);
  return pose;
}

}  // namespace sample
