#include "core/face/shot_cuts.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>

namespace {

using base::Image;

// A scene of soft blobs, another one for every seed; seen from (dx, dy) at a zoom, with a gain.
Image scene(int seed, float dx = 0, float dy = 0, float zoom = 1, float gain = 1) {
  Image image(320, 180, 1);
  const auto s = static_cast<float>(seed);
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) {
      const float u = (static_cast<float>(x) - 160) / zoom + dx, v = (static_cast<float>(y) - 90) / zoom + dy;
      const float a = std::sin(0.031F * u + 1.7F * s) * std::cos(0.043F * v + 0.9F * s * s);
      const float b =
          std::sin(0.013F * (u + v) * (1 + 0.2F * s) + s) + 0.4F * std::sin(0.11F * u + 0.17F * v);
      image.row(y)[x] =
          static_cast<std::uint8_t>(std::clamp(gain * (110 + 10 * s + 45 * a + 30 * b), 0.0F, 255.0F));
    }
  }
  return image;
}

std::vector<face::FrameNo> cutsOf(int frames, const std::function<Image(int)>& at) {
  face::ShotCuts cuts;
  for (int i = 0; i < frames; ++i) cuts.push(at(i));
  return cuts.cuts();
}

const std::vector<face::FrameNo> kNone;

TEST(ShotCuts, HardCutsAreFoundWhereTheyAre) {
  const auto found = cutsOf(80, [](int i) {
    return scene(i < 30 ? 1 : i < 55 ? 2 : 1, static_cast<float>(i));
  });
  EXPECT_EQ(found, (std::vector<face::FrameNo>{30, 55}));
}

TEST(ShotCuts, MotionAndZoomAreNoCuts) {
  EXPECT_EQ(cutsOf(60, [](int i) { return scene(1, 6 * static_cast<float>(i)); }), kNone);
  EXPECT_EQ(cutsOf(60, [](int i) { return scene(1, 0, 0, 1 + 0.04F * static_cast<float>(i)); }), kNone);
}

TEST(ShotCuts, AJumpWithinOneSceneIsACutWhereTheSceneIsStill) {
  EXPECT_EQ(cutsOf(60, [](int i) { return scene(1, 0.2F * static_cast<float>(i) + (i < 33 ? 0 : 14)); }),
            (std::vector<face::FrameNo>{33}));
}

TEST(ShotCuts, ASuddenMovementIsNoCut) {
  // From rest to speed and to rest again, also where every picture is shown twice.
  const auto moved = [](int i) { return scene(1, 18 * static_cast<float>(std::clamp(i, 20, 24) - 20)); };
  EXPECT_EQ(cutsOf(60, moved), kNone);
  EXPECT_EQ(cutsOf(60, [&](int i) { return moved(i / 2); }), kNone);
}

TEST(ShotCuts, AFastPanIsNoCut) {
  EXPECT_EQ(
      cutsOf(60, [](int i) { return scene(2, i < 20 ? 0 : 22 * static_cast<float>(std::min(i, 40) - 20)); }),
      kNone);
}

TEST(ShotCuts, FlashesAreNoCuts) {
  EXPECT_EQ(cutsOf(60,
                   [](int i) {
                     return scene(1, static_cast<float>(i), 0, 1, i == 20 || i == 35 || i == 36 ? 2.5F : 1);
                   }),
            kNone);
}

TEST(ShotCuts, ASingleForeignPictureIsNoCut) {
  EXPECT_EQ(cutsOf(60, [](int i) { return scene(i == 30 ? 3 : 1); }), kNone);
}

TEST(ShotCuts, FadesAndExposureChangesAreNoCuts) {
  EXPECT_EQ(
      cutsOf(60, [](int i) { return scene(1, 0, 0, 1, std::min(1.0F, 0.05F * static_cast<float>(i))); }),
      kNone);
  EXPECT_EQ(cutsOf(60, [](int i) { return scene(1, 0, 0, 1, i < 30 ? 1.0F : 1.15F); }), kNone);
}

TEST(ShotCuts, ShortClipsAndFlatPicturesAreBorne) {
  EXPECT_EQ(cutsOf(0, [](int) { return Image(); }), kNone);
  EXPECT_EQ(cutsOf(1, [](int) { return scene(1); }), kNone);
  EXPECT_EQ(cutsOf(9, [](int) { return Image(1, 1, 1); }), kNone);
  EXPECT_EQ(cutsOf(9, [](int) { return Image(640, 2, 1); }), kNone);
}

}  // namespace
