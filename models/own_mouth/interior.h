#pragma once
#include <opencv2/core.hpp>

#include "core/face/face.h"

namespace own_mouth {

// Real teeth may be stretched or squeezed by the warp up to this much; beyond it the mouth's inside is built
// anew.
inline constexpr float kMostStretch = 1.5f, kLeastStretch = 0.5f;

// How much of the procedural inside is needed (0..1) to show a gap of `wanted` where the picture has `seen`
// (unit square).
float interiorShare(float wanted, float seen);

struct Interior {
  cv::Rect region;           // of the frame, that `picture` covers
  base::Similarity toFrame;  // unit square -> frame pixels
  face::Landmarks target{};  // unit square
  float share = 0;
  float tone = 1;  // brightness of the face against a usual one
  cv::Mat teeth;  // [region] BGR: the picture's own teeth, moved with the upper lip unstretched; may be empty
  cv::Mat teethMask;  // [region] 0..1: where they are
};

// Paints the inside of the target's inner lips: the person's own teeth where they are seen, else a dark mouth
// with a tongue and, for share of it, an upper row of teeth.
void paintInterior(cv::Mat& picture, const Interior& inside);

}  // namespace own_mouth
