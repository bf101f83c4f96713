#pragma once
#include <memory>

#include "core/base/image.h"
#include "core/face/cascade.h"
#include "core/face/kernels.h"

namespace face {

// Landmarks of one face in one picture.
struct Fit {
  Landmarks points{};
  base::Similarity box;  // unit square of the detector's box -> picture, turned with the head
  float misfit = 0;      // residual of the points to the mean shape, in eye distances
  float spread = 0;      // disagreement of the starts, in eye distances: small on a face, large beside one
};

// Runs the landmark cascade. Stateless: any thread may use it.
class Landmarker {
 public:
  explicit Landmarker(const std::filesystem::path& model);

  // Finds the points near `box`, then averages `starts` runs from boxes jittered around the one that these
  // points imply.
  Fit fit(const base::Image& grey, const base::Similarity& box, int starts) const;
  // The box of the detector's convention in which the mean shape would lie as these points do.
  base::Similarity boxOf(const Landmarks& points) const;
  // Points that another found, with their box and misfit.
  Fit fitOf(const Landmarks& points) const;

 private:
  std::shared_ptr<const Cascade> cascade_;
  Kernels kernels_;
};

}  // namespace face
