#pragma once
#include <span>

#include "core/base/image.h"
#include "core/face/face.h"
#include "core/media/picture/frame.h"
#include "models/talklip/network.h"

namespace talklip {

// The box that TalkLip was trained with: what the S3FD detector gives, from the middle of the forehead to
// the chin and from ear to ear, not padded, in whole pixels, limited to the frame. Derived from the
// landmarks, which do not jitter. Empty when the face lies outside.
base::Rect faceBox(const face::Landmarks& points, int width, int height);

// The crop of a box, which must lie inside the frame: edge x edge pixels.
base::Image crop(const media::Frame& frame, base::Rect box, int edge);

// BGR 0-255 [edge, edge, 3] -> three planes of `planes` [3, edge, edge], 0..1.
void toPlanes(const base::Image& crop, std::span<float> planes);
// The network's input of one picture: the frame's crop with its lower half blanked, then the reference.
void fillInput(const base::Image& crop, std::span<const float> reference, std::span<float> input);

}  // namespace talklip
