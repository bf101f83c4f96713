#include "models/judging/picture_scores.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "core/face/analyser.h"
#include "core/face/mat_view.h"
#include "models/dataset/clip_video.h"
#include "models/metrics/picture.h"
#include "models/talklip/training/sampling.h"

namespace judging {

using base::Image;
using base::Point;
using face::Landmarks;

static constexpr std::size_t kFirstLip = 48, kLastLip = 67;
static constexpr int kSeenEdge = 320;  // the detector wants faces of 80 pixels

std::vector<Image> cropsOf(const dataset::ClipView& clip) {
  std::vector<Image> crops;
  for (std::int64_t frame = 0; frame < clip.info->frames; ++frame)
    crops.push_back(talklip::training::cropImage(clip, frame));
  return crops;
}

// Small pictures are enlarged for the detector, by a whole number.
static Image greyOf(const Image& bgr, int times) {
  cv::Mat grey;
  cv::cvtColor(face::view(bgr), grey, cv::COLOR_BGR2GRAY);
  Image out(bgr.width * times, bgr.height * times, 1);
  cv::Mat large = face::view(out);
  cv::resize(grey, large, large.size(), 0, 0, cv::INTER_LINEAR);
  return out;
}

// Points around one box -> as far around another one, by the corners of the boxes.
static Landmarks moved(const Landmarks& points, const base::Rect& from, const base::Rect& to) {
  if (from == to) return points;
  const float sx = static_cast<float>(to.width) / static_cast<float>(from.width),
              sy = static_cast<float>(to.height) / static_cast<float>(from.height);
  Landmarks out = points;
  for (Point& p : out)
    p = {(p.x + 0.5F - static_cast<float>(from.x)) * sx + static_cast<float>(to.x) - 0.5F,
         (p.y + 0.5F - static_cast<float>(from.y)) * sy + static_cast<float>(to.y) - 0.5F};
  return out;
}

std::optional<Faces> facesOf(const dataset::ClipView& clip, const std::stop_token& stop) {
  const int times = std::max(1, kSeenEdge / static_cast<int>(clip.edge));
  face::Analyser analyser(face::landmarkFile());
  for (std::int64_t frame = 0; frame < clip.info->frames; ++frame) {
    if (stop.stop_requested()) return std::nullopt;
    analyser.push(greyOf(dataset::pictureOf(clip, frame), times));
  }
  const face::Analysis analysis = analyser.finish();
  const auto edge = static_cast<int>(clip.edge);
  const base::Rect seen{0, 0, edge * times, edge * times}, whole{0, 0, edge, edge};
  Faces faces{.points = {}, .boxes = {}, .crops = cropsOf(clip)};
  for (std::size_t k = 0; k < faces.crops.size(); ++k) {
    const auto box = clip.boxes.subspan(4 * k, 4);
    faces.boxes.push_back({box[0], box[1], box[2] - box[0], box[3] - box[1]});
    const face::Face* found =
        analysis.tracks.empty() ? nullptr : analysis.tracks.front().at(static_cast<media::FrameNo>(k));
    faces.points.push_back(found == nullptr ? std::nullopt
                                            : std::optional(moved(found->points, seen, whole)));
  }
  return faces;
}

static Point middle(const Landmarks& points, std::size_t first, std::size_t last) {
  Point sum;
  for (std::size_t i = first; i <= last; ++i) sum = sum + points[i];
  return sum * (1 / static_cast<float>(last - first + 1));
}

static double eyeDistance(const Landmarks& points) {
  return base::distance(middle(points, 36, 41), middle(points, 42, 47));
}

// The lips' bounding box, half as wide again; inside the crop.
static cv::Rect mouthOf(const Landmarks& points) {
  float left = kCrop, top = kCrop, right = 0, bottom = 0;
  for (std::size_t i = kFirstLip; i <= kLastLip; ++i) {
    left = std::min(left, points[i].x), right = std::max(right, points[i].x);
    top = std::min(top, points[i].y), bottom = std::max(bottom, points[i].y);
  }
  const float room = (right - left) / 4;
  const cv::Point begin(static_cast<int>(std::floor(left - room)), static_cast<int>(std::floor(top - room)));
  const cv::Point end(static_cast<int>(std::ceil(right + room)), static_cast<int>(std::ceil(bottom + room)));
  return cv::Rect(begin, end) & cv::Rect(0, 0, kCrop, kCrop);
}

static double laplacianVariance(const Image& bgr, const cv::Rect& part) {
  cv::Mat grey, edges, mean, deviation;
  cv::cvtColor(face::view(bgr), grey, cv::COLOR_BGR2GRAY);
  cv::Laplacian(grey, edges, CV_64F);
  cv::meanStdDev(edges(part), mean, deviation);
  return deviation.at<double>(0) * deviation.at<double>(0);
}

static double lipDistance(const Landmarks& a, const Landmarks& b) {
  double sum = 0;
  for (std::size_t i = kFirstLip; i <= kLastLip; ++i) sum += base::distance(a[i], b[i]);
  return sum / static_cast<double>(kLastLip - kFirstLip + 1);
}

Scores pictureScores(const Faces& recorded, const Faces& made) {
  Scores all;
  double recordedSharp = 0, madeSharp = 0;
  const auto add = [&](const char* key, double value) {
    const auto [score, isNew] = all.try_emplace(key, Score{0, 0});
    score->second.amount += value, score->second.of += 1;
  };
  for (std::size_t k = 0; k < std::min(recorded.crops.size(), made.crops.size()); ++k) {
    const Image &a = recorded.crops[k], &b = made.crops[k];
    add("psnr", metrics::psnr(a, b));
    add("psnr-wrapped", metrics::psnrWrapped(a, b));
    add("ssim", metrics::ssim(a, b));
    if (!recorded.points[k]) continue;
    const base::Rect &box = recorded.boxes[k], crop{0, 0, kCrop, kCrop};
    const Landmarks &there = *recorded.points[k], thereInCrop = moved(there, box, crop);
    add("face", made.points[k] ? 1 : 0);
    if (const cv::Rect mouth = mouthOf(thereInCrop); !mouth.empty()) {
      recordedSharp += laplacianVariance(a, mouth);
      madeSharp += laplacianVariance(b, mouth);
    }
    if (!made.points[k]) continue;
    const Landmarks here = moved(*made.points[k], made.boxes[k], box);
    add("mouth", 100 * lipDistance(there, here) / eyeDistance(there));
    add("mouth-pixels", lipDistance(thereInCrop, moved(here, box, crop)));
  }
  if (recordedSharp > 0) all["sharpness"] = {madeSharp / recordedSharp, 1};
  return all;
}

}  // namespace judging
