#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "core/audio/waveform_peaks.h"

namespace audio {

// Lowest and highest sample of every 10 ms, at whatever rate, of a sound that comes in pieces. One thread.
class PeakBuilder {
 public:
  struct Extremes {
    float low = 0, high = 0;  // all channels together
  };
  explicit PeakBuilder(int rate, int channels = 1);
  // Of whole sample frames, interleaved. Appends what is complete now.
  void add(std::span<const float> samples, std::vector<Extremes>& done);
  void finish(std::vector<Extremes>& done);  // appends what was begun
  double seconds() const;                    // that came

 private:
  bool isComplete() const;
  int rate_, channels_;
  std::int64_t frames_ = 0, peaks_ = 0;  // counted from the beginning; peaks that are complete
  Extremes now_;
  bool isFresh_ = true;
};

WaveformPeaks::Peak quantised(const PeakBuilder::Extremes& extremes);

}  // namespace audio
