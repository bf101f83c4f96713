#pragma once
#include <deque>
#include <span>

#include "core/audio/recorder.h"

namespace audio {

// Cuts a sound into stretches of 10 ms, at whatever rate, and keeps the lowest and highest sample of each.
class Outline {
 public:
  struct Stretch {
    float low = 0, high = 0;
  };
  explicit Outline(int rate) : rate_(rate) {}
  // Appends the stretches that are complete now.
  void add(std::span<const float> samples, std::vector<Stretch>& done);

 private:
  int rate_;
  std::int64_t frame_ = 0, stretch_ = 0;  // counted from the beginning
  Stretch now_;
  bool isFresh_ = true;
};

WaveformPeaks::Peak quantised(const Outline::Stretch& stretch);

// How loud the last 2 s were. One thread.
class LevelMeter {
 public:
  explicit LevelMeter(int rate) : outline_(rate) {}
  void add(std::span<const float> samples);
  Level level() const;
  void resetClip() { hasClipped_ = false; }
  void clip() { hasClipped_ = true; }

 private:
  Outline outline_;
  std::deque<float> magnitudes_;  // of each 10 ms, the newest last
  bool hasClipped_ = false;
};

}  // namespace audio
