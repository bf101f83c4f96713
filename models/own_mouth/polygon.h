#pragma once
#include <opencv2/core.hpp>
#include <span>
#include <vector>

#include "core/face/face.h"

namespace own_mouth {

using Polygon = std::vector<base::Point>;

// What of the frame may change: the jaw's surroundings, wide enough that the jaw's movement dies away inside.
Polygon reachPolygon(const face::Landmarks& current, const face::Landmarks& target);
// What the bank pictures paint: mouth, chin, jaw and the cheeks beside the nose, which tell what is said,
// too.
Polygon facePolygon(const face::Landmarks& target, float size);

// Signed distance of places to the polygon's border, positive inside.
std::vector<float> insideDistances(const Polygon& polygon, std::span<const base::Point> places);

// 0 at `low` and below, 1 at `high` and above, smooth between.
float smoothStep(float value, float low, float high);

// The polygon's pixels as a soft mask 0..1 [region], `blur` = standard deviation in pixels.
cv::Mat softMask(const Polygon& inFrame, cv::Rect region, double blur);

}  // namespace own_mouth
