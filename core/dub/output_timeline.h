#pragma once
#include <cstdint>
#include <vector>

#include "core/dub/job.h"
#include "core/media/decode/frame_index.h"
#include "core/media/info.h"

namespace dub {

using media::FrameNo;

// One picture of the output.
struct OutputFrame {
  FrameNo source = 0;    // source picture that it shows
  std::int64_t pts = 0;  // in the source's time base, first picture 0
  double seconds = 0;    // the same in seconds
  bool inRange = false;  // may be altered
  friend bool operator==(const OutputFrame&, const OutputFrame&) = default;
};

// Every picture of the output, in order. The source's own timestamps where the output runs with the source;
// beyond it the source's timestamps repeat (loop, pingpong) or go on at the average rate (hold).
struct OutputTimeline {
  std::vector<OutputFrame> frames;
  double startSec = 0;        // where the speech starts: --in, else 0
  double durationSec = 0;     // until the end of the last picture
  bool followsSource = true;  // output picture k is source picture k for all k, and none is missing
  friend bool operator==(const OutputTimeline&, const OutputTimeline&) = default;
};

// Throws Error(usage) when the speech is longer than the picture and the fit does not say what to do, or when
// the range lies outside the clip. A still lasts as long as the speech at 25 pictures a second.
OutputTimeline planTimeline(const Job& job, const media::VideoInfo& info, const media::FrameIndex& index,
                            double speechSec);

}  // namespace dub
