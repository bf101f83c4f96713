#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "core/base/image.h"
#include "core/face/cascade.h"

namespace face {

struct Detection {
  float x = 0, y = 0, width = 0, height = 0;  // in pixels of the searched picture
  float score = 0;                            // above 0: a face as dlib's default has it
};

// dlib's frontal HOG detector: faces from 80 x 80 px on in a grey picture, scoring at least `threshold`.
using HogDetector = std::function<std::vector<Detection>(const base::Image& grey, double threshold)>;

// Grey samples of a picture; outside of it everything is black.
struct GreyView {
  const std::uint8_t* data = nullptr;
  std::ptrdiff_t stride = 0;
  int width = 0, height = 0;
};

// The inner loops of the analysis, compiled for every instruction set that is worth it.
struct Kernels {
  // Each detector is used by one thread at a time.
  HogDetector (*makeHogDetector)();
  // Lets the cascade run from each start (unit square of the box -> picture); as many results, in picture
  // pixels.
  void (*runCascade)(const Cascade& cascade, const GreyView& picture,
                     std::span<const base::Similarity> starts, std::span<Landmarks> results);
};

// Those that suit this processor.
Kernels kernels();

}  // namespace face
