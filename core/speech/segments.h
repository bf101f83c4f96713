#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "core/speech/speech.h"

namespace speech {

// A stretch of a long speech that is encoded by itself. All numbers are steps of 40 ms of the whole speech.
// The cores of all segments follow each other without a gap; the context before and after only helps the
// encoder and overlaps the neighbours.
struct Segment {
  std::size_t coreBegin = 0, coreEnd = 0;  // the steps whose embeddings are kept
  std::size_t begin = 0, end = 0;          // the steps that the encoder sees, core and context
  std::size_t steps() const { return end - begin; }
  friend bool operator==(const Segment&, const Segment&) = default;
};

struct SegmentSettings {
  std::size_t maxCore = 750;  // 30 s
  std::size_t minCore =
      250;                   // 10 s: no cut before this, so that a pause near the start makes no tiny segment
  std::size_t context = 75;  // 3 s each side: beyond the reach of TalkLip's positional convolution (64 steps)
};

// Cuts at the quietest place (the middle of the longest pause, else the weakest step) between minCore and
// maxCore of each segment. Speech of at most maxCore steps is one segment. Deterministic.
std::vector<Segment> cutAtPauses(const Speech& speech, const SegmentSettings& settings = {});

// Features of every step that the encoder sees: [segment.steps(), 104]. Rows depend on their own samples
// alone, so they equal the uncut features bit for bit: at a joint only the reach of the network itself can
// differ.
std::vector<float> segmentFeatures(const Speech& speech, const Segment& segment);

}  // namespace speech
