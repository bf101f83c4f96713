#include "core/dub/output_timeline.h"

#include <cmath>

#include "core/base/error.h"

namespace dub {

using base::Error;
using base::Fault;

static constexpr double kStillRate = 25.0;
// Containers round durations; a speech that sticks out by less than this is not 'longer'.
static constexpr double kToleranceSec = 0.02;

namespace {

// Distances between pictures, in ticks.
struct Steps {
  const media::FrameIndex& index;
  const media::Rational& timeBase;
  double averageTicks;

  Steps(const media::VideoInfo& info, const media::FrameIndex& i) : index(i), timeBase(info.timeBase) {
    const FrameNo n = index.frames();
    const double rate = info.isStill || info.frameRate.value() <= 0 ? kStillRate : info.frameRate.value();
    averageTicks = n > 1 ? static_cast<double>(index.entries.back().pts - index.entries.front().pts) /
                               static_cast<double>(n - 1)
                         : 1.0 / (rate * timeBase.value());
  }
  std::int64_t relative(FrameNo frame) const {
    return index.entries[static_cast<std::size_t>(frame)].pts - index.entries[0].pts;
  }
  // Ticks that lie between `frame` and the one after it; the last frame lasts as long as the average.
  std::int64_t after(FrameNo frame) const {
    if (frame + 1 < index.frames()) return relative(frame + 1) - relative(frame);
    return std::max<std::int64_t>(1, std::llround(averageTicks));
  }
  double seconds(std::int64_t ticks) const { return static_cast<double>(ticks) * timeBase.value(); }
};

}  // namespace

// The source picture that follows `last` beyond the source's end.
static FrameNo continued(Fit fit, std::int64_t position, FrameNo frames) {
  if (fit == Fit::hold || frames == 1) return frames - 1;
  if (fit == Fit::loop) return position % frames;
  const std::int64_t period = 2 * (frames - 1),
                     phase = position % period;  // ends are shown once: 0 1 2 1 0 1 ...
  return phase < frames ? phase : period - phase;
}

static void addFrame(OutputTimeline& timeline, const Steps& steps, FrameNo source, std::int64_t pts) {
  timeline.frames.push_back({source, pts, steps.seconds(pts), false});
}

// Pictures until `endSec`, from the source and then as the fit says.
static void fill(OutputTimeline& timeline, const Steps& steps, Fit fit, double endSec) {
  const FrameNo frames = steps.index.frames();
  std::int64_t pts = 0;
  for (std::int64_t k = 0; steps.seconds(pts) < endSec - 1e-9 || k == 0; ++k) {
    const FrameNo source = k < frames ? k : continued(fit, k, frames);
    addFrame(timeline, steps, source, pts);
    const FrameNo next = k + 1 < frames ? k + 1 : continued(fit, k + 1, frames);
    if (next == source)  // held: from the start each time, so that rounding does not add up
      pts = steps.relative(source) + std::llround(static_cast<double>(k - source + 1) * steps.averageTicks);
    else
      pts += steps.after(fit == Fit::pingpong && next < source ? next : source);
  }
  timeline.durationSec = steps.seconds(pts);
}

static void markRange(OutputTimeline& timeline, const Job& job) {
  const double in = job.inSec.value_or(0), out = job.outSec.value_or(timeline.durationSec + 1);
  if (in >= timeline.durationSec)
    throw Error(Fault::rangeOutsideClip, {{"durationSec", timeline.durationSec}});
  for (OutputFrame& picture : timeline.frames)
    picture.inRange = picture.seconds >= in - 1e-9 && picture.seconds < out - 1e-9;
}

OutputTimeline planTimeline(const Job& job, const media::VideoInfo& info, const media::FrameIndex& index,
                            double speechSec) {
  if (index.frames() == 0) throw Error(Fault::noPicture, {}, job.video);
  const Steps steps(info, index);
  const FrameNo frames = index.frames();
  OutputTimeline timeline;
  timeline.startSec = job.inSec.value_or(0);
  const double sourceSec = steps.seconds(steps.relative(frames - 1) + steps.after(frames - 1));
  const double speechEnd = timeline.startSec + speechSec;
  const double roomEnd = job.outSec ? std::min(*job.outSec, sourceSec) : sourceSec;
  if (info.isStill) {
    fill(timeline, steps, Fit::hold, job.outSec.value_or(speechEnd));
  } else {
    if (job.fit == Fit::picture && speechEnd > roomEnd + kToleranceSec)
      throw Error(Fault::speechTooLong, {{"speechSec", speechSec}, {"roomSec", roomEnd - timeline.startSec}});
    const bool extends = job.fit != Fit::picture && job.fit != Fit::cut;
    const double endSec = job.fit == Fit::speech ? speechEnd
                          : extends              ? std::max(sourceSec, speechEnd)
                                                 : sourceSec;
    fill(timeline, steps, job.fit == Fit::speech ? Fit::pingpong : job.fit,
         endSec - (extends ? kToleranceSec / 2 : 0));
  }
  timeline.followsSource = !info.isStill && static_cast<FrameNo>(timeline.frames.size()) == frames;
  markRange(timeline, job);
  return timeline;
}

}  // namespace dub
