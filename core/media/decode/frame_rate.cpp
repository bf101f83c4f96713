#include "core/media/decode/frame_rate.h"

#include <array>
#include <cmath>
#include <optional>

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

AVRational told(const AVStream& stream) {
  const AVRational rate = stream.avg_frame_rate.num > 0 ? stream.avg_frame_rate : stream.r_frame_rate;
  return rate.num > 0 && rate.den > 0 ? rate : AVRational{25, 1};
}

// A short clip on a coarse clock fits several: the one nearest to what the file tells is meant.
std::optional<AVRational> standardRate(const FrameIndex& index, AVRational timeBase, AVRational near) {
  constexpr std::array<AVRational, 19> kStandard = {{{24000, 1001},
                                                     {24, 1},
                                                     {25, 1},
                                                     {30000, 1001},
                                                     {30, 1},
                                                     {48, 1},
                                                     {50, 1},
                                                     {60000, 1001},
                                                     {60, 1},
                                                     {5, 1},
                                                     {8, 1},
                                                     {10, 1},
                                                     {12, 1},
                                                     {15, 1},
                                                     {20, 1},
                                                     {100, 1},
                                                     {120, 1},
                                                     {15000, 1001},
                                                     {120000, 1001}}};
  std::optional<AVRational> best;
  const auto distance = [&](AVRational rate) { return std::abs(av_q2d(rate) - av_q2d(near)); };
  for (const AVRational& rate : kStandard)
    if (follows(index, rate, timeBase) && (!best || distance(rate) < distance(*best))) best = rate;
  return best;
}

}  // namespace

RateFit fitFrameRate(const FrameIndex& index, const AVStream& stream) {
  if (index.entries.size() < 2) return {plain(told(stream)), false};
  if (const auto standard = standardRate(index, stream.time_base, told(stream)))
    return {plain(*standard), false};
  const AVRational mean = average(index, stream.time_base);
  for (const AVRational& rate : {stream.avg_frame_rate, stream.r_frame_rate, mean})
    if (follows(index, rate, stream.time_base)) return {plain(rate), false};
  return {plain(mean), true};
}

}  // namespace media
