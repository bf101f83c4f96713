#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <random>

#include "core/project/edit.h"
#include "ui/timeline/clip_order.h"
#include "ui/timeline/problems.h"

using testing::ElementsAre;
using ui::Problem;
using ui::ProblemKind;
using ui::Stretch;
using ui::Stretches;

// The generic head of problems.cpp, turned aside and tilted, seen from far away.
static face::Landmarks headAt(double yaw, double roll = 0) {
  const double turn = yaw * std::numbers::pi / 180, tilt = roll * std::numbers::pi / 180;
  const auto seen = [&](double x, double y, double z) {
    const double across = x * std::cos(turn) + z * std::sin(turn);
    return base::Point{static_cast<float>(500 + across * std::cos(tilt) - y * std::sin(tilt)),
                       static_cast<float>(500 + across * std::sin(tilt) + y * std::cos(tilt))};
  };
  face::Landmarks points{};
  points[30] = seen(0, 0, 0);
  points[36] = seen(-225, -170, -135);
  points[45] = seen(225, -170, -135);
  return points;
}

static face::Face faceOf(int size, double yaw) {
  face::Face face;
  face.seen = face::Seen::tracked;
  face.box = {0, 0, size, size};
  face.points = headAt(yaw);
  return face;
}

TEST(Problems, YawIsReadFromNoseAndEyesWhateverTheTilt) {
  for (const double yaw : {-50.0, -20.0, 0.0, 10.0, 35.0})
    for (const double roll : {-30.0, 0.0, 15.0})
      EXPECT_NEAR(ui::yawDegrees(headAt(yaw, roll)), yaw, 0.5) << roll;
}

TEST(Problems, EachKindIsFoundWhereItIs) {
  face::Analysis analysis;
  analysis.frames = 100;
  face::Track track{1, 10, std::vector<face::Face>(80, faceOf(200, 0))};
  for (std::size_t i = 20; i < 30; ++i) track.faces[i] = faceOf(79, 0);
  for (std::size_t i = 40; i < 50; ++i) track.faces[i] = faceOf(200, -40);
  for (std::size_t i = 60; i < 65; ++i) track.faces[i].seen = face::Seen::no;
  analysis.tracks = {track};
  EXPECT_THAT(
      ui::problemsOf(analysis),
      ElementsAre(Problem{ProblemKind::noFace, 0, {0, 10}}, Problem{ProblemKind::smallFace, 1, {30, 40}},
                  Problem{ProblemKind::turnedAway, 1, {50, 60}}, Problem{ProblemKind::noFace, 0, {70, 75}},
                  Problem{ProblemKind::noFace, 0, {90, 100}}));
}

TEST(Problems, AFewGoodPicturesDoNotDivideAProblem) {
  face::Analysis analysis;
  analysis.frames = 60;
  face::Track track{1, 0, std::vector<face::Face>(60, faceOf(60, 0))};
  track.faces[20] = faceOf(90, 0);
  for (std::size_t i = 40; i < 50; ++i) track.faces[i] = faceOf(90, 0);
  analysis.tracks = {track};
  EXPECT_THAT(ui::problemsOf(analysis), ElementsAre(Problem{ProblemKind::smallFace, 1, {0, 40}},
                                                    Problem{ProblemKind::smallFace, 1, {50, 60}}));
}

TEST(Problems, SomebodyElseInThePictureIsAFace) {
  face::Analysis analysis;
  analysis.frames = 30;
  analysis.tracks = {{1, 0, std::vector<face::Face>(15, faceOf(100, 0))},
                     {2, 15, std::vector<face::Face>(15, faceOf(100, 0))}};
  EXPECT_TRUE(ui::problemsOf(analysis).empty());
  EXPECT_TRUE(ui::problemsOf({}).empty());
}

TEST(Stretches, AreSearchedLikeSinglePictures) {
  std::mt19937 random(7);
  std::vector<bool> is(400);
  for (std::size_t i = 0; i < is.size(); ++i) is[i] = random() % 3 == 0;
  const Stretches stretches =
      ui::stretchesWhere(0, 400, [&](media::FrameNo i) { return is[static_cast<std::size_t>(i)]; });
  for (media::FrameNo first = 0; first < 400; ++first) {
    EXPECT_EQ(ui::stretchAt(stretches, first) != nullptr, is[static_cast<std::size_t>(first)]);
    for (media::FrameNo end = first + 1; end < std::min<media::FrameNo>(400, first + 9); ++end) {
      bool any = false;
      for (media::FrameNo i = first; i < end; ++i) any = any || is[static_cast<std::size_t>(i)];
      EXPECT_EQ(ui::meets(stretches, first, end), any);
    }
  }
  EXPECT_FALSE(ui::meets({}, 0, 10));
  EXPECT_FALSE(ui::meets({{3, 5}}, 4, 4));
}

TEST(Stretches, JoinWhereTheyTouch) {
  EXPECT_THAT(ui::joined({{5, 9}, {0, 2}, {2, 4}, {6, 12}, {20, 21}}),
              ElementsAre(Stretch{0, 4}, Stretch{5, 12}, Stretch{20, 21}));
}

TEST(ClipOrder, FindsTheLinesInViewAlsoLongOnesThatBeganBefore) {
  dub::Project project;
  project.voices.resize(2);
  const int take = dub::addTake(project, "a.wav", 100);
  dub::addClip(project, take, 0, 0, 0, 90);
  for (int i = 0; i < 20; ++i) dub::addClip(project, take, i % 2, 4.0 * i, 0, 3);
  const ui::ClipOrder order(project);
  for (int voice = 0; voice < 2; ++voice)
    for (double from = -5; from < 100; from += 1.7) {
      std::vector<std::size_t> expected;
      for (std::size_t i = 0; i < project.clips.size(); ++i) {
        const dub::SpeechClip& clip = project.clips[i];
        if (clip.voice == voice && clip.endSec() > from && clip.atSec < from + 6) expected.push_back(i);
      }
      EXPECT_THAT(order.within(voice, from, from + 6), testing::UnorderedElementsAreArray(expected)) << from;
    }
  EXPECT_TRUE(order.within(2, 0, 100).empty());
}
