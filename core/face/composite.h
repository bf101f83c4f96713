#pragma once
#include "core/base/geometry.h"
#include "core/base/image.h"
#include "core/face/composite_settings.h"
#include "core/face/face.h"
#include "core/media/picture/frame.h"

namespace face {

// Lower face, from below the nose to inside the jaw line, feathered: alpha 0-255 of the pixels of `region`.
// Goes to 0 before the borders of `region`.
base::Image lowerFaceMask(const Landmarks& points, base::Rect region, const MaskSettings& settings);

// The chroma-free bounding box of everything that the mask of these points can touch (may leave the frame).
base::Rect maskBounds(const Landmarks& points, const MaskSettings& settings);

// What a lip model paints for one frame, at the patch's own resolution.
struct Patch {
  base::Image bgr;    // [h, w, 3]; empty = nothing to paint
  base::Image alpha;  // [h, w, 1], 0 = keep the frame
  base::Similarity
      toFrame;  // patch pixels -> frame pixels; a shift by whole pixels is pasted without resampling
};

// Paints the patch into the frame. `strength` 0..1 scales alpha (fades in and out of dubbing). The patch's
// own alpha is the mask, so that a model may move the jaw line; without one the mask comes from `points` and
// `settings`. Samples of every plane that lie outside the mask keep their bytes.
void composite(media::Frame& frame, const Patch& patch, const Landmarks& points,
               const CompositeSettings& settings, float strength = 1.0f);

// The BGR crop of TalkLip (96x96 in the authors' size): box x1,y1,x2,y2 clamped to the frame, bilinear
// without antialias, aspect not kept. `bgr` is the whole frame.
base::Image talkLipCrop(const base::Image& bgr, base::Rect box, int edge = 96);

// Aligned full-resolution crop: rotation removed, `edge` pixels square, eye corners 36/45 at (0.5 -+
// 0.5/1.75, 0.10).
base::Similarity alignment(const Landmarks& points);  // frame pixels -> unit square of the crop
base::Image alignedCrop(const base::Image& bgr, const Landmarks& points, int edge);

}  // namespace face
