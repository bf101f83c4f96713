#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "core/base/geometry.h"
#include "core/face/face.h"
#include "core/media/picture/frame.h"

namespace dataset {

// A square of a picture whose pixels are square. Its corner is the corner of a pixel, not the middle of one:
// the first pixel reaches from 0 to 1.
struct Square {
  double x = 0, y = 0, side = 0;
};

// A face in a picture, from corner to corner as the square.
struct Box {
  double left = 0, top = 0, right = 0, bottom = 0;
};
Box faceBox(const face::Landmarks& points);  // by TalkLip's rule; may leave the picture

// Squares in whose middle the boxes lie, `share` of the edge large. They follow slowly: their size stays as
// long as the head's does. At cuts they may jump.
std::vector<Square> follow(std::span<const Box> boxes, std::span<const media::FrameNo> cuts, double share);

// Points of the picture in pixels of the square's own picture.
face::Landmarks inside(const Square& square, const face::Landmarks& points, std::int64_t edge);

// A box of the picture in whole pixels of the square's own picture, limited to it.
base::Rect inside(const Square& square, const Box& box, std::int64_t edge);

// The square as a picture: [edge, edge, 3] BGR 0-255, sharp and free of aliasing. What lies outside the frame
// repeats its border. `width`, `height`: of the picture with square pixels that the square means.
void cutOut(const media::Frame& frame, int width, int height, const Square& square, std::int64_t edge,
            std::span<std::uint8_t> bgr);

}  // namespace dataset
