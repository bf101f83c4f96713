#include <gtest/gtest.h>

#include <filesystem>
#include <functional>

#include "core/base/error.h"
#include "core/face/composite.h"
#include "tests/support/npy.h"

namespace {

constexpr int kWidth = 360, kHeight = 270;

base::Image picture(const std::function<int(int x, int y, int c)>& value) {
  base::Image image(kWidth, kHeight, 3);
  for (int y = 0; y < kHeight; ++y) {
    for (int x = 0; x < kWidth; ++x) {
      for (int c = 0; c < 3; ++c) image.row(y)[3 * x + c] = static_cast<std::uint8_t>(value(x, y, c));
    }
  }
  return image;
}

base::Image big() {
  return picture([](int x, int y, int c) {
    return (2 * x + 3 * y + 71 * c + ((x * x + 3 * x * y + y * y) >> 7)) & 255;
  });
}

base::Image smooth() {
  return picture([](int x, int y, int c) {
    const int v = (2 * x + 3 * y + 71 * c) % 510;
    return v < 256 ? v : 510 - v;
  });
}

base::Rect box(int x1, int y1, int x2, int y2) { return {x1, y1, x2 - x1, y2 - y1}; }

TEST(TalkLipCrop, EqualsTheReferenceOnEveryPixel) {
  const auto golden = test_support::readNpy<std::uint8_t>(std::filesystem::path(REDUB_SOURCE_DIR) /
                                                          "tests/face/data/talklip_crops_u8.npy");
  ASSERT_EQ(golden.shape, (std::vector<std::size_t>{6, 96, 96, 3}));
  // The third box reached to x2 = 296; the reference limits x2 to the picture's height of 270, a defect.
  const std::vector<base::Rect> boxes = {box(100, 60, 237, 181), box(40, 30, 101, 103),
                                         box(200, 100, 270, 196)};
  std::size_t at = 0;
  for (const base::Image& frame : {big(), smooth()}) {
    for (const base::Rect& part : boxes) {
      const base::Image crop = face::talkLipCrop(frame, part);
      ASSERT_EQ(crop.data.size(), golden.rowSize());
      const auto expected = golden.data.begin() + static_cast<std::ptrdiff_t>(at++ * golden.rowSize());
      EXPECT_TRUE(std::equal(crop.data.begin(), crop.data.end(), expected)) << "crop " << at;
    }
  }
}

TEST(TalkLipCrop, AFaceRightOfTheHeightIsNotCutOff) {
  const base::Image frame = big();
  const base::Image third = face::talkLipCrop(frame, box(200, 100, 296, 196));  // 96 x 96: a plain copy
  for (int y = 0; y < 96; ++y) {
    EXPECT_TRUE(std::equal(third.row(y), third.row(y) + 288, frame.row(100 + y) + 600)) << y;
  }
  // Limited to the picture's height of 270 as in the reference, this box would be empty.
  const base::Image crop = face::talkLipCrop(big(), box(280, 100, 376, 196));
  const base::Image same = face::talkLipCrop(big(), box(280, 100, 360, 196));
  EXPECT_EQ(crop, same);
}

TEST(TalkLipCrop, ABoxOutsideThePictureIsAnError) {
  EXPECT_THROW(face::talkLipCrop(big(), box(400, 10, 450, 60)), base::Error);
  EXPECT_THROW(face::talkLipCrop(big(), box(10, 10, 10, 60)), base::Error);
}

}  // namespace
