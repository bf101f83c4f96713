#include "core/render/measure.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace {

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

std::vector<float> wave(std::size_t steps, double shift) {
  std::vector<float> out(steps);
  for (std::size_t i = 0; i < steps; ++i) {
    const double t = static_cast<double>(i) + shift;
    out[i] = static_cast<float>(0.05 + 0.03 * std::sin(0.9 * t) + 0.02 * std::sin(0.37 * t + 1));
  }
  return out;
}

dub::MouthCurve curveOf(const std::vector<float>& opening) {
  dub::MouthCurve curve{{}, opening, opening};
  for (std::size_t i = 0; i < opening.size(); ++i)
    curve.seconds.push_back((static_cast<double>(i) + 0.5) / 25.0);
  return curve;
}

dub::Predicted predictedAs(const std::vector<float>& opening) {
  dub::Predicted p;
  for (const float o : opening) p.articulation.push_back({.opening = o, .width = -o});
  p.activity.assign(opening.size(), 1.0f);
  return p;
}

TEST(Measure, CorrelationIsPearsonsAndSkipsWhatIsMissing) {
  const std::vector<float> a = wave(50, 0);
  std::vector<float> b(a);
  for (float& x : b) x = 3 - 2 * x;
  EXPECT_NEAR(dub::correlation(a, a, 0), 1.0, 1e-6);
  EXPECT_NEAR(dub::correlation(a, b, 0), -1.0, 1e-5);
  b[7] = kNaN;
  EXPECT_NEAR(dub::correlation(a, b, 0), -1.0, 1e-5);
  EXPECT_EQ(dub::correlation(std::vector<float>(50, 1.0f), a, 0), 0);
  EXPECT_EQ(dub::correlation({}, {}, 0), 0);
}

TEST(Measure, FindsTheLagOfTheVoice) {
  for (const int lag : {-4, 0, 3}) {
    const dub::LipMeasure m = dub::measureLips(curveOf(wave(100, 0)), predictedAs(wave(100, -lag)));
    EXPECT_EQ(m.lagSteps, lag);
    EXPECT_NEAR(m.correlation, 1.0, 1e-5);
    EXPECT_NEAR(m.widthCorrelation, -1.0, 1e-5);
  }
}

TEST(Measure, JitterIsSmallForSmoothAndLargeForTremblingMouths) {
  std::vector<float> trembling = wave(100, 0);
  for (std::size_t i = 0; i < trembling.size(); i += 2) trembling[i] += 0.03f;
  const double smooth = dub::jitter(curveOf(wave(100, 0))), rough = dub::jitter(curveOf(trembling));
  EXPECT_LT(smooth, 0.8);
  EXPECT_GT(rough, 1.5);
  EXPECT_EQ(dub::jitter({}), 0);
}

TEST(Measure, TellsMotionInSilenceFromMotionInSpeech) {
  std::vector<float> opening = wave(100, 0);
  for (std::size_t i = 50; i < 100; ++i) opening[i] = 0.001f;
  dub::Predicted predicted = predictedAs(wave(100, 0));
  for (std::size_t i = 48; i < 100; ++i) predicted.activity[i] = 0;
  const dub::LipMeasure shut = dub::measureLips(curveOf(opening), predicted);
  EXPECT_NEAR(shut.silenceMotion, 0, 1e-3);
  EXPECT_LT(shut.silenceOpening, 0.05);
  const dub::LipMeasure moving = dub::measureLips(curveOf(wave(100, 0)), predicted);
  EXPECT_NEAR(moving.silenceMotion, 1, 0.3);
}

TEST(Measure, ResamplesWithinSmallGapsOnly) {
  const std::vector<double> seconds{0.0, 0.04, 0.08, 0.5, 0.54};
  const std::vector<float> values{0, 1, 2, 10, 11};
  const std::vector<float> out = dub::resampled(seconds, values, 14);
  EXPECT_NEAR(out[0], 0.5, 1e-5);
  EXPECT_NEAR(out[1], 1.5, 1e-5);
  EXPECT_TRUE(std::isnan(out[6]));
  EXPECT_NEAR(out[13], 11, 1.0);
}

TEST(Measure, AFrameStandsForTheMiddleOfItsTime) {
  const media::FrameIndex index{{{100, true}, {140, false}, {220, false}}};
  const std::vector<double> middles = dub::frameMiddles(index, {1, 1000});
  ASSERT_EQ(middles.size(), 3u);
  EXPECT_NEAR(middles[0], 0.02, 1e-9);
  EXPECT_NEAR(middles[1], 0.08, 1e-9);
  EXPECT_NEAR(middles[2], 0.15, 1e-9);
}

TEST(Measure, OpeningAndWidthAreInPartsOfTheCropEdge) {
  face::Track track;
  face::Face face;
  face.seen = face::Seen::detected;
  face.points[36] = {100, 100};
  face.points[45] = {200, 100};
  for (const int upper : {61, 62, 63}) face.points[static_cast<std::size_t>(upper)] = {150, 180};
  for (const int lower : {65, 66, 67}) face.points[static_cast<std::size_t>(lower)] = {150, 197.5f};
  face.points[48] = {115, 185};
  face.points[54] = {185, 185};
  track.faces.assign(5, face);
  track.faces[2].seen = face::Seen::no;
  const std::vector<double> seconds{0, 0.04, 0.08, 0.12, 0.16};
  const dub::MouthCurve curve = dub::mouthCurve(track, seconds);
  ASSERT_EQ(curve.opening.size(), 4u);
  EXPECT_NEAR(curve.opening[0], 0.1, 1e-5);
  EXPECT_NEAR(curve.width[3], 0.4, 1e-5);
}

}  // namespace
