#include <gtest/gtest.h>

#include "models/own_mouth/still.h"
#include "own_mouth_fixtures.h"

using namespace own_mouth;
using namespace own_mouth_fixtures;

TEST(OwnMouthAlignment, ASimilarityIsFoundExactly) {
  const base::Similarity wanted{1.7f, -0.4f, 33, -12};
  const Stable from = stableOf(unitFace(0.02f));
  Stable to;
  std::transform(from.begin(), from.end(), to.begin(), wanted);
  const base::Similarity found = fitSimilarity(from, to);
  EXPECT_NEAR(found.a, wanted.a, 1e-4);
  EXPECT_NEAR(found.b, wanted.b, 1e-4);
  EXPECT_NEAR(found.tx, wanted.tx, 1e-3);
  EXPECT_NEAR(found.ty, wanted.ty, 1e-3);
}

TEST(OwnMouthAlignment, TheHeadStaysInPlaceWhenTheFaceMovesAndTurnsInThePicture) {
  face::Track track;
  for (int i = 0; i < 60; ++i) {
    const float turn = 0.2f * std::sin(0.1f * static_cast<float>(i));
    const base::Similarity place{240 * std::cos(turn), 240 * std::sin(turn), 100 + static_cast<float>(i), 80};
    face::Face face;
    face.points = mapped(place, unitFace(0.05f * static_cast<float>(i % 5) / 5));
    face.seen = face::Seen::tracked;
    track.faces.push_back(face);
  }
  const Posture posture = learnPosture(track, {}, 0);
  for (int i = 0; i < 60; ++i) {
    const auto at = static_cast<std::size_t>(i);
    const base::Point eye = posture.stances[at].toUnit(track.faces[at].points[36]);
    EXPECT_NEAR(eye.x, 0.5 - 0.5 / 1.75, 0.005);
    EXPECT_NEAR(eye.y, 0.10, 0.005);
  }
}

TEST(OwnMouthAlignment, PostureIsNotSmoothedAcrossACut) {
  face::Track track;
  for (int i = 0; i < 20; ++i) {
    face::Face face;
    face.points = mapped({200, 0, i < 10 ? 100.0f : 300.0f, 50}, unitFace(0.02f));
    face.seen = face::Seen::tracked;
    track.faces.push_back(face);
  }
  const std::vector<face::FrameNo> cuts = {10};
  const Posture posture = learnPosture(track, cuts, 2.0);
  EXPECT_NEAR(posture.stances[9].toUnit.inverse().tx, posture.stances[0].toUnit.inverse().tx, 0.01);
  EXPECT_NEAR(posture.stances[10].toUnit.inverse().tx, posture.stances[19].toUnit.inverse().tx, 0.01);
}

TEST(OwnMouthShape, AnObservedMouthComesBackFromItsShapeUnderItsPose) {
  const std::vector<Observation> seen = talking(300);
  const ShapeModel model = learnShapes(seen);
  for (const Observation& o : seen) {
    const Lower back = model.lower(model.shapeOf(o.unit, o.pose), o.pose), real = lowerOf(o.unit);
    for (std::size_t k = 0; k < back.size(); ++k) EXPECT_LT(base::distance(back[k], real[k]), 0.002f);
  }
}

TEST(OwnMouthShape, RangesAreThoseOfTheClip) {
  const ShapeModel model = learnShapes(talking(300));
  EXPECT_NEAR(model.shut, 0.002, 0.004);
  EXPECT_NEAR(model.open, mouthSize(unitFace(0.08f)).opening, 0.002);
  EXPECT_NEAR(model.widthMean, 0.30, 0.005);
}

TEST(OwnMouthShape, TheShapeForAnOpeningAndAWidthHasThem) {
  const ShapeModel model = learnShapes(talking(300));
  for (float opening : {0.01f, 0.04f, 0.07f}) {
    for (float width : {0.28f, 0.32f}) {
      const face::Landmarks made =
          withLower(unitFace(0), model.lower(model.shapeFor(opening, width), Pose{}));
      EXPECT_NEAR(mouthSize(made).opening, opening, 0.006);
      EXPECT_NEAR(mouthSize(made).width, width, 0.006);
    }
  }
}

TEST(OwnMouthShape, OnePictureIsEnoughToStart) {
  const ShapeModel model = learnShapes(talking(1));
  EXPECT_EQ(model.reach, 0);
  const Observation o = talking(1).front();
  const Lower back = model.lower(model.shapeOf(o.unit, o.pose), o.pose);
  EXPECT_LT(base::distance(back[20], lowerOf(o.unit)[20]), 0.02f);
}

TEST(OwnMouthStill, AGestureOpensAndShutsTheLipsOfAPicture) {
  const face::Landmarks smile = unitFace(0.03f);
  EXPECT_GT(mouthSize(gestured(smile, {1, 0, 0})).opening, 0.07f);
  EXPECT_LT(mouthSize(gestured(smile, {0, 0, 0})).opening, 0.006f);
  EXPECT_LT(mouthSize(gestured(smile, {0.5f, -1, 0})).width, mouthSize(smile).width * 0.9f);
  EXPECT_EQ(gestured(smile, {1, 1, 1})[36], smile[36]);
}
