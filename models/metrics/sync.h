#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace metrics {

// Lip synchrony from SyncNet's vectors (syncnet_python).
struct Sync {
  std::vector<double> distances;  // mean distance at every shift -maxShift .. +maxShift of the sound
  double lseD = 0;                // the smallest of them
  double lseC = 0;                // their median less the smallest
  int offset = 0;                 // frames of 40 ms; positive: the sound is early
};

inline constexpr int kMostShift = 15;

// video, sound [windows, size] row-major, window i beginning at frame i. Throws Error(usage) when there is
// not one window or the sizes differ.
Sync synchrony(std::span<const float> video, std::span<const float> sound, std::size_t size,
               int maxShift = kMostShift);

}  // namespace metrics
