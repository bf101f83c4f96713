#pragma once
#include <opencv2/core.hpp>

#include "core/sample/look.h"

namespace sample {

// Where the head is in the picture: pixels = centre + unit * face coordinates.
struct Framing {
  float x = 0, y = 0;
  float unit = 1;  // pixels of the distance of the pupils
};
Framing framingOf(int width, int height);

// Out-of-focus room behind the talker, 8-bit BGR as pictures store it.
cv::Mat paintRoom(int width, int height, const Look& look);
// Neck, shoulders and clothes: 8-bit BGR (times cover) and cover.
cv::Mat paintBody(int width, int height, const Framing& framing, const Look& look);

}  // namespace sample
