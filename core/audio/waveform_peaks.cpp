#include "core/audio/waveform_peaks.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace audio {

static constexpr std::size_t kCoarser = 4;

static WaveformPeaks::Peak joined(WaveformPeaks::Peak a, WaveformPeaks::Peak b) {
  return {std::min(a.low, b.low), std::max(a.high, b.high)};
}

WaveformPeaks::WaveformPeaks(std::vector<Peak> finest) {
  if (finest.empty()) return;
  levels_.push_back(std::move(finest));
  while (levels_.back().size() > kCoarser) {
    const std::vector<Peak>& fine = levels_.back();
    std::vector<Peak> coarse((fine.size() + kCoarser - 1) / kCoarser);
    for (std::size_t i = 0; i < fine.size(); ++i)
      coarse[i / kCoarser] = i % kCoarser == 0 ? fine[i] : joined(coarse[i / kCoarser], fine[i]);
    levels_.push_back(std::move(coarse));
  }
}

double WaveformPeaks::seconds() const { return static_cast<double>(finest().size()) / kPerSec; }

const std::vector<WaveformPeaks::Peak>& WaveformPeaks::finest() const {
  static const std::vector<Peak> kNone;
  return levels_.empty() ? kNone : levels_.front();
}

// Takes single peaks up to where the next coarser level has them together, and goes on there.
WaveformPeaks::Peak WaveformPeaks::range(double fromSec, double toSec) const {
  if (levels_.empty() || !(toSec > fromSec) || toSec <= 0 || fromSec >= seconds()) return {};
  auto begin = static_cast<std::size_t>(std::max(0.0, fromSec * kPerSec));
  auto end = static_cast<std::size_t>(std::ceil(std::min(toSec, seconds()) * kPerSec));
  begin = std::min(begin, finest().size() - 1);
  end = std::clamp(end, begin + 1, finest().size());
  std::optional<Peak> all;
  const auto take = [&](const Peak& peak) { all = all ? joined(*all, peak) : peak; };
  for (const std::vector<Peak>& peaks : levels_) {
    const bool isTop = &peaks == &levels_.back();
    while (begin < end && (isTop || begin % kCoarser != 0)) take(peaks[begin++]);
    while (begin < end && end % kCoarser != 0) take(peaks[--end]);
    begin /= kCoarser;
    end /= kCoarser;
  }
  return *all;
}

}  // namespace audio
