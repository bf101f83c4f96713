#include "models/dataset/square.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "core/face/mat_view.h"
#include "core/media/picture/convert.h"
#include "models/talklip/crop.h"

namespace dataset {

static constexpr double kLargestDrift = 0.08;  // of the side: so far the face may leave the middle
static constexpr double kMuchLarger = 1.25;    // a head that changes its size so much is followed
static constexpr double kSizeSigma = 25;       // pictures
static constexpr double kMostShrink = 1.5;     // that interpolation does without aliasing

Box faceBox(const face::Landmarks& points) {
  constexpr int kFar = 1 << 16;  // so that nothing is cut off
  face::Landmarks shifted = points;
  for (base::Point& p : shifted) p = p + base::Point{kFar, kFar};
  const base::Rect box = talklip::faceBox(shifted, 2 * kFar, 2 * kFar);
  const double x = box.x - kFar, y = box.y - kFar;
  return {x, y, x + box.width, y + box.height};
}

// Gaussian over the neighbours of the same shot; sigma 0 = as it is.
static std::vector<double> smooth(std::span<const double> values, std::span<const media::FrameNo> cuts,
                                  double sigma) {
  const auto n = static_cast<media::FrameNo>(values.size());
  std::vector<double> out(values.begin(), values.end());
  if (sigma <= 0) return out;
  const auto radius = static_cast<media::FrameNo>(std::ceil(3 * sigma));
  for (media::FrameNo i = 0; i < n; ++i) {
    const auto next = std::ranges::upper_bound(cuts, i);
    const media::FrameNo begin = next == cuts.begin() ? 0 : *(next - 1), end = next == cuts.end() ? n : *next;
    double sum = 0, weights = 0;
    for (media::FrameNo k = std::max(begin, i - radius); k <= std::min(end - 1, i + radius); ++k) {
      const double w = std::exp(-0.5 * static_cast<double>((k - i) * (k - i)) / (sigma * sigma));
      sum += w * values[static_cast<std::size_t>(k)];
      weights += w;
    }
    out[static_cast<std::size_t>(i)] = sum / weights;
  }
  return out;
}

static std::vector<double> sidesOf(std::span<const Box> boxes, std::span<const media::FrameNo> cuts,
                                   double share) {
  std::vector<double> sides;
  for (const Box& box : boxes) sides.push_back(std::max(box.right - box.left, box.bottom - box.top) / share);
  std::vector<double> sorted = smooth(sides, cuts, kSizeSigma);
  const std::vector<double> slow = sorted;
  std::ranges::sort(sorted);
  if (sorted.back() > kMuchLarger * sorted.front()) return slow;
  return std::vector<double>(sides.size(), sorted[sorted.size() / 2]);
}

std::vector<Square> follow(std::span<const Box> boxes, std::span<const media::FrameNo> cuts, double share) {
  if (boxes.empty()) return {};
  const std::vector<double> sides = sidesOf(boxes, cuts, share);
  std::vector<double> xs, ys;
  for (const Box& box : boxes)
    xs.push_back((box.left + box.right) / 2), ys.push_back((box.top + box.bottom) / 2);
  for (const double sigma : {25.0, 12.0, 6.0, 3.0, 1.5, 0.0}) {  // pictures
    const std::vector<double> cx = smooth(xs, cuts, sigma), cy = smooth(ys, cuts, sigma);
    double drift = 0;
    for (std::size_t i = 0; i < xs.size(); ++i)
      drift = std::max(drift, std::max(std::abs(cx[i] - xs[i]), std::abs(cy[i] - ys[i])) / sides[i]);
    if (drift > kLargestDrift) continue;
    std::vector<Square> squares;
    for (std::size_t i = 0; i < xs.size(); ++i)
      squares.push_back({cx[i] - sides[i] / 2, cy[i] - sides[i] / 2, sides[i]});
    return squares;
  }
  return {};  // not reached: sigma 0 has no drift
}

face::Landmarks inside(const Square& square, const face::Landmarks& points, std::int64_t edge) {
  const double scale = static_cast<double>(edge) / square.side;
  face::Landmarks out;
  for (std::size_t i = 0; i < points.size(); ++i)
    out[i] = {static_cast<float>((points[i].x + 0.5 - square.x) * scale - 0.5),
              static_cast<float>((points[i].y + 0.5 - square.y) * scale - 0.5)};
  return out;
}

base::Rect inside(const Square& square, const Box& box, std::int64_t edge) {
  const double scale = static_cast<double>(edge) / square.side;
  const auto pixel = [&](double v, double origin) {
    return static_cast<int>(std::clamp(std::lround((v - origin) * scale), 0L, static_cast<long>(edge)));
  };
  const int left = pixel(box.left, square.x), top = pixel(box.top, square.y);
  return {left, top, pixel(box.right, square.x) - left, pixel(box.bottom, square.y) - top};
}

// What of the frame the square shows, with room for the interpolation.
static base::Rect regionOf(const media::Frame& frame, double x, double y, double w, double h) {
  constexpr int kRoom = 3;
  const base::Rect whole{0, 0, frame.width(), frame.height()};
  const int left = static_cast<int>(std::floor(x)) - kRoom, top = static_cast<int>(std::floor(y)) - kRoom;
  const int right = static_cast<int>(std::ceil(x + w)) + kRoom,
            bottom = static_cast<int>(std::ceil(y + h)) + kRoom;
  const base::Rect region = base::intersect({left, top, right - left, bottom - top}, whole);
  return media::chromaAligned(frame, region.empty() ? whole : region);
}

void cutOut(const media::Frame& frame, int width, int height, const Square& square, std::int64_t edge,
            std::span<std::uint8_t> bgr) {
  const double sx = static_cast<double>(frame.width()) / width,
               sy = static_cast<double>(frame.height()) / height;
  const base::Rect region = regionOf(frame, square.x * sx, square.y * sy, square.side * sx, square.side * sy);
  const base::Image picture = media::toBgr(frame, region);
  // Large pictures are sampled finer than is wanted, and averaged.
  const double shrink = square.side / static_cast<double>(edge) * std::max(sx, sy);
  const int finer = shrink <= kMostShrink ? 1 : static_cast<int>(std::ceil(shrink));
  const double step = square.side / static_cast<double>(edge) / finer;
  const cv::Matx23d toPicture(step * sx, 0, (square.x + step / 2) * sx - 0.5 - region.x,  //
                              0, step * sy, (square.y + step / 2) * sy - 0.5 - region.y);
  const int side = static_cast<int>(edge);
  cv::Mat out(side, side, CV_8UC3, bgr.data()), fine = out;
  if (finer > 1) fine = cv::Mat(side * finer, side * finer, CV_8UC3);
  cv::warpAffine(face::view(picture), fine, toPicture, fine.size(),
                 (finer > 1 ? cv::INTER_LINEAR : cv::INTER_CUBIC) | cv::WARP_INVERSE_MAP,
                 cv::BORDER_REPLICATE);
  if (finer > 1) cv::resize(fine, out, out.size(), 0, 0, cv::INTER_AREA);
}

}  // namespace dataset
