#include "models/face_mesh/region.h"

#include <algorithm>
#include <cmath>

namespace face_mesh {

Place placeIn(const Region& region, double x, double y) {
  const double c = std::cos(region.rotation), s = std::sin(region.rotation);
  const double u = region.side * (x - 0.5), v = region.side * (y - 0.5);
  return {region.centre.x + c * u - s * v, region.centre.y + s * u + c * v};
}

// OpenCV's warps know 1/32 of a pixel only.
void sample(const base::Image& picture, const Region& region, int edge, Outside outside, Scaling scaling,
            std::span<float> out) {
  const Place first = placeIn(region, 0.5 / edge, 0.5 / edge);
  const double step = region.side / edge;
  const double alongX = step * std::cos(region.rotation), alongY = step * std::sin(region.rotation);
  const auto lastColumn = static_cast<double>(picture.width - 1),
             lastRow = static_cast<double>(picture.height - 1);
  float* to = out.data();
  for (int j = 0; j < edge; ++j)
    for (int i = 0; i < edge; ++i, to += 3) {
      const double x = first.x + i * alongX - j * alongY, y = first.y + i * alongY + j * alongX;
      if (outside == Outside::black && (x < 0 || y < 0 || x > picture.width || y > picture.height)) {
        std::fill_n(to, 3, scaling.offset);
        continue;
      }
      const double u = std::clamp(x - 0.5, 0., lastColumn), v = std::clamp(y - 0.5, 0., lastRow);
      const int left = static_cast<int>(u), top = static_cast<int>(v);
      const int right = std::min(left + 1, picture.width - 1), bottom = std::min(top + 1, picture.height - 1);
      const auto p = static_cast<float>(u - left), q = static_cast<float>(v - top);
      const std::uint8_t *above = picture.row(top), *below = picture.row(bottom);
      for (int c = 0; c < 3; ++c) {
        const int from = 2 - c;  // BGR to RGB
        const float a = above[3 * left + from], b = above[3 * right + from];
        const float d = below[3 * left + from], e = below[3 * right + from];
        const float upper = a + p * (b - a), lower = d + p * (e - d);
        to[c] = (upper + q * (lower - upper)) * scaling.scale + scaling.offset;
      }
    }
}

}  // namespace face_mesh
