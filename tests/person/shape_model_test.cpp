#include "models/person/shape_model.h"

#include <gtest/gtest.h>

#include "tests/person/fixtures.h"

using namespace person;
using namespace person_fixtures;

TEST(ShapeModel, AnObservedMouthComesBackFromItsShapeUnderItsPose) {
  const std::vector<Observation> seen = talking(300);
  const ShapeModel model = learnShapes(seen);
  for (const Observation& o : seen) {
    const Lower back = model.lower(model.shapeOf(o.unit, o.turn), o.turn), real = lowerOf(o.unit);
    for (std::size_t k = 0; k < back.size(); ++k) EXPECT_LT(base::distance(back[k], real[k]), 0.002f);
  }
}

TEST(ShapeModel, RangesAreThoseOfTheClip) {
  const ShapeModel model = learnShapes(talking(300));
  EXPECT_NEAR(model.shut, 0.002, 0.004);
  EXPECT_NEAR(model.open, mouthSize(unitFace(0.08f)).opening, 0.002);
  EXPECT_NEAR(model.widthMean, 0.30, 0.005);
}

TEST(ShapeModel, TheShapeForAnOpeningAndAWidthHasThem) {
  const ShapeModel model = learnShapes(talking(300));
  for (float opening : {0.01f, 0.04f, 0.07f}) {
    for (float width : {0.28f, 0.32f}) {
      const face::Landmarks made =
          withLower(unitFace(0), model.lower(model.shapeFor(opening, width), Turn{}));
      EXPECT_NEAR(mouthSize(made).opening, opening, 0.006);
      EXPECT_NEAR(mouthSize(made).width, width, 0.006);
    }
  }
}

TEST(ShapeModel, OnePictureIsEnoughToStart) {
  const ShapeModel model = learnShapes(talking(1));
  EXPECT_EQ(model.reach, 0);
  const Observation o = talking(1).front();
  const Lower back = model.lower(model.shapeOf(o.unit, o.turn), o.turn);
  EXPECT_LT(base::distance(back[20], lowerOf(o.unit)[20]), 0.02f);
}
