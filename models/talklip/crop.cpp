#include "models/talklip/crop.h"

#include <algorithm>
#include <cmath>

#include "core/face/composite.h"
#include "core/media/picture/convert.h"

namespace talklip {

// S3FD's boxes reach above the brows by about a third of the way from chin to brows (WIDER FACE's boxes
// hold the forehead), and end at the chin and at the ears.
static constexpr float kForehead = 0.33F;

base::Rect faceBox(const face::Landmarks& points, int width, int height) {
  float left = points[0].x, right = points[0].x, top = points[17].y, bottom = points[8].y;
  for (const base::Point p : points) {
    left = std::min(left, p.x), right = std::max(right, p.x);
    top = std::min(top, p.y), bottom = std::max(bottom, p.y);
  }
  top -= kForehead * (bottom - top);
  const int x0 = static_cast<int>(std::floor(left)), y0 = static_cast<int>(std::floor(top));
  const base::Rect box{x0, y0, static_cast<int>(std::ceil(right)) - x0 + 1,
                       static_cast<int>(std::ceil(bottom)) - y0 + 1};
  return base::intersect(box, {0, 0, width, height});
}

base::Image crop(const media::Frame& frame, base::Rect box, int edge) {
  const base::Rect region = media::chromaAligned(frame, box);
  return face::talkLipCrop(media::toBgr(frame, region),
                           {box.x - region.x, box.y - region.y, box.width, box.height}, edge);
}

void toPlanes(const base::Image& crop, std::span<float> planes) {
  const std::size_t plane = planeSize(crop.width);
  for (std::size_t i = 0; i < plane; ++i)
    for (std::size_t c = 0; c < 3; ++c)
      planes[c * plane + i] = static_cast<float>(crop.data[i * 3 + c]) / 255.0F;
}

void fillInput(const base::Image& crop, std::span<const float> reference, std::span<float> input) {
  const std::size_t plane = planeSize(crop.width);
  toPlanes(crop, input.first(3 * plane));
  for (std::size_t c = 0; c < 3; ++c)
    std::ranges::fill(input.subspan(c * plane + plane / 2, plane / 2), 0.0F);
  std::ranges::copy(reference, input.begin() + static_cast<std::ptrdiff_t>(3 * plane));
}

}  // namespace talklip
