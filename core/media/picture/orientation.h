#pragma once
// Private to core/media: how a picture must be turned to stand upright.
#include <string>

#include "core/media/av.h"

namespace media {

// Rows and columns are swapped first, then columns and rows are reversed.
struct Orientation {
  bool isTransposed = false, reversesX = false, reversesY = false;
  friend bool operator==(const Orientation&, const Orientation&) = default;
  bool isUpright() const { return *this == Orientation{}; }
  int clockwiseDegrees() const;  // 0 when it mirrors
};

// From a display matrix (9 numbers, libavutil/display.h), rounded to quarter turns.
Orientation orientationOf(const std::int32_t* matrix);

// The picture's own matrix or EXIF note, else that of its stream.
Orientation orientationOf(const AVFrame& frame, const AVStream& stream);

// `from` (planar, 8 to 16 bits) turned into `to`, which is allocated at the turned size.
void turn(const AVFrame& from, Orientation orientation, AVFrame& to);

}  // namespace media
