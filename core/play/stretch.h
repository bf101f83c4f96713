#pragma once
#include <cmath>
#include <optional>
#include <utility>

namespace play {

// A run of playback: from where, how fast, and round in which [begin, end), all in seconds of the clip.
struct Stretch {
  double fromSec = 0;
  double speed = 1;
  std::optional<std::pair<double, double>>
      loop;  // end > begin; fromSec is not behind it in playing direction
};

// Where it is after so many seconds.
inline double secondsAfter(const Stretch& stretch, double elapsedSec) {
  const double at = stretch.fromSec + stretch.speed * elapsedSec;
  if (!stretch.loop) return at;
  const auto [begin, end] = *stretch.loop;
  if (stretch.speed > 0 && at >= end) return begin + std::fmod(at - begin, end - begin);
  if (stretch.speed < 0 && at < begin) return end - std::fmod(end - at, end - begin);
  return at;
}

}  // namespace play
