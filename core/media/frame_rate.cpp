#include "core/media/frame_rate.h"

#include <array>
#include <cmath>
#include <vector>

#include "core/media/av.h"

namespace media {
namespace {

bool follows(const FrameIndex& index, AVRational rate, AVRational timeBase) {
  if (rate.num <= 0 || rate.den <= 0) return false;
  const double ticks = av_q2d(av_inv_q(rate)) / av_q2d(timeBase);
  const std::int64_t first = index.entries.front().pts;
  for (std::size_t i = 0; i < index.entries.size(); ++i) {
    const double error = static_cast<double>(index.entries[i].pts - first) - static_cast<double>(i) * ticks;
    if (std::abs(error) > 1.01) return false;  // clocks are rounded, the first time as well as the others
  }
  return true;
}

AVRational average(const FrameIndex& index, AVRational timeBase) {
  const auto last = static_cast<std::int64_t>(index.entries.size()) - 1;
  const std::int64_t span = index.entries.back().pts - index.entries.front().pts;
  AVRational rate{25, 1};
  if (span > 0) av_reduce(&rate.num, &rate.den, last * timeBase.den, span * timeBase.num, INT32_MAX / 4);
  return rate;
}

Rational plain(AVRational value) { return {value.num, value.den}; }

}  // namespace

RateFit fitFrameRate(const FrameIndex& index, const AVStream& stream) {
  const AVRational base = stream.time_base;
  if (index.entries.size() < 2) {
    const AVRational told = stream.avg_frame_rate.num > 0 ? stream.avg_frame_rate : stream.r_frame_rate;
    return {told.num > 0 && told.den > 0 ? plain(told) : Rational{25, 1}, false};
  }
  const AVRational mean = average(index, base);
  const std::array<AVRational, 20> candidates = {{
      stream.avg_frame_rate,
      stream.r_frame_rate,
      {24000, 1001},
      {24, 1},
      {25, 1},
      {30000, 1001},
      {30, 1},
      {48, 1},
      {50, 1},
      {60000, 1001},
      {60, 1},
      {10, 1},
      {12, 1},
      {15, 1},
      {20, 1},
      {100, 1},
      {120000, 1001},
      {120, 1},
      {15000, 1001},
      mean,
  }};
  for (const AVRational& rate : candidates)
    if (follows(index, rate, base)) return {plain(rate), false};
  return {plain(mean), true};
}

}  // namespace media
