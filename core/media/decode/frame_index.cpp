#include "core/media/decode/frame_index.h"

#include <algorithm>

namespace media {

FrameNo FrameIndex::at(double seconds, const Rational& timeBase) const {
  if (entries.empty()) return 0;
  if (!(seconds > 0)) return 0;    // not a number, too
  constexpr double kSlack = 1e-9;  // so that seconds(n) names picture n again
  const double ticks = seconds / timeBase.value() + kSlack / timeBase.value();
  const auto first = static_cast<double>(entries.front().pts);
  const auto after = std::upper_bound(entries.begin(), entries.end(), ticks, [&](double t, const Entry& e) {
    return t < static_cast<double>(e.pts) - first;
  });
  return std::max<FrameNo>(0, static_cast<FrameNo>(after - entries.begin()) - 1);
}

double FrameIndex::seconds(FrameNo frame, const Rational& timeBase) const {
  if (entries.empty()) return 0;
  const auto i = static_cast<std::size_t>(std::clamp<FrameNo>(frame, 0, frames() - 1));
  return static_cast<double>(entries[i].pts - entries.front().pts) * timeBase.value();
}

}  // namespace media
