#include "models/dataset/mouth_crops.h"

#include <opencv2/imgproc.hpp>

#include "core/face/composite.h"
#include "core/face/fit.h"

namespace dataset {
namespace {

constexpr int kSmoothed = 4;  // pictures to either side
// The part of the aligned crop (face::alignment) that is seen.
constexpr float kCentreX = 0.5F, kCentreY = 0.62F, kSide = 0.66F;

// Means of a similarity's four numbers over the pictures around.
std::vector<base::Similarity> smoothed(const std::vector<base::Similarity>& moves) {
  std::vector<base::Similarity> out(moves.size());
  const auto count = static_cast<int>(moves.size());
  for (int i = 0; i < count; ++i) {
    base::Similarity sum{0, 0, 0, 0};
    float n = 0;
    for (int k = std::max(0, i - kSmoothed); k <= std::min(count - 1, i + kSmoothed); ++k, ++n) {
      const base::Similarity& m = moves[static_cast<std::size_t>(k)];
      sum.a += m.a, sum.b += m.b, sum.tx += m.tx, sum.ty += m.ty;
    }
    out[static_cast<std::size_t>(i)] = {sum.a / n, sum.b / n, sum.tx / n, sum.ty / n};
  }
  return out;
}

face::Landmarks pointsOf(const ClipView& clip, std::int64_t frame) {
  face::Landmarks points;
  const auto values =
      clip.landmarks.subspan(static_cast<std::size_t>(frame) * points.size() * 2, points.size() * 2);
  for (std::size_t i = 0; i < points.size(); ++i) points[i] = {values[2 * i], values[2 * i + 1]};
  return points;
}

}  // namespace

std::vector<std::uint8_t> mouthCrops(const ClipView& clip, int edge) {
  const auto frames = clip.info->frames;
  const auto size = static_cast<float>(edge), scale = size / kSide;
  // Unit square of the aligned crop -> pixels of the mouth's crop, by pixel centres.
  const base::Similarity toCrop{scale, 0, -0.5F - scale * (kCentreX - kSide / 2),
                                -0.5F - scale * (kCentreY - kSide / 2)};
  std::vector<base::Similarity> moves;
  for (std::int64_t t = 0; t < frames; ++t)
    moves.push_back(face::compose(toCrop, face::alignment(pointsOf(clip, t))));
  moves = smoothed(moves);
  std::vector<std::uint8_t> crops(static_cast<std::size_t>(frames * edge * edge));
  const auto side = static_cast<int>(clip.edge);
  for (std::int64_t t = 0; t < frames; ++t) {
    const cv::Mat bgr(side, side, CV_8UC3,
                      const_cast<std::uint8_t*>(clip.pictures.data() + t * side * side * 3));
    cv::Mat grey, crop(edge, edge, CV_8UC1, crops.data() + t * edge * edge);
    cv::cvtColor(bgr, grey, cv::COLOR_BGR2GRAY);
    const base::Similarity& m = moves[static_cast<std::size_t>(t)];
    const cv::Matx23f matrix(m.a, -m.b, m.tx, m.b, m.a, m.ty);
    cv::warpAffine(grey, crop, matrix, crop.size(), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
  }
  return crops;
}

}  // namespace dataset
