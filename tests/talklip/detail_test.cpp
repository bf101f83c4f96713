// Fine detail on what a network of 96x96 pixels paints, with the rendered talker, of whom the truth is known.
#include "models/talklip/detail.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "core/face/composite.h"
#include "core/face/mat_view.h"
#include "core/sample/sample.h"
#include "models/talklip/crop.h"

namespace {

using talklip::Gallery;
using talklip::GeneratedFace;

constexpr int kWidth = 960, kHeight = 720;

sample::Rendered talker(double seconds, float opening) {
  return sample::renderTalker(kWidth, kHeight, 1, seconds,
                              {.opening = opening, .closure = opening > 0 ? 0.0F : 1.0F});
}

cv::Mat cut(const base::Image& picture, base::Rect box) {
  cv::Mat out;
  face::view(picture)(face::rect(box)).convertTo(out, CV_32FC3);
  return out;
}

// What a perfect network would paint: the truth through its 96x96 pixels.
cv::Mat throughTheNetwork(const cv::Mat& truth) {
  cv::Mat small, large;
  cv::resize(truth, small, {96, 96}, 0, 0, cv::INTER_AREA);
  cv::resize(small, large, truth.size(), 0, 0, cv::INTER_LINEAR);
  return large;
}

person::BankFrame bankFrame(const sample::Rendered& seen) {
  person::BankFrame frame;
  frame.toUnit = face::alignment(seen.truth.points);
  for (std::size_t i = 0; i < 68; ++i) frame.unit[i] = frame.toUnit(seen.truth.points[i]);
  frame.region = base::intersect(person::lowerFace(frame.unit, frame.toUnit), {0, 0, kWidth, kHeight});
  frame.bgr = base::Image(frame.region.width, frame.region.height, 3);
  face::view(seen.bgr)(face::rect(frame.region)).copyTo(face::view(frame.bgr));
  return frame;
}

Gallery gallery(const std::vector<sample::Rendered>& seen) {
  Gallery gallery;
  for (const sample::Rendered& picture : seen) {
    gallery.pictures.push_back(bankFrame(picture));
    const person::BankFrame& frame = gallery.pictures.back();
    base::Similarity toPicture = frame.toUnit.inverse();
    toPicture.tx -= static_cast<float>(frame.region.x), toPicture.ty -= static_cast<float>(frame.region.y);
    gallery.mouths.push_back(talklip::mouthPrint(face::view(frame.bgr), toPicture));
  }
  return gallery;
}

// Strength of the finest structures of the mouth's surroundings.
double sharpness(const cv::Mat& picture, const cv::Rect& where) {
  cv::Mat grey, fine;
  cv::cvtColor(picture(where), grey, cv::COLOR_BGR2GRAY);
  cv::Laplacian(grey, fine, CV_32F);
  return cv::norm(fine, cv::NORM_L1) / static_cast<double>(fine.total());
}

double distance(const cv::Mat& a, const cv::Mat& b, const cv::Rect& where) {
  return cv::norm(a(where), b(where), cv::NORM_L2) / std::sqrt(3.0 * where.area());
}

struct Scene {
  sample::Rendered frame = talker(1.0, 0.0F);  // what the frame shows: shut
  sample::Rendered truth = talker(1.0, 0.7F);  // what is to be seen: open
  base::Rect box = talklip::faceBox(frame.truth.points, kWidth, kHeight);
  cv::Mat wanted = cut(truth.bgr, box);
  GeneratedFace generated{
      box, face::alignment(frame.truth.points), {}, throughTheNetwork(wanted), cut(frame.bgr, box)};
  cv::Rect mouth{box.width / 4, box.height * 6 / 10, box.width / 2, box.height * 3 / 10};
};

TEST(Detail, BringsTheTruthNearerAndItsSharpnessBack) {
  const Scene scene;
  ASSERT_GT(scene.box.width, 200);
  const Gallery pictures =
      gallery({talker(0.2, 0.0F), talker(0.5, 0.35F), talker(3.1, 0.7F), talker(2.2, 1.0F)});
  const cv::Mat with = talklip::withDetail(scene.generated, pictures);
  const double truth = sharpness(scene.wanted, scene.mouth),
               soft = sharpness(scene.generated.picture, scene.mouth);
  EXPECT_LT(soft, 0.6 * truth);
  EXPECT_GT(sharpness(with, scene.mouth), 0.65 * truth);  // less where the gallery does not fit
  EXPECT_LT(sharpness(with, scene.mouth), 1.25 * truth);
  EXPECT_LT(distance(with, scene.wanted, scene.mouth),
            0.9 * distance(scene.generated.picture, scene.wanted, scene.mouth));
}

TEST(Detail, LeavesWhatTheNetworkPaintedAsItIsOnItsOwnGrid) {
  const Scene scene;
  const cv::Mat with = talklip::withDetail(scene.generated, gallery({talker(3.1, 0.7F)}));
  cv::Mat before, after;
  cv::resize(scene.generated.picture, before, {96, 96}, 0, 0, cv::INTER_AREA);
  cv::resize(with, after, {96, 96}, 0, 0, cv::INTER_AREA);
  EXPECT_LT(cv::norm(before, after, cv::NORM_L2) / std::sqrt(3.0 * 96 * 96), 1.5);  // grey levels
}

TEST(Detail, OfADifferentMouthFadesOut) {
  const Scene scene;
  const Gallery shutOnly = gallery({talker(0.2, 0.0F)});
  const cv::Mat with = talklip::withDetail(scene.generated, shutOnly);
  // The shut lips' line must not be drawn into the open mouth.
  EXPECT_LT(distance(with, scene.wanted, scene.mouth),
            1.1 * distance(scene.generated.picture, scene.wanted, scene.mouth));
}

TEST(Detail, WithoutAGalleryComesFromTheFrame) {
  const Scene scene;
  const cv::Mat with = talklip::withDetail(scene.generated, {});
  EXPECT_GT(sharpness(with, scene.mouth), 1.1 * sharpness(scene.generated.picture, scene.mouth));
}

TEST(Detail, IsTheSameEveryTimeAndLeavesSmallFacesAlone) {
  const Scene scene;
  const Gallery pictures = gallery({talker(0.5, 0.35F), talker(3.1, 0.7F)});
  EXPECT_EQ(cv::norm(talklip::withDetail(scene.generated, pictures),
                     talklip::withDetail(scene.generated, pictures)),
            0.0);
  GeneratedFace small = scene.generated;
  small.box.width = small.box.height = 90;
  cv::resize(small.picture, small.picture, {90, 90});
  EXPECT_EQ(cv::norm(talklip::withDetail(small, pictures), small.picture), 0.0);
}

}  // namespace
