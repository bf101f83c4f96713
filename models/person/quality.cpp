#include "models/person/quality.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "core/face/mat_view.h"

namespace person {

namespace {

constexpr float kJumpRatio = 6.0f;   // of the usual second difference of the lips
constexpr float kSharpRatio = 0.6f;  // of the usual deviation of the Laplacian
// A box of the unit square, looked at in few cells.
struct Thumb {
  int width, height;
  float left, right, top, bottom;
};
constexpr Thumb kLowerThumb{16, 12, 0.22f, 0.78f, 0.45f, 0.95f};
constexpr Thumb kMouthThumb{22, 16, 0.30f, 0.70f, 0.48f, 0.80f};
constexpr float kOddSpread = 5.0f;    // median absolute deviations
constexpr float kOddLevel = 28.0f;    // grey levels: smaller changes are never odd
constexpr float kOddShare = 0.18f;    // of the thumbnail's cells
constexpr std::size_t kAlike = 5;     // pictures that a mouth is compared with
constexpr face::FrameNo kApart = 12;  // frames: neighbours share their errors
constexpr float kNearAlike = 1.3f;    // of the usual distance: only real likeness tells
constexpr float kDisbelief = 0.22f;   // of the openings' range

float lipJump(const face::Landmarks& before, const face::Landmarks& here, const face::Landmarks& after) {
  float sum = 0;
  for (std::size_t i = 48; i < 68; ++i) sum += base::distance(before[i] + after[i], here[i] * 2.0f);
  return sum / 20.0f;
}

// Deviation of the Laplacian over the mouth and chin.
float sharpness(const BankFrame& frame) {
  cv::Mat grey, edges;
  cv::cvtColor(face::view(frame.bgr), grey, cv::COLOR_BGR2GRAY);
  cv::Laplacian(grey, edges, CV_32F);
  cv::Scalar mean, deviation;
  cv::meanStdDev(edges, mean, deviation);
  return static_cast<float>(deviation[0]);
}

// The lower face in the unit square, shrunk to few cells, its mean brightness taken out.
cv::Mat thumbnail(const BankFrame& frame, const Thumb& box) {
  const base::Similarity toFrame = frame.toUnit.inverse();
  const float cellX = (box.right - box.left) / static_cast<float>(box.width),
              cellY = (box.bottom - box.top) / static_cast<float>(box.height);
  const base::Point origin = toFrame({box.left + cellX / 2, box.top + cellY / 2});
  const cv::Matx23f map(toFrame.a * cellX, -toFrame.b * cellY, origin.x - static_cast<float>(frame.region.x),
                        toFrame.b * cellX, toFrame.a * cellY, origin.y - static_cast<float>(frame.region.y));
  cv::Mat soft, thumb;
  const int blur = std::max(1, static_cast<int>(toFrame.scale() * cellX)) | 1;
  cv::blur(face::view(frame.bgr), soft, cv::Size(blur, blur));
  cv::warpAffine(soft, thumb, map, cv::Size(box.width, box.height), cv::INTER_LINEAR | cv::WARP_INVERSE_MAP,
                 cv::BORDER_REPLICATE);
  thumb.convertTo(thumb, CV_32F);
  thumb -= cv::mean(thumb);
  return thumb.reshape(1, 1);
}

float medianOf(std::vector<float> values) { return percentile(values, 0.5); }

std::vector<float> column(const cv::Mat& rows, int k) {
  std::vector<float> out(static_cast<std::size_t>(rows.rows));
  for (int i = 0; i < rows.rows; ++i) out[static_cast<std::size_t>(i)] = rows.at<float>(i, k);
  return out;
}

// Share of the cells in which each picture departs from the usual look.
std::vector<float> oddShares(const std::vector<BankFrame>& frames) {
  cv::Mat rows;
  for (const BankFrame& frame : frames) rows.push_back(thumbnail(frame, kLowerThumb));
  std::vector<float> share(frames.size(), 0.0f);
  for (int k = 0; k < rows.cols; ++k) {
    std::vector<float> values = column(rows, k);
    const float middle = medianOf(values);
    for (float& v : values) v = std::abs(v - middle);
    const float limit = std::max(kOddLevel, kOddSpread * medianOf(values));
    for (std::size_t i = 0; i < share.size(); ++i) {
      if (values[i] > limit) share[i] += 1.0f / static_cast<float>(rows.cols);
    }
  }
  return share;
}

struct Likeness {
  float distance = 0;       // to the nearest of the pictures that look most alike
  float openingBeyond = 0;  // own opening less the middle one of theirs
};

Likeness likeness(const cv::Mat& thumbs, const std::vector<BankFrame>& frames, int at) {
  std::vector<std::pair<float, float>> others;  // distance, opening
  const BankFrame& own = frames[static_cast<std::size_t>(at)];
  for (int i = 0; i < thumbs.rows; ++i) {
    const BankFrame& other = frames[static_cast<std::size_t>(i)];
    if (std::abs(other.frame - own.frame) <= kApart) continue;
    others.emplace_back(static_cast<float>(cv::norm(thumbs.row(at), thumbs.row(i))), other.opening);
  }
  if (others.size() < kAlike) return {};
  std::partial_sort(others.begin(), others.begin() + kAlike, others.end());
  std::vector<float> openings;
  for (std::size_t k = 0; k < kAlike; ++k) openings.push_back(others[k].second);
  return {others[kAlike / 2].first, own.opening - percentile(openings, 0.5)};
}

std::vector<bool> believed(const std::vector<BankFrame>& frames) {
  cv::Mat thumbs;
  std::vector<float> openings, distances;
  for (const BankFrame& frame : frames) {
    thumbs.push_back(thumbnail(frame, kMouthThumb));
    openings.push_back(frame.opening);
  }
  const float range = percentile(openings, 0.98) - percentile(openings, 0.05);
  std::vector<Likeness> all;
  for (int i = 0; i < thumbs.rows; ++i) {
    all.push_back(likeness(thumbs, frames, i));
    distances.push_back(all.back().distance);
  }
  const float usual = medianOf(distances);
  std::vector<bool> out;
  for (const Likeness& l : all) {
    out.push_back(l.distance > kNearAlike * usual || std::abs(l.openingBeyond) <= kDisbelief * range);
  }
  return out;
}

}  // namespace

std::vector<bool> steadyLandmarks(const std::vector<face::Landmarks>& unit,
                                  const std::vector<face::FrameNo>& frames) {
  std::vector<float> jumps(unit.size(), 0.0f), known;
  for (std::size_t i = 1; i + 1 < unit.size(); ++i) {
    if (frames[i - 1] + 1 != frames[i] || frames[i] + 1 != frames[i + 1]) continue;
    jumps[i] = lipJump(unit[i - 1], unit[i], unit[i + 1]);
    known.push_back(jumps[i]);
  }
  const float limit = kJumpRatio * medianOf(known);
  std::vector<bool> steady(unit.size(), true);
  for (std::size_t i = 0; i < unit.size(); ++i) steady[i] = jumps[i] <= limit;
  return steady;
}

PixelVerdict judgePixels(const std::vector<BankFrame>& frames) {
  PixelVerdict verdict;
  if (frames.empty()) return verdict;
  std::vector<float> sharp;
  for (const BankFrame& frame : frames) sharp.push_back(sharpness(frame));
  const float usual = medianOf(sharp);
  for (float s : sharp) verdict.isSharp.push_back(s >= kSharpRatio * usual);
  for (float share : oddShares(frames)) verdict.isUsual.push_back(share <= kOddShare);
  verdict.isBelieved = believed(frames);
  return verdict;
}

}  // namespace person
