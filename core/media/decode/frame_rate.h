#pragma once
#include "core/media/decode/frame_index.h"

struct AVStream;

namespace media {

struct RateFit {
  Rational rate;  // exact when constant, else the average
  bool isVariable = false;
};

// The frame rate that the pictures' times follow to within one tick of their clock.
RateFit fitFrameRate(const FrameIndex& index, const AVStream& stream);

}  // namespace media
