#include "core/face/composite.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <random>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/media/picture/convert.h"
#include "tests/face/landmarks_of.h"

namespace {

using base::Image;
using base::Rect;

constexpr int kWidth = 323, kHeight = 241;  // odd on purpose

Image noise(int width, int height, unsigned seed) {
  Image image(width, height, 3);
  std::mt19937 random(seed);
  for (std::uint8_t& v : image.data) v = static_cast<std::uint8_t>(60 + random() % 140);
  return image;
}

Image flat(int width, int height, std::uint8_t b, std::uint8_t g, std::uint8_t r) {
  Image image(width, height, 3);
  for (std::size_t i = 0; i < image.data.size(); i += 3)
    image.data[i] = b, image.data[i + 1] = g, image.data[i + 2] = r;
  return image;
}

face::Landmarks points() { return face_test::landmarksOf({160, 90}, 70, 0.1F); }

// A patch that covers the mask's bounds, shifted by whole pixels.
face::Patch patchOver(Rect bounds, const Image& bgr) {
  return {bgr, {}, {1, 0, static_cast<float>(bounds.x), static_cast<float>(bounds.y)}};
}

// Bytes of plane `i` without the row padding.
std::vector<std::uint8_t> bytesOf(const media::Frame& frame, int i) {
  const media::PlaneView plane = frame.plane(i);
  std::vector<std::uint8_t> bytes;
  for (int y = 0; y < plane.height; ++y) {
    const std::uint8_t* row = plane.data + y * plane.stride;
    bytes.insert(bytes.end(), row, row + plane.width * plane.bytes);
  }
  return bytes;
}

class CompositeInto : public testing::TestWithParam<const char*> {};

TEST_P(CompositeInto, SamplesOutsideTheMaskKeepTheirBytesInEveryPlane) {
  const Image picture = noise(kWidth, kHeight, 1);
  const media::Frame before = media::fromBgr(picture, GetParam());
  media::Frame after = before;
  const Rect bounds = face::maskBounds(points(), {});
  face::composite(after, patchOver(bounds, noise(bounds.width, bounds.height, 2)), points(), {});
  const Image mask = face::lowerFaceMask(points(), {0, 0, kWidth, kHeight}, {});
  bool hasChanged = false;
  for (int p = 0; p < before.planes(); ++p) {
    const media::PlaneView a = before.plane(p), b = after.plane(p);
    const int stepX = (kWidth + a.width - 1) / a.width, stepY = (kHeight + a.height - 1) / a.height;
    for (int y = 0; y < a.height; ++y) {
      for (int x = 0; x < a.width; ++x) {
        int alpha = 0;
        for (int my = y * stepY; my < std::min(kHeight, (y + 1) * stepY); ++my) {
          for (int mx = x * stepX; mx < std::min(kWidth, (x + 1) * stepX); ++mx) alpha += mask.row(my)[mx];
        }
        const bool isSame =
            std::memcmp(a.data + y * a.stride + x * a.bytes, b.data + y * b.stride + x * b.bytes,
                        static_cast<std::size_t>(a.bytes)) == 0;
        if (alpha == 0 && !isSame) ADD_FAILURE() << "plane " << p << " at " << x << "," << y;
        hasChanged = hasChanged || !isSame;
      }
    }
  }
  EXPECT_TRUE(hasChanged);
  EXPECT_EQ(before.pts(), after.pts());
}

INSTANTIATE_TEST_SUITE_P(Formats, CompositeInto,
                         testing::Values("yuv420p", "yuv422p", "yuv444p", "yuv420p10le", "yuv422p10le",
                                         "yuv444p10le"));

TEST(Composite, NothingToPaintLeavesTheFrameAlone) {
  const media::Frame before = media::fromBgr(noise(kWidth, kHeight, 1), "yuv420p");
  const Rect bounds = face::maskBounds(points(), {});
  const face::Patch patch = patchOver(bounds, flat(bounds.width, bounds.height, 0, 0, 255));
  media::Frame after = before;
  face::composite(after, {}, points(), {});
  face::composite(after, patch, points(), {}, 0.0F);
  face::Patch far = patch;
  far.toFrame.tx = 5000;
  face::composite(after, far, points(), {});
  for (int p = 0; p < 3; ++p) EXPECT_EQ(bytesOf(before, p), bytesOf(after, p));
}

TEST(Composite, WhereTheMaskIsFullThePatchShows) {
  media::Frame frame = media::fromBgr(flat(kWidth, kHeight, 90, 110, 150), "yuv444p");
  const Rect bounds = face::maskBounds(points(), {});
  face::composite(frame, patchOver(bounds, flat(bounds.width, bounds.height, 40, 60, 180)), points(),
                  {{}, false});
  const Image result = media::toBgr(frame);
  const base::Point mouth = points()[62];
  const std::uint8_t* pixel = result.row(static_cast<int>(mouth.y)) + 3 * static_cast<int>(mouth.x);
  EXPECT_NEAR(pixel[0], 40, 3);
  EXPECT_NEAR(pixel[1], 60, 3);
  EXPECT_NEAR(pixel[2], 180, 3);
}

TEST(Composite, StrengthFadesBetweenFrameAndPatch) {
  const auto blueAtMouth = [](float strength) {
    media::Frame frame = media::fromBgr(flat(kWidth, kHeight, 100, 100, 100), "yuv444p");
    const Rect bounds = face::maskBounds(points(), {});
    face::composite(frame, patchOver(bounds, flat(bounds.width, bounds.height, 180, 100, 100)), points(),
                    {{}, false}, strength);
    const base::Point mouth = points()[62];
    return media::toBgr(frame).row(static_cast<int>(mouth.y))[3 * static_cast<int>(mouth.x)];
  };
  EXPECT_NEAR(blueAtMouth(1.0F), 180, 3);
  EXPECT_NEAR(blueAtMouth(0.5F), 140, 3);
  EXPECT_NEAR(blueAtMouth(0.25F), 120, 3);
}

TEST(Composite, AColourCastOfThePatchIsTakenAway) {
  // A patch equal to the frame but for a cast of at most 40 levels must vanish when colours are matched.
  Image picture = flat(kWidth, kHeight, 90, 110, 150);
  const Rect bounds = face::maskBounds(points(), {});
  const auto errorWith = [&](bool colorMatch) {
    media::Frame frame = media::fromBgr(picture, "yuv444p");
    face::composite(frame, patchOver(bounds, flat(bounds.width, bounds.height, 110, 90, 175)), points(),
                    {{}, colorMatch});
    const Image result = media::toBgr(frame);
    int most = 0;
    for (std::size_t i = 0; i < result.data.size(); ++i) {
      most = std::max(most, std::abs(result.data[i] - picture.data[i]));
    }
    return most;
  };
  EXPECT_GT(errorWith(false), 15);
  EXPECT_LE(errorWith(true), 4);  // rounding through YUV
}

TEST(Composite, ColourIsNotMovedByMoreThanItsLimit) {
  media::Frame frame = media::fromBgr(flat(kWidth, kHeight, 60, 60, 60), "yuv444p");
  const Rect bounds = face::maskBounds(points(), {});
  face::composite(frame, patchOver(bounds, flat(bounds.width, bounds.height, 200, 200, 200)), points(), {});
  const base::Point mouth = points()[62];
  EXPECT_NEAR(media::toBgr(frame).row(static_cast<int>(mouth.y))[3 * static_cast<int>(mouth.x)], 160, 4);
}

TEST(Composite, AScaledAndTurnedPatchLandsWhereItsTransformSays) {
  // The patch is the frame itself seen through a similarity, so painting it must change next to nothing.
  Image picture(kWidth, kHeight, 3);
  for (int y = 0; y < kHeight; ++y) {
    for (int x = 0; x < kWidth; ++x) {
      for (int c = 0; c < 3; ++c) {
        picture.row(y)[3 * x + c] =
            static_cast<std::uint8_t>(128 + 60 * std::sin(0.05 * x + c) * std::cos(0.04 * y));
      }
    }
  }
  const int edge = 180;
  face::Patch patch{face::alignedCrop(picture, points(), edge), {}, {}};
  const base::Similarity toFrame = face::alignment(points()).inverse();
  const float step = 1.0F / edge;  // centres of the crop's pixels lie at (i + 0.5) / edge
  const base::Point first = toFrame({0.5F * step, 0.5F * step});
  patch.toFrame = {toFrame.a * step, toFrame.b * step, first.x, first.y};
  media::Frame frame = media::fromBgr(picture, "yuv444p");
  const Image before = media::toBgr(frame);
  face::composite(frame, patch, points(), {{}, false});
  const Image after = media::toBgr(frame);
  int most = 0;
  for (std::size_t i = 0; i < after.data.size(); ++i)
    most = std::max(most, std::abs(after.data[i] - before.data[i]));
  EXPECT_LE(most, 5);
}

TEST(Composite, ThePatchesOwnAlphaIsTheMask) {
  const media::Frame before = media::fromBgr(flat(kWidth, kHeight, 100, 100, 100), "yuv420p");
  media::Frame after = before;
  face::Patch patch{flat(40, 40, 200, 100, 100), Image(40, 40, 1), {1, 0, 10, 12}};
  for (int y = 10; y < 30; ++y) std::fill_n(patch.alpha.row(y) + 10, 20, std::uint8_t{255});
  face::composite(after, patch, points(), {{}, false});
  const Image result = media::toBgr(after);
  EXPECT_NEAR(result.row(12 + 20)[3 * (10 + 20)], 200, 3);
  EXPECT_NEAR(result.row(12 + 5)[3 * (10 + 5)], 100, 1);
}

TEST(Composite, AFaceCutByTheFrameIsPaintedInItsVisiblePart) {
  for (const base::Point centre :
       {base::Point{5, 90}, base::Point{318, 90}, base::Point{160, -20}, base::Point{160, 220}}) {
    media::Frame frame = media::fromBgr(noise(kWidth, kHeight, 3), "yuv420p");
    const auto face = face_test::landmarksOf(centre, 70);
    const Rect bounds = face::maskBounds(face, {});
    EXPECT_NO_THROW(
        face::composite(frame, patchOver(bounds, noise(bounds.width, bounds.height, 4)), face, {}));
  }
}

TEST(Composite, APatchThatDoesNotFitTogetherIsRefused) {
  media::Frame frame = media::fromBgr(noise(kWidth, kHeight, 3), "yuv420p");
  face::Patch patch{flat(20, 20, 1, 2, 3), Image(19, 20, 1), {}};
  EXPECT_THROW(face::composite(frame, patch, points(), {}), base::Error);
}

}  // namespace
