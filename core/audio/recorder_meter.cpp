#include "core/audio/recorder_meter.h"

#include <algorithm>
#include <cmath>

namespace audio {

static constexpr std::size_t kPeakStretches = 10, kHeldStretches = 200;  // 100 ms, 2 s
static constexpr int kPerSec = static_cast<int>(WaveformPeaks::kPerSec);

void Outline::add(std::span<const float> samples, std::vector<Stretch>& done) {
  for (const float sample : samples) {
    now_ =
        isFresh_ ? Stretch{sample, sample} : Stretch{std::min(now_.low, sample), std::max(now_.high, sample)};
    isFresh_ = false;
    if (++frame_ < (stretch_ + 1) * rate_ / kPerSec) continue;
    done.push_back(now_);
    ++stretch_;
    isFresh_ = true;
  }
}

static std::int8_t quantised(float sample) {
  return static_cast<std::int8_t>(std::lround(std::clamp(sample, -1.0F, 1.0F) * 127));
}

WaveformPeaks::Peak quantised(const Outline::Stretch& stretch) {
  return {quantised(stretch.low), quantised(stretch.high)};
}

void LevelMeter::add(std::span<const float> samples) {
  std::vector<Outline::Stretch> done;
  outline_.add(samples, done);
  for (const Outline::Stretch& stretch : done) magnitudes_.push_back(std::max(-stretch.low, stretch.high));
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
