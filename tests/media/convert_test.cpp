#include "core/media/picture/convert.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <random>

#include "core/base/error.h"

namespace {

using base::Image;
using base::Rect;
using media::ColorTags;
using media::Frame;

constexpr ColorTags kLimited709{1, 1, 1, 1, 1};
constexpr ColorTags kFull601{2, 6, 6, 6, 1};

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

Image flat(int width, int height, int b, int g, int r) {
  Image image(width, height, 3);
  for (std::size_t i = 0; i < image.data.size(); i += 3) {
    image.data[i] = static_cast<std::uint8_t>(b);
    image.data[i + 1] = static_cast<std::uint8_t>(g);
    image.data[i + 2] = static_cast<std::uint8_t>(r);
  }
  return image;
}

Image cover(int width, int height, int value) {
  Image image(width, height, 1);
  std::fill(image.data.begin(), image.data.end(), static_cast<std::uint8_t>(value));
  return image;
}

// Bytes of every kind in every plane, also such as no encoder would make.
Frame noisy(const char* format, int width, int height) {
  Frame frame = media::fromBgr(gradient(width, height), format, kLimited709);
  std::mt19937 random(3);
  for (int i = 0; i < frame.planes(); ++i) {
    const media::MutablePlane plane = frame.writable(i);
    for (int y = 0; y < plane.height; ++y)
      for (int x = 0; x < plane.width * plane.bytes; ++x)
        plane.data[y * plane.stride + x] = static_cast<std::uint8_t>(random());
  }
  return frame;
}

// Are all bytes equal, but for the part of each plane that `changed` covers?
void expectEqualOutside(const Frame& a, const Frame& b, const Rect& changed) {
  for (int i = 0; i < a.planes(); ++i) {
    const media::PlaneView from = a.plane(i), to = b.plane(i);
    const int rowBytes = from.width * from.bytes;
    const double perPixel = static_cast<double>(rowBytes) / a.width();
    const int rows = from.height;
    for (int y = 0; y < rows; ++y) {
      const int lumaY = y * ((a.height() + rows - 1) / rows);
      const std::uint8_t *rowA = from.data + y * from.stride, *rowB = to.data + y * to.stride;
      if (lumaY < changed.y || lumaY >= changed.y + changed.height) {
        ASSERT_EQ(std::memcmp(rowA, rowB, static_cast<std::size_t>(rowBytes)), 0)
            << "plane " << i << " row " << y;
        continue;
      }
      const int left = static_cast<int>(changed.x * perPixel),
                right = static_cast<int>((changed.x + changed.width) * perPixel);
      ASSERT_EQ(std::memcmp(rowA, rowB, static_cast<std::size_t>(left)), 0) << "plane " << i << " row " << y;
      ASSERT_EQ(std::memcmp(rowA + right, rowB + right, static_cast<std::size_t>(rowBytes - right)), 0)
          << "plane " << i << " row " << y;
    }
  }
}

int largestDifference(const Image& a, const Image& b) {
  int worst = 0;
  for (std::size_t i = 0; i < a.data.size(); ++i) worst = std::max(worst, std::abs(a.data[i] - b.data[i]));
  return worst;
}

class Layouts : public testing::TestWithParam<const char*> {};

TEST_P(Layouts, KeepEveryByteWhereNothingIsBlended) {
  const Frame before = noisy(GetParam(), 64, 48);
  Frame after = before;
  const Rect region{16, 8, 24, 20};
  media::blend(after, region, gradient(region.width, region.height), cover(region.width, region.height, 0));
  expectEqualOutside(before, after, {0, 0, 0, 0});
}

TEST_P(Layouts, KeepEveryByteOutsideTheMask) {
  const Frame before = noisy(GetParam(), 64, 48);
  Frame after = before;
  const Rect region{8, 4, 48, 40}, inner{24, 12, 16, 16};
  Image alpha = cover(region.width, region.height, 0);
  for (int y = inner.y - region.y; y < inner.y - region.y + inner.height; ++y)
    for (int x = inner.x - region.x; x < inner.x - region.x + inner.width; ++x)
      alpha.row(y)[x] = static_cast<std::uint8_t>(1 + (x * 37 + y * 11) % 255);
  media::blend(after, region, gradient(region.width, region.height), alpha);
  expectEqualOutside(before, after, inner);
}

TEST_P(Layouts, GiveBackWhatWasBlendedIn) {
  Frame frame = media::fromBgr(flat(64, 48, 90, 120, 150), GetParam(), kLimited709);
  const Rect region{16, 8, 32, 32};
  const Image patch = gradient(region.width, region.height);
  media::blend(frame, region, patch, cover(region.width, region.height, 255));
  const Image seen = media::toBgr(frame, region);
  if (frame.planes() == 1 && frame.plane(0).width == frame.width()) return;  // grey keeps no colour
  // 4:2:0 averages the gradient over two pixels (5 and 2.5 levels a pixel) and meets another colour at its
  // border.
  Image inside(24, 24, 3), wanted(24, 24, 3);
  for (int y = 0; y < 24; ++y) {
    std::memcpy(inside.row(y), seen.row(y + 4) + 12, 72);
    std::memcpy(wanted.row(y), patch.row(y + 4) + 12, 72);
  }
  EXPECT_LE(largestDifference(inside, wanted), 8);
}

INSTANTIATE_TEST_SUITE_P(All, Layouts,
                         testing::Values("yuv420p", "yuv422p", "yuv444p", "yuv420p10le", "yuv422p10le",
                                         "yuv444p12le", "yuv420p10be", "yuv422p16le", "nv12", "p010le",
                                         "gray", "gray10le", "rgb24", "bgra", "gbrp", "gbrp10le", "gbrp12be"),
                         [](const auto& made) { return std::string(made.param); });

TEST(Convert, BlendLeavesSharedCopiesAlone) {
  const Frame original = media::fromBgr(gradient(32, 32), "yuv420p");
  const Frame kept = media::fromBgr(gradient(32, 32), "yuv420p");
  Frame painted = original;
  media::blend(painted, {0, 0, 32, 32}, flat(32, 32, 0, 0, 255), cover(32, 32, 255));
  expectEqualOutside(original, kept, {0, 0, 0, 0});
  EXPECT_NE(original.plane(0).data, painted.plane(0).data);
}

TEST(Convert, BlendMixesByAlpha) {
  Frame frame = media::fromBgr(flat(16, 16, 0, 0, 0), "yuv420p", kFull601);
  media::blend(frame, {0, 0, 16, 16}, flat(16, 16, 255, 255, 255), cover(16, 16, 51));
  EXPECT_EQ(frame.plane(0).data[0], 51);  // 255 * 51 / 255
  EXPECT_EQ(frame.plane(1).data[0], 128);
}

TEST(Convert, BlendRefusesAPatchOfAnotherSize) {
  Frame frame = media::fromBgr(gradient(16, 16), "yuv420p");
  EXPECT_THROW(media::blend(frame, {0, 0, 8, 8}, gradient(4, 4), cover(8, 8, 255)), base::Error);
  EXPECT_THROW(media::blend(frame, {1, 0, 8, 8}, gradient(8, 8), cover(8, 8, 255)), base::Error);
}

struct Tagged {
  ColorTags tags;
  int height;
  int red[3];  // Y, Cb, Cr of (0, 0, 255) in 8 bits
};

TEST(Convert, UsesTheFramesOwnMatrixAndRange) {
  // ITU-R BT.601 and BT.709: Y = 16 + 219 Kr, Cr = 240 for red in limited range; 255 Kr and 255 in full
  // range.
  const Tagged cases[] = {{{1, 6, 2, 2, 0}, 48, {81, 90, 240}}, {{1, 1, 2, 2, 0}, 48, {63, 102, 240}},
                          {{2, 6, 2, 2, 0}, 48, {76, 85, 255}}, {{2, 1, 2, 2, 0}, 48, {54, 99, 255}},
                          {{0, 2, 2, 2, 0}, 48, {81, 90, 240}}, {{0, 2, 2, 2, 0}, 720, {63, 102, 240}}};
  for (const Tagged& c : cases) {
    const Frame frame = media::fromBgr(flat(32, c.height, 0, 0, 255), "yuv444p", c.tags);
    Frame painted = media::fromBgr(flat(32, c.height, 9, 9, 9), "yuv444p", c.tags);
    media::blend(painted, {0, 0, 32, c.height}, flat(32, c.height, 0, 0, 255), cover(32, c.height, 255));
    for (int i = 0; i < 3; ++i) {
      EXPECT_NEAR(frame.plane(i).data[0], c.red[i], 1)
          << "matrix " << c.tags.matrix << " range " << c.tags.range;
      EXPECT_NEAR(painted.plane(i).data[0], c.red[i], 1)
          << "matrix " << c.tags.matrix << " range " << c.tags.range;
    }
    EXPECT_LE(largestDifference(media::toBgr(frame), flat(32, c.height, 0, 0, 255)), 3);
  }
}

TEST(Convert, ARegionIsThatPartOfTheWholePicture) {
  const Frame frame = media::fromBgr(gradient(120, 90), "yuv420p", kLimited709);
  const Image whole = media::toBgr(frame);
  const Rect region{30, 20, 40, 30};
  const Image part = media::toBgr(frame, region);
  for (int y = 0; y < region.height; ++y)
    EXPECT_EQ(std::memcmp(part.row(y), whole.row(region.y + y) + 3 * region.x, 120), 0) << "row " << y;
}

TEST(Convert, GreyIsTheLumaInFullRange) {
  Frame limited = media::fromBgr(gradient(40, 30), "yuv420p", kLimited709);
  const media::MutablePlane luma = limited.writable(0);
  const int levels[] = {0, 16, 126, 235, 255};
  const int wanted[] = {0, 0, 128, 255, 255};
  for (int i = 0; i < 5; ++i) luma.data[i] = static_cast<std::uint8_t>(levels[i]);
  const Image grey = media::toGrey(limited);
  EXPECT_EQ(grey.width, 40);
  EXPECT_EQ(grey.height, 30);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(grey.data[static_cast<std::size_t>(i)], wanted[i]);
  const Frame full = media::fromBgr(gradient(40, 30), "yuv420p", kFull601);
  EXPECT_EQ(std::memcmp(media::toGrey(full).row(7), full.plane(0).data + 7 * full.plane(0).stride, 40), 0);
}

TEST(Convert, GreyOfEveryLayoutAgrees) {
  const Image reference = media::toGrey(media::fromBgr(gradient(64, 48), "yuv444p", kFull601));
  for (const char* format : {"yuv420p10le", "yuv422p16le", "yuv420p10be", "nv12", "gray", "gbrp", "rgb24"}) {
    const Image grey = media::toGrey(media::fromBgr(gradient(64, 48), format, kFull601));
    EXPECT_LE(largestDifference(grey, reference), 2) << format;  // rounding and weights in 1/256
  }
}

TEST(Convert, GreyShrinksByAreaAveraging) {
  Frame frame = media::fromBgr(gradient(90, 60), "yuv420p", kFull601);
  const media::MutablePlane luma = frame.writable(0);
  std::mt19937 random(1);
  for (int y = 0; y < 60; ++y)
    for (int x = 0; x < 90; ++x) luma.data[y * luma.stride + x] = static_cast<std::uint8_t>(random());
  const Image third = media::toGrey(frame, 30);
  ASSERT_EQ(third.width, 30);
  ASSERT_EQ(third.height, 20);
  for (int y = 0; y < 20; ++y)
    for (int x = 0; x < 30; ++x) {
      double sum = 0;
      for (int dy = 0; dy < 3; ++dy)
        for (int dx = 0; dx < 3; ++dx) sum += luma.data[(3 * y + dy) * luma.stride + 3 * x + dx];
      EXPECT_NEAR(third.row(y)[x], sum / 9, 0.51);
    }
  EXPECT_EQ(media::toGrey(frame, 500).width, 90);  // never enlarged
}

TEST(Convert, GreyOfAnUnevenShrinkKeepsTheMean) {
  const Frame frame = media::fromBgr(flat(101, 67, 77, 77, 77), "yuv420p", kFull601);
  for (const int side : {1, 2, 7, 50, 64, 100})
    for (const std::uint8_t value : media::toGrey(frame, side).data) ASSERT_NEAR(value, 77, 1) << side;
}

TEST(Convert, AlignsRegionsToWholeChromaSamples) {
  const Frame frame = media::fromBgr(gradient(33, 21), "yuv420p");
  EXPECT_EQ(media::chromaAligned(frame, {3, 5, 4, 4}), (Rect{2, 4, 6, 6}));
  EXPECT_EQ(media::chromaAligned(frame, {31, 19, 10, 10}), (Rect{30, 18, 3, 3}));
  EXPECT_EQ(media::chromaAligned(frame, {-9, -9, 500, 500}), (Rect{0, 0, 33, 21}));
  EXPECT_TRUE(media::chromaAligned(frame, {40, 0, 5, 5}).empty());
}

TEST(Convert, WorksOnTheSmallestAndOddPictures) {
  for (const auto& [width, height] : {std::pair{1, 1}, {2, 1}, {1, 7}, {3, 3}, {17, 9}}) {
    Frame frame = media::fromBgr(flat(width, height, 10, 200, 30), "yuv420p", kFull601);
    const Rect all{0, 0, width, height};
    EXPECT_LE(largestDifference(media::toBgr(frame), flat(width, height, 10, 200, 30)), 4)
        << width << 'x' << height;
    media::blend(frame, all, flat(width, height, 200, 10, 30), cover(width, height, 255));
    EXPECT_LE(largestDifference(media::toBgr(frame), flat(width, height, 200, 10, 30)), 4)
        << width << 'x' << height;
    EXPECT_EQ(media::toGrey(frame, 1).data.size(), 1U);
  }
}

}  // namespace
