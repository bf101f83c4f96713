#include "core/audio/peaks.h"

#include <algorithm>
#include <cmath>

namespace audio {

static constexpr std::size_t kCoarser = 4;

static Peaks::Peak joined(Peaks::Peak a, Peaks::Peak b) {
  return {std::min(a.low, b.low), std::max(a.high, b.high)};
}

Peaks::Peaks(std::vector<Peak> finest) {
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

double Peaks::seconds() const { return static_cast<double>(finest().size()) / kPerSec; }

const std::vector<Peaks::Peak>& Peaks::finest() const {
  static const std::vector<Peak> kNone;
  return levels_.empty() ? kNone : levels_.front();
}

// At the level at which the stretch has at most kCoarser * 2 peaks.
Peaks::Peak Peaks::range(double fromSec, double toSec) const {
  if (levels_.empty() || !(toSec > fromSec) || toSec <= 0 || fromSec >= seconds()) return {};
  double first = std::max(0.0, fromSec * kPerSec), last = std::min(toSec * kPerSec, seconds() * kPerSec);
  std::size_t level = 0;
  while (last - first > 2.0 * kCoarser && level + 1 < levels_.size()) {
    first /= kCoarser;
    last /= kCoarser;
    ++level;
  }
  const std::vector<Peak>& peaks = levels_[level];
  const auto begin = std::min(static_cast<std::size_t>(first), peaks.size() - 1);
  const auto end = std::clamp(static_cast<std::size_t>(std::ceil(last)), begin + 1, peaks.size());
  Peak all = peaks[begin];
  for (std::size_t i = begin + 1; i < end; ++i) all = joined(all, peaks[i]);
  return all;
}

}  // namespace audio
