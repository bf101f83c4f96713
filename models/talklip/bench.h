#pragma once
#include <functional>
#include <string>

namespace talklip {

// One measurement of a network of the authors' size with weights drawn at random.
struct BenchRow {
  std::string network;  // "image network", "lower face only", "speech encoder"
  std::string backend;  // "LibTorch", "oneDNN", "matrix product" (the peak itself)
  std::string device, precision;
  std::size_t batch = 1;
  int threads = 1;    // each with its own part of the work
  double perSec = 0;  // pictures, or steps of 40 ms of speech
  double gmacPerSec = 0;
  // Of the best of matrix products (LibTorch's, oneDNN's) and a 1x1 convolution of this precision and so many
  // threads, in this run.
  // Above 1 where less is computed than is counted: Winograd's algorithm, the lower face alone.
  double shareOfPeak = 0;
  double memoryBytes = 0;  // by which the program grew
};

// Measures everything this machine has, about `secondsEach` each; tells every row as soon as it is known.
void benchModels(double secondsEach, const std::function<void(const BenchRow&)>& tell);

}  // namespace talklip
