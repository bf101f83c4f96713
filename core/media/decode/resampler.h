#pragma once
// Private to core/media: any sound to interleaved float of one rate and channel count.
#include <vector>

#include "core/media/av.h"

namespace media {

class Resampler {
 public:
  Resampler(int rate, int channels) : rate_(rate), channels_(channels) {}

  // Appends to `out`. A block of another rate, layout or sample format is taken as it comes.
  void push(const AVFrame& block, std::vector<float>& out);
  // Appends what is still inside and starts anew.
  void flush(std::vector<float>& out);

 private:
  void open(const AVFrame& block);
  void convert(const std::uint8_t** samples, int count, std::vector<float>& out);

  int rate_, channels_;
  av::Swr swr_;
  int inRate_ = 0, inFormat_ = -1, inChannels_ = 0;
  std::uint64_t inMask_ = 0;
};

// Weights that mix the channels of `layout` to one; never louder than the channels. The rear and effect
// channels count as swresample has it.
std::vector<double> monoWeights(const AVChannelLayout& layout);

}  // namespace media
