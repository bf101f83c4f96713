#pragma once
#include <deque>
#include <span>

#include "core/audio/peak_builder.h"
#include "core/audio/recorder.h"

namespace audio {

// How loud the last 2 s were. One thread.
class LevelMeter {
 public:
  explicit LevelMeter(int rate) : peaks_(rate) {}
  void add(std::span<const float> samples);
  Level level() const;
  void resetClip() { hasClipped_ = false; }
  void clip() { hasClipped_ = true; }

 private:
  PeakBuilder peaks_;
  std::deque<float> magnitudes_;  // of each 10 ms, the newest last
  bool hasClipped_ = false;
};

}  // namespace audio
