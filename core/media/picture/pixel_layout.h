#pragma once
// Private to core/media: the pixel layouts that pictures are worked on and encoded in.
#include "core/media/av.h"

namespace media {

// Planar 4:2:0, 4:2:2 or 4:4:4 YUV of 8, 10 or 12 bits that keeps all of `format` that encoders take:
// full-range names lose their j (the range is a tag), palettes and RGB become 4:4:4 (4:2:0 with `forPicture`,
// which plays everywhere), grey becomes 4:2:0, alpha is dropped.
AVPixelFormat encodable(AVPixelFormat format, bool forPicture);

// The same depth with full chroma resolution.
AVPixelFormat withFullChroma(AVPixelFormat format);

bool isFullRangeName(AVPixelFormat format);  // yuvj...
bool isRgb(AVPixelFormat format);            // RGB of any order, palettes
bool isGrey(AVPixelFormat format);

// ITU-T H.273 matrix of untagged pictures: BT.601 below 720 lines, BT.709 from there on.
AVColorSpace matrixOf(AVColorSpace tagged, int height);

// Coefficients for swscale of such a matrix.
const int* swsCoefficients(AVColorSpace matrix);

}  // namespace media
