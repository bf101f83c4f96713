#pragma once
// Private to core/media: samples of any software pixel layout, and their colours.
#include <array>
#include <cstdint>

#include "core/media/av.h"

namespace media {

// One component (luma, a chroma, red, ...) of a picture: where its samples lie and what they mean.
struct Component {
  int plane = 0, step = 0, offset = 0;  // bytes
  int shift = 0, depth = 8;             // bits within the byte or 16-bit word
  int log2Width = 0, log2Height = 0;    // subsampling
  bool isWide = false, isBigEndian = false;
  // value = bgr[0] * b + bgr[1] * g + bgr[2] * r + zero, for BGR 0-255
  float b = 0, g = 0, r = 0, zero = 0;
};

struct Components {
  std::array<Component, 3> all;
  int count = 0;
};

// The colour components (not alpha) of a frame, by its matrix and range. Throws Error(internal) for palettes,
// bitstream, floating-point and hardware layouts.
Components componentsOf(const AVFrame& frame);

// Limited range unless the tag, the layout's name or grey says otherwise.
bool isFullRange(const AVFrame& frame);

}  // namespace media
