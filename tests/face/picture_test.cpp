#include "core/face/picture.h"

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/media/picture/convert.h"

namespace {

// Grey rises to the right and downwards, so that a place is known by its value.
base::Image ramp(int width, int height) {
  base::Image bgr(width, height, 3);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x)
      for (int c = 0; c < 3; ++c)
        bgr.row(y)[3 * x + c] = static_cast<std::uint8_t>(20 + x + (c == 0 ? y : 0));
  return bgr;
}

TEST(Picture, TellsTheColoursOfAPart) {
  const media::Frame frame = media::fromBgr(ramp(120, 80), "yuv444p");
  const face::Picture::Part part = face::Picture(frame, {1, 1}).colours({-10, 31, 50, 20});
  EXPECT_EQ(part.x, 0);
  EXPECT_LE(part.y, 31);
  EXPECT_GE(part.x + part.bgr.width, 40);
  EXPECT_GE(part.y + part.bgr.height, 51);
  const base::Image whole = media::toBgr(frame);
  for (int x = 0; x < 40; ++x) EXPECT_EQ(part.bgr.row(35 - part.y)[3 * (x - part.x)], whole.row(35)[3 * x]);
}

// Twice as wide: the colours lie where the grey does.
TEST(Picture, OfPixelsThatAreNotSquareHasItsColoursWhereItsGreyIs) {
  for (const media::Rational aspect : {media::Rational{2, 1}, media::Rational{1, 2}}) {
    const face::Picture picture(media::fromBgr(ramp(120, 80), "yuv444p"), aspect);
    const face::Picture::Part part = picture.colours({30, 20, 41, 33});
    ASSERT_EQ(part.bgr.width, 41);
    ASSERT_EQ(part.bgr.height, 33);
    for (int y = 0; y < 33; ++y)
      for (int x = 0; x < 41; ++x) {
        const std::uint8_t* c = part.bgr.row(y) + 3 * x;
        EXPECT_NEAR(0.114 * c[0] + 0.587 * c[1] + 0.299 * c[2], picture.grey().row(part.y + y)[part.x + x],
                    3);
      }
  }
}

TEST(Picture, BesideThePictureThereIsNothing) {
  const face::Picture picture(base::Image(16, 16, 1));
  EXPECT_TRUE(picture.colours({20, 0, 5, 5}).bgr.empty());
  EXPECT_EQ(picture.colours({8, 8, 50, 50}).bgr.width, 8);
}

}  // namespace
