#pragma once
#include <vector>

#include "core/face/face.h"
#include "core/face/landmarker.h"

namespace face {

// Interpolates the points of gaps of up to 6 frames inside `faces` (Seen::filled).
void fillGaps(std::vector<Face>& faces);

// Deviations of the Gaussian in frames. A network's lips close to a line, and for a frame or two only: less
// of it leaves them so. At rest they then jitter by 0.2 to 0.5 % of the eye distance, the cascade's by 0.1 to
// 0.4.
inline constexpr double kPointSigma = 0.7, kNetworkLipSigma = 0.5;

// Zero-phase Gaussian smoothing of every run of seen faces; the box is recomputed from more strongly smoothed
// points. `isStart[i]`: a new shot begins at i, nothing is smoothed across.
void smooth(std::vector<Face>& faces, const std::vector<bool>& isStart, const Landmarker& landmarker,
            double lipSigma = kPointSigma);

}  // namespace face
