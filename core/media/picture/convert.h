#pragma once
#include "core/base/geometry.h"
#include "core/base/image.h"
#include "core/media/picture/frame.h"

namespace media {

// The smallest rectangle that holds `wanted`, lies inside the frame and starts and ends on whole chroma
// samples (or at the frame's edge). Empty when `wanted` lies outside the frame.
base::Rect chromaAligned(const Frame& frame, base::Rect wanted);

// BGR 0-255 of a rectangle of the frame, by the frame's own matrix and range (untagged: BT.601 below 720
// lines, BT.709 from there on; limited range). `region` must be chroma aligned. 10-bit sources are rounded
// to 8.
base::Image toBgr(const Frame& frame, base::Rect region);
base::Image toBgr(const Frame& frame);

// The part `region` of a frame (empty = all) as [height, width, 4] BGRA, A = 255, for the screen: scaled by
// swscale by the frame's own matrix and range. width, height > 0.
base::Image toBgra(const Frame& frame, base::Rect region, int width, int height);

// Grey 0-255 (the luma, full range) of the whole frame, shrunk by area averaging so that its longer side is
// <= maxSide (never enlarged; maxSide 0 = no shrinking).
base::Image toGrey(const Frame& frame, int maxSide = 0);

// A grey picture with non-square pixels as it is seen: widened (aspect > 1) or heightened (aspect < 1), never
// shrunk.
base::Image squarePixels(const base::Image& grey, const Rational& sampleAspect);

// Blends `bgr` into `region` of the frame: out = frame + alpha/255 * (converted(bgr) - frame), in every plane
// at its own resolution and bit depth; alpha is averaged over the luma pixels of a chroma sample. Samples
// whose alpha is 0 keep their bytes. `bgr` and `alpha` (1 channel) have the size of `region`, which must be
// chroma aligned.
void blend(Frame& frame, base::Rect region, const base::Image& bgr, const base::Image& alpha);

// A new frame of the given AVPixelFormat (e.g. by name "yuv420p") made from BGR; for tests and the sample
// talker.
Frame fromBgr(const base::Image& bgr, const char* pixelFormat, const ColorTags& tags = {});

}  // namespace media
