#pragma once
#include <vector>

#include "core/base/geometry.h"
#include "core/base/image.h"
#include "core/face/kernels.h"

namespace face {

// Looks for faces in whole pictures and in parts of them. Used by one thread at a time.
class Search {
 public:
  Search();
  // In the picture scaled so that its longer side is `maxSide`, but by no more than `maxScale`. Largest
  // first, in frame pixels.
  std::vector<Detection> whole(const base::Image& grey, int maxSide, double maxScale = 1);
  // Around a box of `side` pixels, scaled so that the face is a good size for the detector.
  std::vector<Detection> around(const base::Image& grey, base::Point centre, float side, double threshold);

 private:
  HogDetector hog_;
};

float overlap(const Detection& a, const Detection& b);  // intersection over union
base::Similarity boxOf(const Detection& detection);     // unit square -> frame

}  // namespace face
