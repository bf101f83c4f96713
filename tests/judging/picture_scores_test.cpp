#include "models/judging/picture_scores.h"

#include <gtest/gtest.h>

#include <cmath>
#include <opencv2/imgproc.hpp>
#include <random>

#include "models/metrics/picture.h"
#include "tests/judging/clips.h"

namespace {

using base::Image;
using judging::Faces;

const dataset::Clip& clip() { return judging_tests::second(0, 0); }

const Faces& recorded() {
  static const Faces faces = judging::facesOf(clip().view(), {}).value();
  return faces;
}

// The clip with all its pictures changed.
template <class Change>
dataset::Clip changed(Change change) {
  dataset::Clip out = clip();
  const auto edge = static_cast<int>(out.edge);
  for (std::int64_t k = 0; k < out.info.frames; ++k) {
    cv::Mat picture(edge, edge, CV_8UC3, out.pictures.data() + k * edge * edge * 3);
    cv::Mat result = change(picture);
    result.copyTo(picture);
  }
  return out;
}

judging::Scores scoresOf(const dataset::Clip& made) {
  return judging::pictureScores(recorded(), judging::facesOf(made.view(), {}).value());
}

TEST(PictureScores, AreTheBestForTheSamePictures) {
  const judging::Scores scores = scoresOf(clip());
  EXPECT_NEAR(scores.at("ssim").value(), 1, 1e-12);
  EXPECT_EQ(scores.at("psnr").value(), 100);
  EXPECT_EQ(scores.at("psnr-wrapped").value(), 100);
  EXPECT_EQ(scores.at("sharpness").value(), 1);
  EXPECT_EQ(scores.at("mouth").value(), 0);
  EXPECT_EQ(scores.at("mouth-pixels").value(), 0);
  EXPECT_EQ(scores.at("face").value(), 1);
  EXPECT_EQ(scores.at("ssim").of, 25);
}

TEST(PictureScores, TellABlurByItsSharpness) {
  const auto blurred = [](double sigma) {
    return changed([&](const cv::Mat& picture) {
      cv::Mat out;
      cv::GaussianBlur(picture, out, {}, sigma);
      return out;
    });
  };
  const judging::Scores little = scoresOf(blurred(0.7)), much = scoresOf(blurred(2));
  EXPECT_LT(little.at("sharpness").value(), 0.8);
  EXPECT_LT(much.at("sharpness").value(), little.at("sharpness").value() / 2);
  EXPECT_LT(much.at("ssim").value(), little.at("ssim").value());
  EXPECT_LT(little.at("ssim").value(), 1);
  EXPECT_LT(much.at("psnr").value(), little.at("psnr").value());
  EXPECT_LT(much.at("mouth-pixels").value(), 2) << "the lips are where they were";
}

TEST(PictureScores, TellAShiftByItsPixels) {
  constexpr double kShift = 5;
  const dataset::Clip shifted = changed([](const cv::Mat& picture) {
    cv::Mat out;
    const cv::Matx23d matrix(1, 0, kShift, 0, 1, 0);
    cv::warpAffine(picture, out, matrix, picture.size(), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    return out;
  });
  const judging::Scores scores = scoresOf(shifted);
  double crop = 0, eyes = 0;
  for (std::size_t k = 0; k < 25; ++k) {
    const float* points = clip().landmarks.data() + k * 136;
    const auto mean = [&](std::size_t first, std::size_t axis) {
      double sum = 0;
      for (std::size_t i = first; i < first + 6; ++i) sum += points[2 * i + axis];
      return sum / 6;
    };
    eyes += 100 * kShift / std::hypot(mean(42, 0) - mean(36, 0), mean(42, 1) - mean(36, 1)) / 25;
    crop += kShift * 96 / (clip().boxes[4 * k + 2] - clip().boxes[4 * k]) / 25;
  }
  // Points are found anew, to about a pixel of the picture.
  EXPECT_NEAR(scores.at("mouth-pixels").value(), crop, 0.25 * crop);
  EXPECT_NEAR(scores.at("mouth").value(), eyes, 0.25 * eyes);
  EXPECT_LT(scores.at("ssim").value(), 0.9);
}

TEST(PictureScores, CompareTheBoxesAsThePaperDoes) {
  const dataset::Clip dark = changed([](const cv::Mat& picture) -> cv::Mat { return picture * 0.5; });
  const judging::Scores scores = scoresOf(dark);
  double ssim = 0, psnr = 0, wrapped = 0;
  for (std::int64_t k = 0; k < 25; ++k) {
    const auto cut = [&](const dataset::Clip& from) {
      const std::int16_t* box = from.boxes.data() + 4 * k;
      const cv::Mat picture(160, 160, CV_8UC3,
                            const_cast<std::uint8_t*>(from.pictures.data()) + k * 160 * 160 * 3);
      Image out(96, 96, 3);
      cv::Mat view(96, 96, CV_8UC3, out.data.data());
      cv::resize(picture(cv::Rect(cv::Point(box[0], box[1]), cv::Point(box[2], box[3]))), view, view.size());
      return out;
    };
    const Image a = cut(clip()), b = cut(dark);
    ssim += metrics::ssim(a, b) / 25;
    psnr += metrics::psnr(a, b) / 25;
    wrapped += metrics::psnrWrapped(a, b) / 25;
  }
  EXPECT_NEAR(scores.at("ssim").value(), ssim, 1e-9);
  EXPECT_NEAR(scores.at("psnr").value(), psnr, 1e-9);
  EXPECT_NEAR(scores.at("psnr-wrapped").value(), wrapped, 1e-9);
}

// Faces of two pictures of noise with the lips in a known place.
Faces faces(unsigned seed, float moved, bool isSecondSeen) {
  std::mt19937 random(seed);
  Faces out;
  for (int k = 0; k < 2; ++k) {
    Image& crop = out.crops.emplace_back(96, 96, 3);
    for (int y = 0; y < 96; ++y)
      for (int x = 0; x < 96; ++x) {
        const auto v = static_cast<std::uint8_t>(random() % 256);
        std::fill_n(crop.row(y) + 3 * x, 3, v);
      }
    face::Landmarks points;
    for (std::size_t i = 36; i < 48; ++i) points[i] = {i < 42 ? 30.0F : 66.0F, 30};
    for (std::size_t i = 48; i < 68; ++i)
      points[i] = {38 + static_cast<float>(i - 48), i % 2 == 0 ? 70.0F : 66.0F};
    for (base::Point& p : points) p.x += moved;
    out.points.push_back(k == 1 && !isSecondSeen ? std::nullopt : std::optional(points));
    out.boxes.push_back({0, 0, 96, 96});
  }
  return out;
}

double variance(const Image& crop) {
  // Lips from 38 to 57 and 66 to 70, half as wide again.
  const auto at = [&](int x, int y) { return static_cast<double>(crop.row(y)[3 * x]); };
  double sum = 0, squares = 0, count = 0;
  for (int y = 61; y < 75; ++y)
    for (int x = 33; x < 62; ++x, ++count) {
      const double v = at(x - 1, y) + at(x + 1, y) + at(x, y - 1) + at(x, y + 1) - 4 * at(x, y);
      sum += v, squares += v * v;
    }
  return squares / count - sum * sum / count / count;
}

TEST(PictureScores, MeasureSharpnessAroundTheLips) {
  const Faces a = faces(1, 0, true), b = faces(2, 0, true);
  const double expected =
      (variance(b.crops[0]) + variance(b.crops[1])) / (variance(a.crops[0]) + variance(a.crops[1]));
  EXPECT_NEAR(judging::pictureScores(a, b).at("sharpness").value(), expected, 1e-9);
}

TEST(PictureScores, CountPicturesInWhichTheFaceIsLost) {
  const judging::Scores scores = judging::pictureScores(faces(1, 0, true), faces(1, 3, false));
  EXPECT_EQ(scores.at("face"), (judging::Score{1, 2}));
  EXPECT_EQ(scores.at("mouth-pixels").of, 1);
  EXPECT_NEAR(scores.at("mouth-pixels").value(), 3, 1e-6);
  EXPECT_NEAR(scores.at("mouth").value(), 100 * 3.0 / 36, 1e-5);
}

TEST(PictureScores, FollowThePlaceOfTheBox) {
  Faces made = faces(1, 0, true);
  for (std::size_t k = 0; k < 2; ++k) {
    for (base::Point& p : *made.points[k]) p = {2 * p.x + 10.5F, 2 * p.y + 20.5F};
    made.boxes[k] = {10, 20, 192, 192};
  }
  EXPECT_NEAR(judging::pictureScores(faces(1, 0, true), made).at("mouth-pixels").value(), 0, 1e-5);
}

TEST(PictureScores, AreNoneWhenStopped) {
  std::stop_source stop;
  stop.request_stop();
  EXPECT_FALSE(judging::facesOf(clip().view(), stop.get_token()));
}

}  // namespace
