#include "core/audio/peak_builder.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace audio {

static constexpr int kPerSec = static_cast<int>(WaveformPeaks::kPerSec);

PeakBuilder::PeakBuilder(int rate, int channels) : rate_(rate), channels_(channels) {}

// The next sample frame belongs to another peak.
bool PeakBuilder::isComplete() const { return frames_ * kPerSec >= (peaks_ + 1) * rate_; }

void PeakBuilder::add(std::span<const float> samples, std::vector<Extremes>& done) {
  const auto channels = static_cast<std::size_t>(channels_);
  for (std::size_t i = 0; i < samples.size(); i += channels) {
    const auto [low, high] = std::ranges::minmax(samples.subspan(i, channels));
    now_ = isFresh_ ? Extremes{low, high} : Extremes{std::min(now_.low, low), std::max(now_.high, high)};
    isFresh_ = false;
    ++frames_;
    if (isComplete()) finish(done);
  }
}

void PeakBuilder::finish(std::vector<Extremes>& done) {
  if (std::exchange(isFresh_, true)) return;
  done.push_back(now_);
  ++peaks_;
}

double PeakBuilder::seconds() const { return static_cast<double>(frames_) / rate_; }

static std::int8_t quantised(float sample) {
  return static_cast<std::int8_t>(std::lround(std::clamp(sample, -1.0F, 1.0F) * 127));
}

WaveformPeaks::Peak quantised(const PeakBuilder::Extremes& extremes) {
  return {quantised(extremes.low), quantised(extremes.high)};
}

}  // namespace audio
