#include <gtest/gtest.h>

#include <cstdlib>

#include "core/media/picture/convert.h"

namespace {

using base::Image;
using base::Rect;
using media::ColorTags;

// Smooth, so that how chroma is interpolated does not matter.
Image gradient(int width, int height) {
  Image image(width, height, 3);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      std::uint8_t* p = image.row(y) + 3 * x;
      p[0] = static_cast<std::uint8_t>(40 + 160 * x / width);
      p[1] = static_cast<std::uint8_t>(60 + 120 * y / height);
      p[2] = static_cast<std::uint8_t>(200 - 100 * x / width);
    }
  return image;
}

int largestDifference(const Image& bgra, const Image& bgr) {
  int largest = 0;
  for (int y = 0; y < bgr.height; ++y)
    for (int x = 0; x < bgr.width; ++x)
      for (int c = 0; c < 3; ++c)
        largest = std::max(largest, std::abs(bgra.row(y)[4 * x + c] - bgr.row(y)[3 * x + c]));
  return largest;
}

bool isOpaque(const Image& bgra) {
  for (std::size_t i = 3; i < bgra.data.size(); i += 4)
    if (bgra.data[i] != 255) return false;
  return true;
}

struct Kind {
  const char* format;
  ColorTags tags;
};

class ToBgra : public testing::TestWithParam<Kind> {};

TEST_P(ToBgra, HasTheColoursOfToBgr) {
  for (const auto& [width, height] : {std::pair{160, 96}, std::pair{161, 97}, std::pair{1920, 1080}}) {
    const media::Frame frame = media::fromBgr(gradient(width, height), GetParam().format, GetParam().tags);
    const Image whole = media::toBgra(frame, {}, width, height);
    ASSERT_EQ(whole.width, width);
    ASSERT_EQ(whole.height, height);
    ASSERT_EQ(whole.channels, 4);
    // Chroma is taken as it is or interpolated: a step of the gradient.
    EXPECT_LE(largestDifference(whole, media::toBgr(frame)), 5) << width;
    EXPECT_TRUE(isOpaque(whole));
  }
}

TEST_P(ToBgra, ShowsTheRegionAtTheWantedSize) {
  const media::Frame frame = media::fromBgr(gradient(320, 240), GetParam().format, GetParam().tags);
  const Rect region{64, 80, 120, 60};
  const Image same = media::toBgra(frame, region, 120, 60);
  EXPECT_LE(largestDifference(same, media::toBgr(frame, region)), 5);
  const Image doubled = media::toBgra(frame, region, 240, 120), half = media::toBgra(frame, region, 60, 30);
  for (int c = 0; c < 3; ++c) {
    EXPECT_NEAR(doubled.row(60)[4 * 120 + c], same.row(30)[4 * 60 + c], 3);
    EXPECT_NEAR(half.row(15)[4 * 30 + c], same.row(30)[4 * 60 + c], 3);
  }
  EXPECT_TRUE(isOpaque(doubled));
}

INSTANTIATE_TEST_SUITE_P(Kinds, ToBgra,
                         testing::Values(Kind{"yuv420p", {1, 1, 1, 1, 1}}, Kind{"yuv420p", {2, 6, 6, 6, 1}},
                                         Kind{"yuv420p", {}}, Kind{"yuvj420p", {}}, Kind{"nv12", {}},
                                         Kind{"yuv422p", {}}, Kind{"yuv444p10le", {1, 9, 9, 1, 1}},
                                         Kind{"yuv420p10le", {}}, Kind{"bgr24", {}}, Kind{"rgba", {}}));

TEST(ToBgra, OutsideTheFrameItIsBlack) {
  const media::Frame frame = media::fromBgr(gradient(64, 48), "yuv420p");
  const Image image = media::toBgra(frame, {100, 100, 20, 20}, 8, 6);
  ASSERT_EQ(image.width, 8);
  EXPECT_EQ(image.data[0], 0);
  EXPECT_TRUE(isOpaque(image));
}

}  // namespace
