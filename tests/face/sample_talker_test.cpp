#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/base/error.h"
#include "core/face/analyser.h"
#include "core/sample/talker.h"

namespace {

// A mouth that speaks without words: open vowels, spread and rounded ones, lips shut now and then.
speech::Articulation babble(int frame) {
  const double t = frame / 25.0, turn = 2 * std::numbers::pi;
  speech::Articulation mouth;
  mouth.opening = static_cast<float>(
      std::max(0.0, 0.45 + 0.35 * std::sin(turn * 2.1 * t) + 0.20 * std::sin(turn * 0.9 * t + 1)));
  mouth.width = static_cast<float>(0.6 * std::sin(turn * 1.3 * t));
  mouth.rounding = std::max(0.0f, -mouth.width);
  const bool isShut = frame % 17 < 2;
  mouth.closure = isShut ? 1.0f : 0.0f;
  if (isShut) mouth.opening = 0;
  mouth.labiodental = frame % 23 == 11 ? 1.0f : 0.0f;
  return mouth;
}

base::Image greyOf(const base::Image& bgr) {
  base::Image grey(bgr.width, bgr.height, 1);
  for (std::size_t i = 0; i < grey.data.size(); ++i) {
    const auto* p = &bgr.data[3 * i];
    grey.data[i] = static_cast<std::uint8_t>((29 * p[0] + 150 * p[1] + 77 * p[2] + 128) >> 8);
  }
  return grey;
}

double eyeDistance(const face::Landmarks& p) {
  return static_cast<double>(base::distance((p[36] + p[39]) * 0.5f, (p[42] + p[45]) * 0.5f));
}

double mouthError(const face::Landmarks& found, const face::Landmarks& truth) {
  double sum = 0;
  for (std::size_t i = 48; i < 68; ++i) sum += static_cast<double>(base::distance(found[i], truth[i]));
  return sum / 20 / eyeDistance(truth);
}

double opening(const face::Landmarks& p) {
  return static_cast<double>(base::distance(p[62], p[66])) / eyeDistance(p);
}
double width(const face::Landmarks& p) {
  return static_cast<double>(base::distance(p[48], p[54])) / eyeDistance(p);
}

double correlation(const std::vector<double>& a, const std::vector<double>& b) {
  const auto mean = [](const std::vector<double>& v) {
    double sum = 0;
    for (const double x : v) sum += x;
    return sum / static_cast<double>(v.size());
  };
  const double ma = mean(a), mb = mean(b);
  double ab = 0, aa = 0, bb = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    ab += (a[i] - ma) * (b[i] - mb);
    aa += (a[i] - ma) * (a[i] - ma);
    bb += (b[i] - mb) * (b[i] - mb);
  }
  return ab / std::sqrt(aa * bb);
}

struct Measured {
  double found = 0, error = 0;  // share of frames; mean, parts of the eye distance
  double openingR = 0, widthR = 0, mostShut = 0, widest = 0;
};

// Films the talker and looks at the film as Redub looks at any.
Measured film(int pictureWidth, int pictureHeight, unsigned seed, int frames) {
  const sample::Talker talker(pictureWidth, pictureHeight, seed);
  face::Analyser analyser(face::landmarkFile());
  std::vector<sample::Truth> truths;
  for (int i = 0; i < frames; ++i) {
    const auto rendered = talker.render(i / 25.0, babble(i));
    analyser.push(greyOf(rendered.bgr));
    truths.push_back(rendered.truth);
  }
  const face::Analysis analysis = analyser.finish();
  Measured out;
  if (analysis.tracks.empty()) return out;
  std::vector<double> seen, meant, seenWidth, trueWidth;
  for (int i = 0; i < frames; ++i) {
    const face::Face* face = analysis.tracks[0].at(i);
    if (face == nullptr || face->seen == face::Seen::filled) continue;
    const auto& truth = truths[static_cast<std::size_t>(i)];
    out.error += mouthError(face->points, truth.points);
    seen.push_back(opening(face->points));
    out.widest = std::max(out.widest, seen.back());
    meant.push_back(static_cast<double>(truth.mouth.opening));
    seenWidth.push_back(width(face->points));
    trueWidth.push_back(width(truth.points));
    if (truth.mouth.closure > 0.5f) out.mostShut = std::max(out.mostShut, seen.back());
  }
  out.found = static_cast<double>(seen.size()) / frames;
  out.error /= std::max(1.0, static_cast<double>(seen.size()));
  out.openingR = correlation(seen, meant);
  out.widthR = correlation(seenWidth, trueWidth);
  return out;
}

struct Shot {
  int width, height;
  unsigned seed;
};

class SampleTalker : public testing::TestWithParam<Shot> {};

TEST_P(SampleTalker, IsSeenWithItsMouthAsItIs) {
  const Shot shot = GetParam();
  const Measured m = film(shot.width, shot.height, shot.seed, 60);
  std::printf("%dx%d seed %u: found %.3f, mouth error %.3f, r(opening) %.3f, r(width) %.3f, shut %.3f\n",
              shot.width, shot.height, shot.seed, m.found, m.error, m.openingR, m.widthR, m.mostShut);
  EXPECT_GE(m.found, 0.98);
  EXPECT_LT(m.error, 0.06);
  EXPECT_GE(m.openingR, 0.9);
  EXPECT_GE(m.widthR, 0.5);
  EXPECT_LT(m.mostShut, 0.3 * m.widest);  // smoothing over neighbouring frames keeps it above 0
}

INSTANTIATE_TEST_SUITE_P(Looks, SampleTalker,
                         testing::Values(Shot{640, 480, 1}, Shot{640, 480, 2}, Shot{640, 480, 3},
                                         Shot{640, 480, 4}, Shot{641, 481, 5}, Shot{480, 640, 6},
                                         Shot{1280, 720, 7}, Shot{512, 512, 8}));

TEST(SampleTalkerPicture, SameArgumentsGiveTheSameBytes) {
  const auto mouth = babble(7);
  const auto a = sample::renderTalker(320, 240, 3, 1.5, mouth),
             b = sample::renderTalker(320, 240, 3, 1.5, mouth);
  EXPECT_EQ(a.bgr, b.bgr);
  EXPECT_EQ(a.truth.points, b.truth.points);
}

TEST(SampleTalkerPicture, SeedsAreDifferentPeopleAndTimeMovesThem) {
  const auto a = sample::renderTalker(320, 240, 3, 1.5, {}), b = sample::renderTalker(320, 240, 4, 1.5, {});
  const auto later = sample::renderTalker(320, 240, 3, 2.5, {});
  EXPECT_NE(a.bgr, b.bgr);
  EXPECT_NE(a.bgr, later.bgr);
  EXPECT_NE(a.truth.points, later.truth.points);
}

TEST(SampleTalkerPicture, EverySizeCanBePainted) {
  for (const auto& [w, h] :
       {std::pair{1, 1}, {2, 3}, {17, 16}, {16, 300}, {641, 359}, {360, 641}, {1920, 1080}}) {
    const auto rendered = sample::renderTalker(w, h, 2, 0.3, babble(3));
    EXPECT_EQ(rendered.bgr.width, w);
    EXPECT_EQ(rendered.bgr.height, h);
    EXPECT_EQ(rendered.bgr.channels, 3);
  }
  EXPECT_THROW(sample::renderTalker(0, 10, 1, 0, {}), base::Error);
  EXPECT_THROW(sample::renderTalker(10, 99999, 1, 0, {}), base::Error);
}

TEST(SampleTalkerPicture, TruthOpensAndShutsTheLips) {
  const sample::Talker talker(640, 480, 1);
  speech::Articulation open, shut, spread, round;
  open.opening = 1;
  shut.opening = 0.5f;
  shut.closure = 1;
  spread.width = 1;
  round.width = -1;
  round.rounding = 1;
  EXPECT_GT(opening(talker.render(1, open).truth.points), 0.4);
  EXPECT_LT(opening(talker.render(1, shut).truth.points), 0.001);
  EXPECT_GT(width(talker.render(1, spread).truth.points), 1.2 * width(talker.render(1, round).truth.points));
}

}  // namespace
