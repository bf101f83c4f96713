#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "core/face/alignment.h"
#include "core/face/composite.h"
#include "core/face/mat_view.h"

namespace face {

using base::Point;

namespace {

constexpr float kFeather = 0.022F;  // standard deviation of the soft edge, in crop edges
constexpr float kInset = 0.015F;    // of the outline, in crop edges: the soft edge stays inside the jaw
constexpr float kTail = 3.0F;       // deviations after which the soft edge is below 1/255

Point mouthCentre(const Landmarks& points) {
  Point sum;
  for (std::size_t i = 48; i < 68; ++i) sum = sum + points[i];
  return sum * (1.0F / 20);
}

Point mix(Point a, Point b, float t) { return a * (1 - t) + b * t; }

// Clockwise as seen: along the jaw from left to right, then back below the nose.
std::vector<Point> outline(const Landmarks& points, float edge) {
  const base::Similarity toUnit = alignment(points);
  const float turn = 1 / std::max(1e-6F, toUnit.scale());
  const Point down = {toUnit.b * turn * edge, toUnit.a * turn * edge};  // one crop edge down the face
  const Point centre = mouthCentre(points);
  std::vector<Point> line;
  for (std::size_t i = 4; i <= 12; ++i) line.push_back(mix(points[i], centre, 0.12F));
  line.push_back(mix(points[35], points[12], 0.2F) + down * 0.03F);
  line.push_back(points[33] + down * 0.035F);
  line.push_back(mix(points[31], points[4], 0.2F) + down * 0.03F);
  return line;
}

// Moves every corner inwards by `by` along the bisector of its edges.
std::vector<Point> inset(const std::vector<Point>& line, float by) {
  float area = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const Point a = line[i], b = line[(i + 1) % line.size()];
    area += a.x * b.y - b.x * a.y;
  }
  const float side = area > 0 ? 1.0F : -1.0F;
  const auto inwards = [side](Point from, Point to) {
    const float length = std::max(1e-6F, base::distance(from, to));
    return Point{-(to.y - from.y) * side / length, (to.x - from.x) * side / length};
  };
  std::vector<Point> moved;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const Point before = line[(i + line.size() - 1) % line.size()], at = line[i],
                after = line[(i + 1) % line.size()];
    const Point u = inwards(before, at), v = inwards(at, after);
    const Point both = u + v;
    const float length = std::max(0.5F, both.x * both.x + both.y * both.y);
    moved.push_back(at + both * (2 * by / length));
  }
  return moved;
}

struct Shape {
  std::vector<Point> line;
  float sigma = 0;  // pixels
};

Shape shapeOf(const Landmarks& points, const MaskSettings& settings) {
  const float edge = cropEdge(points);
  Shape shape{inset(outline(points, edge), kInset * edge),
              kFeather * edge * std::clamp(settings.feather, 0.0F, 3.0F)};
  const Point centre = mouthCentre(points);
  const float size = std::clamp(settings.size, 0.5F, 1.5F);
  for (Point& p : shape.line) p = centre + (p - centre) * size;
  return shape;
}

// A linear fall to 0 over the feather's width at the borders that the mask would cross.
void fadeAtBorders(base::Image& mask, float width) {
  const float reach = std::max(1.0F, width);
  const auto weight = [reach](int i, int size) {
    return std::min(1.0F, static_cast<float>(std::min(i, size - 1 - i)) / reach);
  };
  const int band = static_cast<int>(std::ceil(reach));
  for (int y = 0; y < mask.height; ++y) {
    const float wy = weight(y, mask.height);
    std::uint8_t* row = mask.row(y);
    for (int x = 0; x < mask.width; ++x) {
      if (wy >= 1 && x == band) x = std::max(x, mask.width - 1 - band);
      if (row[x] != 0)
        row[x] = static_cast<std::uint8_t>(static_cast<float>(row[x]) * wy * weight(x, mask.width));
    }
  }
}

}  // namespace

base::Rect maskBounds(const Landmarks& points, const MaskSettings& settings) {
  const Shape shape = shapeOf(points, settings);
  Point low = shape.line.front(), high = low;
  for (const Point p : shape.line) {
    low = {std::min(low.x, p.x), std::min(low.y, p.y)};
    high = {std::max(high.x, p.x), std::max(high.y, p.y)};
  }
  const float margin = kTail * shape.sigma + 2;
  const int x = static_cast<int>(std::floor(low.x - margin)),
            y = static_cast<int>(std::floor(low.y - margin));
  return {x, y, static_cast<int>(std::ceil(high.x + margin)) - x + 1,
          static_cast<int>(std::ceil(high.y + margin)) - y + 1};
}

base::Image lowerFaceMask(const Landmarks& points, base::Rect region, const MaskSettings& settings) {
  if (region.empty()) return {};
  const Shape shape = shapeOf(points, settings);
  // Drawn with a margin, so that the blur sees what lies beyond the region.
  const int margin = static_cast<int>(std::ceil(kTail * shape.sigma)) + 1;
  cv::Mat drawn(region.height + 2 * margin, region.width + 2 * margin, CV_8UC1, cv::Scalar(0));
  constexpr int kFractionBits = 6;
  std::vector<cv::Point> corners;
  for (const Point p : shape.line) {
    const auto fixed = [&](float v, int origin) {
      const float at = std::clamp(v - static_cast<float>(origin - margin), -20000.0F, 20000.0F);
      return static_cast<int>(std::lround(at * (1 << kFractionBits)));
    };
    corners.emplace_back(fixed(p.x, region.x), fixed(p.y, region.y));
  }
  cv::fillPoly(drawn, std::vector<std::vector<cv::Point>>{corners}, cv::Scalar(255), cv::LINE_AA,
               kFractionBits);
  if (shape.sigma > 0.3F) {
    const int width = 2 * static_cast<int>(std::ceil(kTail * shape.sigma)) + 1;
    cv::GaussianBlur(drawn, drawn, {width, width}, static_cast<double>(shape.sigma));
  }
  base::Image mask(region.width, region.height, 1);
  drawn(cv::Rect(margin, margin, region.width, region.height)).copyTo(view(mask));
  fadeAtBorders(mask, 2 * shape.sigma);
  return mask;
}

}  // namespace face
