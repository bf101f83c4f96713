#pragma once
#include <array>
#include <cstddef>
#include <vector>

#include "core/base/geometry.h"
#include "core/sample/color.h"

namespace sample {

// N values at every point of a rectangle of face coordinates, read with bilinear interpolation; the border
// repeats outside.
template <std::size_t N>
class TextureMap {
 public:
  using Texel = std::array<float, N>;

  TextureMap() = default;
  TextureMap(base::Point from, base::Point to, float texelsPerUnit)
      : from_(from),
        scale_(texelsPerUnit),
        width_(static_cast<int>((to.x - from.x) * texelsPerUnit) + 2),
        height_(static_cast<int>((to.y - from.y) * texelsPerUnit) + 2),
        texels_(static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_)) {}

  int width() const { return width_; }
  int height() const { return height_; }
  float scale() const { return scale_; }
  Texel& at(int column, int row) {
    return texels_[static_cast<std::size_t>(row) * static_cast<std::size_t>(width_) +
                   static_cast<std::size_t>(column)];
  }
  const Texel& at(int column, int row) const { return const_cast<TextureMap*>(this)->at(column, row); }
  base::Point place(int column, int row) const {
    return {from_.x + static_cast<float>(column) / scale_, from_.y + static_cast<float>(row) / scale_};
  }

  // The first `Count` values at p.
  template <std::size_t Count = N>
  std::array<float, Count> sample(base::Point p) const {
    const float x = std::clamp((p.x - from_.x) * scale_, 0.0f, static_cast<float>(width_ - 2) + 0.999f);
    const float y = std::clamp((p.y - from_.y) * scale_, 0.0f, static_cast<float>(height_ - 2) + 0.999f);
    const int column = static_cast<int>(x), row = static_cast<int>(y);
    const float u = x - static_cast<float>(column), v = y - static_cast<float>(row);
    const Texel *a = &at(column, row), *c = a + width_;
    std::array<float, Count> out;
    for (std::size_t i = 0; i < Count; ++i) {
      const float top = a[0][i] + (a[1][i] - a[0][i]) * u, bottom = c[0][i] + (c[1][i] - c[0][i]) * u;
      out[i] = top + (bottom - top) * v;
    }
    return out;
  }

 private:
  base::Point from_;
  float scale_ = 1;
  int width_ = 0, height_ = 0;
  std::vector<Texel> texels_;
};

}  // namespace sample
