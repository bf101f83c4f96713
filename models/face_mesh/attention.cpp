#include "models/face_mesh/attention.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace face_mesh {

Matrix regionMatrix(std::span<const float> points, std::span<const std::size_t> chosen, std::size_t from,
                    std::size_t to) {
  constexpr float kEnlarged = 1.5F;
  const auto x = [&](std::size_t i) { return points[3 * i]; };
  const auto y = [&](std::size_t i) { return points[3 * i + 1]; };
  const float turn = -std::atan2(y(to) - y(from), x(to) - x(from));
  const float c = std::cos(turn), s = std::sin(turn);
  constexpr float kFar = std::numeric_limits<float>::max();
  float left = kFar, right = -kFar, top = kFar, bottom = -kFar;
  for (const std::size_t i : chosen) {
    const float u = x(i) * c - y(i) * s, v = x(i) * s + y(i) * c;
    left = std::min(left, u), right = std::max(right, u);
    top = std::min(top, v), bottom = std::max(bottom, v);
  }
  const float u = (left + right) / 2, v = (top + bottom) / 2;
  const float centreX = u * c + v * s, centreY = -u * s + v * c;
  const float scaleX = kEnlarged * (right - left) / kRegion, scaleY = kEnlarged * (bottom - top) / kRegion;
  const float a = c * scaleX, b = s * scaleY, d = -s * scaleX, e = c * scaleY;
  constexpr float kMiddle = kRegion / 2.F;
  return {a, b, 0, centreX - (a + b) * kMiddle,  //
          d, e, 0, centreY - (d + e) * kMiddle,  //
          0, 0, 1, 0,                            //
          0, 0, 0, 1};
}

void sampleRegion(const float* map, std::int64_t rows, std::int64_t columns, std::int64_t channels,
                  const Matrix& m, float* region) {
  for (std::int64_t j = 0; j < kRegion; ++j)
    for (std::int64_t i = 0; i < kRegion; ++i) {
      const float x = static_cast<float>(i) + 0.5F, y = static_cast<float>(j) + 0.5F;
      const float u = m[0] * x + m[1] * y + m[3] - 0.5F, v = m[4] * x + m[5] * y + m[7] - 0.5F;
      float* out = region + (j * kRegion + i) * channels;
      const bool isInside = u >= 0 && v >= 0 && u <= static_cast<float>(columns - 1) &&
                            v <= static_cast<float>(rows - 1);  // false for what is no number
      if (!isInside) {
        std::fill_n(out, channels, 0.F);
        continue;
      }
      const auto left = static_cast<std::int64_t>(u), top = static_cast<std::int64_t>(v);
      const std::int64_t right = std::min(left + 1, columns - 1), bottom = std::min(top + 1, rows - 1);
      const float p = u - static_cast<float>(left), q = v - static_cast<float>(top);
      const auto at = [&](std::int64_t row, std::int64_t column) {
        return map + (row * columns + column) * channels;
      };
      const float *a = at(top, left), *b = at(top, right), *c = at(bottom, left), *d = at(bottom, right);
      for (std::int64_t k = 0; k < channels; ++k)
        out[k] = (a[k] * (1 - p) + b[k] * p) * (1 - q) + (c[k] * (1 - p) + d[k] * p) * q;
    }
}

void transformPoints(std::span<const float> points, std::size_t dimensions, const Matrix& m,
                     std::span<float> out) {
  for (std::size_t i = 0; i + dimensions <= points.size(); i += dimensions) {
    const float x = points[i], y = points[i + 1];
    std::copy_n(points.begin() + static_cast<std::ptrdiff_t>(i), dimensions,
                out.begin() + static_cast<std::ptrdiff_t>(i));
    out[i] = m[0] * x + m[1] * y + m[3];
    out[i + 1] = m[4] * x + m[5] * y + m[7];
  }
}

}  // namespace face_mesh
