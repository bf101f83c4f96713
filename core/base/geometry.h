#pragma once
#include <algorithm>
#include <cmath>

namespace base {

// Points are in pixels of the upright picture: x to the right, y down, (0, 0) the centre of the first pixel.
struct Point {
  float x = 0, y = 0;
  friend bool operator==(const Point&, const Point&) = default;
  friend Point operator+(Point a, Point b) { return {a.x + b.x, a.y + b.y}; }
  friend Point operator-(Point a, Point b) { return {a.x - b.x, a.y - b.y}; }
  friend Point operator*(Point a, float s) { return {a.x * s, a.y * s}; }
};

inline float distance(Point a, Point b) { return std::hypot(a.x - b.x, a.y - b.y); }

// A rectangle of whole pixels: columns x .. x+width-1, rows y .. y+height-1.
struct Rect {
  int x = 0, y = 0, width = 0, height = 0;
  friend bool operator==(const Rect&, const Rect&) = default;
  bool empty() const { return width <= 0 || height <= 0; }
  bool contains(Point p) const { return p.x >= x && p.y >= y && p.x < x + width && p.y < y + height; }
};

inline Rect intersect(const Rect& a, const Rect& b) {
  const int x0 = std::max(a.x, b.x), y0 = std::max(a.y, b.y);
  const int x1 = std::min(a.x + a.width, b.x + b.width), y1 = std::min(a.y + a.height, b.y + b.height);
  return {x0, y0, std::max(0, x1 - x0), std::max(0, y1 - y0)};
}

// x' = a*x - b*y + tx,  y' = b*x + a*y + ty: scale, rotation and shift, no shear.
struct Similarity {
  float a = 1, b = 0, tx = 0, ty = 0;
  friend bool operator==(const Similarity&, const Similarity&) = default;
  Point operator()(Point p) const { return {a * p.x - b * p.y + tx, b * p.x + a * p.y + ty}; }
  float scale() const { return std::hypot(a, b); }
  Similarity inverse() const {
    const float n = a * a + b * b, ia = a / n, ib = -b / n;
    return {ia, ib, -(ia * tx - ib * ty), -(ib * tx + ia * ty)};
  }
};

}  // namespace base
