#include "models/talklip/detail.h"

#include <algorithm>
#include <limits>
#include <opencv2/imgproc.hpp>

#include "core/face/fit.h"
#include "core/face/mat_view.h"
#include "models/talklip/network.h"

namespace talklip {

using base::Point;
using base::Similarity;

namespace {

const cv::Size kPrint{40, 24};
// What a print shows, in the unit square of the aligned face: mouth and some skin around it.
constexpr float kPrintLeft = 0.22F, kPrintTop = 0.52F, kPrintWidth = 0.56F, kPrintHeight = 0.34F;
constexpr Point kLips{0.5F, 0.69F};                    // middle of the mouth, unit square
constexpr float kLipsWide = 0.24F, kLipsHigh = 0.15F;  // half axes of what is taken from the gallery
constexpr float kTurnWeight = 0.15F;                   // of a deviation of turn against the prints' distance
constexpr float kAgree = 20.0F;       // grey levels of difference at which detail is down to 60 %
constexpr int kReach = 4;             // network pixels that a gallery mouth is moved at most
constexpr float kWorthwhile = 1.25F;  // box edge over the network's edge from which detail is added

cv::Matx23f matrix(const Similarity& s) { return {s.a, -s.b, s.tx, s.b, s.a, s.ty}; }

Similarity shift(float x, float y) { return {1, 0, x, y}; }

// What the network's grid can hold of a picture of the box.
cv::Mat onGrid(const cv::Mat& picture, int edge) {
  cv::Mat small;
  cv::resize(picture, small, {edge, edge}, 0, 0, cv::INTER_AREA);
  return small;
}

cv::Mat enlarged(const cv::Mat& small, cv::Size size) {
  cv::Mat large;
  cv::resize(small, large, size, 0, 0, cv::INTER_LINEAR);
  return large;
}

// How much of the detail of `source` fits where the network painted `painted` (both on the grid): 0..1.
cv::Mat agreement(const cv::Mat& source, const cv::Mat& painted) {
  cv::Mat difference = painted - source, usual;
  cv::GaussianBlur(difference, usual, {}, painted.cols / 12.0);  // another light or colour is no disagreement
  difference -= usual;
  std::vector<cv::Mat> channels;
  cv::split(difference, channels);
  cv::Mat square = channels[0].mul(channels[0]) + channels[1].mul(channels[1]) + channels[2].mul(channels[2]);
  cv::Mat share;
  cv::GaussianBlur(square, square, {}, 1.0);
  cv::exp(square * (-0.5F / (3 * kAgree * kAgree)), share);
  return share;
}

// The source's detail as far as it fits.
cv::Mat fittingDetail(const cv::Mat& source, const cv::Mat& painted) {
  const cv::Mat coarse = onGrid(source, painted.cols);
  const cv::Mat share = enlarged(agreement(coarse, painted), source.size());
  cv::Mat detail = source - enlarged(coarse, source.size()), shares;
  cv::merge(std::vector<cv::Mat>{share, share, share}, shares);
  return detail.mul(shares);
}

// 1 on the lips, 0 on the skin, soft between: [box].
cv::Mat lipShare(const GeneratedFace& generated) {
  cv::Mat share(generated.box.height, generated.box.width, CV_32F);
  for (int y = 0; y < share.rows; ++y)
    for (int x = 0; x < share.cols; ++x) {
      const Point unit = generated.toUnit(
          {static_cast<float>(generated.box.x + x), static_cast<float>(generated.box.y + y)});
      const float dx = (unit.x - kLips.x) / kLipsWide, dy = (unit.y - kLips.y) / kLipsHigh;
      const float distance = std::sqrt(dx * dx + dy * dy);
      share.at<float>(y, x) = std::clamp((1.25F - distance) / 0.5F, 0.0F, 1.0F);
    }
  return share;
}

float distance(const person::Turn& a, const person::Turn& b) {
  float sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - b[i]) * (a[i] - b[i]);
  return std::sqrt(sum);
}

// Unit square -> pixels of the box.
Similarity toBox(const GeneratedFace& generated, Point moved) {
  return face::compose(
      shift(static_cast<float>(-generated.box.x) + moved.x, static_cast<float>(-generated.box.y) + moved.y),
      generated.toUnit.inverse());
}

const person::BankFrame& nearest(const GeneratedFace& generated, const Gallery& gallery) {
  const cv::Mat print = mouthPrint(generated.picture, toBox(generated, {}));
  std::size_t best = 0;
  double least = std::numeric_limits<double>::max();
  for (std::size_t i = 0; i < gallery.pictures.size(); ++i) {
    const double far = cv::norm(print, gallery.mouths[i]) / std::sqrt(print.total()) +
                       static_cast<double>(kTurnWeight * distance(generated.turn, gallery.pictures[i].turn));
    if (far < least) least = far, best = i;
  }
  return gallery.pictures[best];
}

// A gallery picture in the pixels of the box, the box's own picture where it has none.
cv::Mat laidOn(const GeneratedFace& generated, const person::BankFrame& picture, Point moved) {
  const Similarity fromPicture = face::compose(
      toBox(generated, moved), face::compose(picture.toUnit, shift(static_cast<float>(picture.region.x),
                                                                   static_cast<float>(picture.region.y))));
  cv::Mat source, laid = generated.own.clone();
  face::view(picture.bgr).convertTo(source, CV_32FC3);
  cv::warpAffine(source, laid, matrix(fromPicture), laid.size(), cv::INTER_CUBIC, cv::BORDER_TRANSPARENT);
  return laid;
}

// How far to move the picture so that its mouth lies where the network painted one, in network pixels.
Point offset(const cv::Mat& coarse, const cv::Mat& painted, const cv::Mat& lips) {
  cv::Mat a, b, window = onGrid(lips, painted.cols);
  cv::cvtColor(coarse, a, cv::COLOR_BGR2GRAY);
  cv::cvtColor(painted, b, cv::COLOR_BGR2GRAY);
  double least = std::numeric_limits<double>::max();
  Point best;
  for (int dy = -kReach; dy <= kReach; ++dy)
    for (int dx = -kReach; dx <= kReach; ++dx) {
      cv::Mat moved;
      cv::warpAffine(a, moved, cv::Matx23f(1, 0, static_cast<float>(dx), 0, 1, static_cast<float>(dy)),
                     a.size(), cv::INTER_NEAREST, cv::BORDER_REPLICATE);
      cv::Mat difference = (moved - b).mul(window);
      const double mean = cv::sum(difference)[0] / std::max(1.0, cv::sum(window)[0]);
      difference -= mean * window;
      const double cost = cv::norm(difference) * (1 + 0.02 * (std::abs(dx) + std::abs(dy)));
      if (cost < least) least = cost, best = {static_cast<float>(dx), static_cast<float>(dy)};
    }
  return best;
}

cv::Mat lipDetail(const GeneratedFace& generated, const Gallery& gallery, const cv::Mat& painted,
                  const cv::Mat& lips) {
  const person::BankFrame& picture = nearest(generated, gallery);
  const Point move = offset(onGrid(laidOn(generated, picture, {}), generated.edge), painted, lips);
  const auto edge = static_cast<float>(generated.edge);
  const float wide = static_cast<float>(generated.box.width) / edge,
              high = static_cast<float>(generated.box.height) / edge;
  return fittingDetail(laidOn(generated, picture, {move.x * wide, move.y * high}), painted);
}

}  // namespace

cv::Mat mouthPrint(const cv::Mat& bgr, const Similarity& unitToPicture) {
  const Similarity printToUnit{kPrintWidth / static_cast<float>(kPrint.width), 0, kPrintLeft, kPrintTop};
  cv::Mat print, grey;
  cv::warpAffine(bgr, print, matrix(face::compose(unitToPicture, printToUnit)), kPrint,
                 cv::INTER_AREA | cv::WARP_INVERSE_MAP, cv::BORDER_REPLICATE);
  cv::cvtColor(print, grey, cv::COLOR_BGR2GRAY);
  grey.convertTo(grey, CV_32F);
  cv::GaussianBlur(grey, grey, {}, 1.0);
  cv::Scalar mean, deviation;
  cv::meanStdDev(grey, mean, deviation);
  return (grey - mean[0]) / (deviation[0] + 4.0);
}

Gallery openGallery(const dub::Footage& footage, const std::function<void(double)>& progress,
                    std::stop_token stop) {
  person::Person person = person::learnPerson(footage, {}, progress, std::move(stop));
  Gallery gallery{std::move(person.headPoses), {}, {}};
  if (person.showsOwnMouth) gallery.pictures = std::move(person.bank);
  for (const person::BankFrame& picture : gallery.pictures) {
    const Similarity fromFrame =
        shift(static_cast<float>(-picture.region.x), static_cast<float>(-picture.region.y));
    gallery.mouths.push_back(
        mouthPrint(face::view(picture.bgr), face::compose(fromFrame, picture.toUnit.inverse())));
  }
  return gallery;
}

cv::Mat withDetail(const GeneratedFace& generated, const Gallery& gallery) {
  const auto edge = static_cast<float>(std::min(generated.box.width, generated.box.height));
  if (edge < kWorthwhile * static_cast<float>(generated.edge)) return generated.picture;
  const cv::Mat painted = onGrid(generated.picture, generated.edge);
  cv::Mat detail = fittingDetail(generated.own, painted);
  if (!gallery.pictures.empty()) {
    const cv::Mat lips = lipShare(generated);
    cv::Mat shares;
    cv::merge(std::vector<cv::Mat>{lips, lips, lips}, shares);
    detail += (lipDetail(generated, gallery, painted, lips) - detail).mul(shares);
  }
  // What of the weighted detail the network's grid can hold is the network's business.
  detail -= enlarged(onGrid(detail, generated.edge), detail.size());
  return generated.picture + detail;
}

}  // namespace talklip
