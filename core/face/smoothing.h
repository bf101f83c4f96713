#pragma once
#include <vector>

#include "core/face/face.h"
#include "core/face/landmarker.h"

namespace face {

// Interpolates the points of gaps of up to 6 frames inside `faces` (Seen::filled).
void fillGaps(std::vector<Face>& faces);

// Zero-phase Gaussian smoothing of every run of seen faces; the box is recomputed from more strongly smoothed
// points. `isStart[i]`: a new shot begins at i, nothing is smoothed across.
void smooth(std::vector<Face>& faces, const std::vector<bool>& isStart, const Landmarker& landmarker);

}  // namespace face
