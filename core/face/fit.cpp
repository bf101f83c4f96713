#include "core/face/fit.h"

#include <cmath>
#include <cstddef>

namespace face {

using base::Point;
using base::Similarity;

Similarity fitSimilarity(std::span<const Point> from, std::span<const Point> to) {
  const std::size_t n = from.size() < to.size() ? from.size() : to.size();
  if (n == 0) return {};
  double fx = 0, fy = 0, tx = 0, ty = 0;
  for (std::size_t i = 0; i < n; ++i) {
    fx += from[i].x, fy += from[i].y;
    tx += to[i].x, ty += to[i].y;
  }
  const auto count = static_cast<double>(n);
  fx /= count, fy /= count, tx /= count, ty /= count;
  double dot = 0, cross = 0, norm = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const double ux = from[i].x - fx, uy = from[i].y - fy, vx = to[i].x - tx, vy = to[i].y - ty;
    dot += ux * vx + uy * vy;
    cross += ux * vy - uy * vx;
    norm += ux * ux + uy * uy;
  }
  const double a = norm > 0 ? dot / norm : 1, b = norm > 0 ? cross / norm : 0;
  return {static_cast<float>(a), static_cast<float>(b), static_cast<float>(tx - a * fx + b * fy),
          static_cast<float>(ty - b * fx - a * fy)};
}

float residual(const Similarity& move, std::span<const Point> from, std::span<const Point> to) {
  double sum = 0;
  for (std::size_t i = 0; i < from.size(); ++i) {
    const Point gap = move(from[i]) - to[i];
    sum += static_cast<double>(gap.x) * gap.x + static_cast<double>(gap.y) * gap.y;
  }
  return from.empty() ? 0 : static_cast<float>(std::sqrt(sum / static_cast<double>(from.size())));
}

Similarity compose(const Similarity& second, const Similarity& first) {
  const Point shift = second({first.tx, first.ty});
  return {second.a * first.a - second.b * first.b, second.a * first.b + second.b * first.a, shift.x, shift.y};
}

}  // namespace face
