#pragma once
#include <cstdint>
#include <vector>

namespace audio {

// The outline of a sound: lowest and highest sample of every 10 ms, for drawing waveforms. An hour takes
// 720 kB, and the coarser levels half as much again.
class WaveformPeaks {
 public:
  static constexpr double kPerSec = 100;
  struct Peak {
    std::int8_t low = 0, high = 0;  // -127..127, all channels together
    friend bool operator==(const Peak&, const Peak&) = default;
  };
  WaveformPeaks() = default;
  explicit WaveformPeaks(std::vector<Peak> finest);
  double seconds() const;
  bool empty() const { return levels_.empty(); }
  // Outline of [fromSec, toSec), to the 10 ms, in next to constant time for any length; {0, 0} outside.
  Peak range(double fromSec, double toSec) const;
  const std::vector<Peak>& finest() const;

 private:
  std::vector<std::vector<Peak>> levels_;  // each four times coarser than the one before
};

}  // namespace audio
