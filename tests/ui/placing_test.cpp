#include "ui/preview/placing.h"

#include <gtest/gtest.h>

namespace {

using ui::placed;

media::VideoInfo video(int width, int height, media::Rational sampleAspect = {1, 1}) {
  media::VideoInfo info;
  info.width = width;
  info.height = height;
  info.sampleAspect = sampleAspect;
  return info;
}

face::Face faceAt(float x, float y, float eyes) {
  face::Face face;
  face.points[36] = {x - eyes / 2, y - eyes};
  face.points[45] = {x + eyes / 2, y - eyes};
  face.points[48] = {x - eyes / 4, y};
  face.points[54] = {x + eyes / 4, y};
  face.seen = face::Seen::detected;
  return face;
}

TEST(Placing, APictureFitsWithItsShapeInTheMiddle) {
  EXPECT_EQ(placed({800, 600}, video(1920, 1080), {}, false).first, QRect(0, 75, 800, 450));
  EXPECT_EQ(placed({1000, 400}, video(400, 400), {}, false).first, QRect(300, 0, 400, 400));
}

TEST(Placing, WidePixelsAreShownWide) {
  EXPECT_EQ(placed({1024, 1024}, video(720, 576, {64, 45}), {}, false).first.size(), QSize(1024, 576));
}

TEST(Placing, TwoPicturesStandWhereTheyAreLargest) {
  const ui::Places wide = placed({1604, 400}, video(640, 360), {}, true);
  EXPECT_EQ(wide.first.y(), wide.second.y());
  EXPECT_GT(wide.second.x(), wide.first.right());
  const ui::Places tall = placed({640, 800}, video(640, 360), {}, true);
  EXPECT_EQ(tall.first.x(), tall.second.x());
  EXPECT_GT(tall.second.y(), tall.first.bottom());
}

TEST(Placing, PointsGoToThePlaceAndBack) {
  const auto info = video(1920, 1080);
  const QRect place(0, 75, 800, 450);
  for (const base::Rect region : {base::Rect{}, base::Rect{400, 200, 320, 240}}) {
    const QPointF there = ui::toPlace({500, 300}, place, region, info);
    const QPointF back = ui::toFrame(there, place, region, info);
    EXPECT_NEAR(back.x(), 500, 1e-9);
    EXPECT_NEAR(back.y(), 300, 1e-9);
  }
  EXPECT_EQ(ui::toPlace({960, 540}, place, {}, info), QPointF(400, 300));
}

TEST(Placing, TheMouthIsInTheMiddleOfItsRegionAndTheRegionInsideTheFrame) {
  const auto info = video(1280, 720);
  const base::Rect middle = ui::mouthRegion(faceAt(640, 360, 100), info);
  EXPECT_NEAR(middle.x + middle.width / 2, 640, 1);
  EXPECT_NEAR(middle.y + middle.height / 2, 360, 1);
  const base::Rect corner = ui::mouthRegion(faceAt(1275, 715, 100), info);
  EXPECT_LE(corner.x + corner.width, 1280);
  EXPECT_LE(corner.y + corner.height, 720);
  const base::Rect tiny = ui::mouthRegion(faceAt(20, 20, 900), video(40, 30));
  EXPECT_GE(tiny.x, 0);
  EXPECT_LE(tiny.width, 40);
  EXPECT_LE(tiny.height, 30);
}

TEST(Placing, TheRegionStaysWhileTheMouthIsWellInsideAndFollowsWhenItLeaves) {
  const auto info = video(1280, 720);
  const base::Rect region = ui::mouthRegion(faceAt(640, 360, 100), info);
  EXPECT_EQ(ui::followed(region, faceAt(650, 365, 100), info), region);
  EXPECT_NE(ui::followed(region, faceAt(760, 360, 100), info), region);
  EXPECT_NE(ui::followed(region, faceAt(640, 360, 160), info), region);  // came nearer
  EXPECT_FALSE(ui::followed({}, faceAt(640, 360, 100), info).empty());
}

}  // namespace
