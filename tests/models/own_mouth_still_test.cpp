#include <gtest/gtest.h>

#include "models/own_mouth/still.h"
#include "own_mouth_fixtures.h"

using namespace own_mouth;
using namespace own_mouth_fixtures;
using namespace person;

TEST(OwnMouthStill, AGestureOpensAndShutsTheLipsOfAPicture) {
  const face::Landmarks smile = unitFace(0.03f);
  EXPECT_GT(mouthSize(gestured(smile, {1, 0, 0})).opening, 0.07f);
  EXPECT_LT(mouthSize(gestured(smile, {0, 0, 0})).opening, 0.006f);
  EXPECT_LT(mouthSize(gestured(smile, {0.5f, -1, 0})).width, mouthSize(smile).width * 0.9f);
  EXPECT_EQ(gestured(smile, {1, 1, 1})[36], smile[36]);
}
