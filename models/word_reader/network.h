#pragma once
#include <cstdint>

#include "models/networks/weights.h"

namespace word_reader {

inline constexpr int kEdge = 72;  // of the mouth's crop

struct Size {
  std::int64_t front = 24, width = 128;  // channels of the first stage, and over time
  int layers = 5;                        // dilated 1, 2, 4, ... pictures
};

// A reader of words from lips: a 3D convolution, a small 2D stack for every picture, dilated convolutions
// over time. 0.7 M weights in the usual size. Drawn by He et al. 2015 from torch's default generator.
networks::Weights makeWeights(std::int64_t classes, const Size& size);

struct Reading {
  at::Tensor words;  // [B, T, classes] what is said at every picture, as logits
  at::Tensor ctc;  // [B, T, classes] the same for connectionist temporal classification (Graves et al. 2006),
                   // where class 0 is the blank
};
// mouths [B, 1, T, 72, 72] grey, by normalised().
Reading read(const networks::Part& part, const at::Tensor& mouths);

// Grey 0..255 of any type -> float with mean 0 and deviation 1 over every clip's last three dimensions.
at::Tensor normalised(const at::Tensor& grey);

}  // namespace word_reader
