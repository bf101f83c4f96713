#include "core/audio/recorder_meter.h"

#include <algorithm>

namespace audio {

static constexpr std::size_t kPeakStretches = 10, kHeldStretches = 200;  // 100 ms, 2 s

void LevelMeter::add(std::span<const float> samples) {
  std::vector<PeakBuilder::Extremes> done;
  peaks_.add(samples, done);
  for (const auto& [low, high] : done) magnitudes_.push_back(std::max(-low, high));
  while (magnitudes_.size() > kHeldStretches) magnitudes_.pop_front();
}

Level LevelMeter::level() const {
  Level level{.hasClipped = hasClipped_};
  for (std::size_t i = 0; i < magnitudes_.size(); ++i) {
    level.held = std::max(level.held, magnitudes_[i]);
    if (i + kPeakStretches >= magnitudes_.size()) level.peak = std::max(level.peak, magnitudes_[i]);
  }
  return level;
}

}  // namespace audio
