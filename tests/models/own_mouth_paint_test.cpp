#include <gtest/gtest.h>

#include <cstdlib>
#include <random>

#include "core/media/picture/convert.h"
#include "models/own_mouth/paint.h"
#include "own_mouth_fixtures.h"

using namespace own_mouth;
using namespace person;
using namespace own_mouth_fixtures;

namespace {

constexpr float kUnit = 160;  // pixels

// Skin with soft structure, dark between the lips of `points` (unit square at 40, 60).
struct Scene {
  base::Similarity toUnit = base::Similarity{kUnit, 0, 40, 60}.inverse();
  face::Landmarks unit;
  base::Image bgr{240, 260, 3};
  media::Frame frame;
  explicit Scene(float opening) : unit(unitFace(opening)) {
    for (int y = 0; y < bgr.height; ++y) {
      for (int x = 0; x < bgr.width; ++x) {
        const base::Point p = toUnit({static_cast<float>(x), static_cast<float>(y)});
        const bool isInside = p.y > 0.602f && p.y < 0.599f + opening && std::abs(p.x - 0.5f) < 0.09f;
        const float level = isInside ? 20
                                     : 150 + 20 * std::sin(0.13f * static_cast<float>(x)) +
                                           15 * std::sin(0.17f * static_cast<float>(y));
        std::fill_n(bgr.row(y) + 3 * x, 3, static_cast<std::uint8_t>(level));
      }
    }
    frame = media::fromBgr(bgr, "yuv444p");
  }
  BankFrame bank() const {
    BankFrame out;
    out.toUnit = toUnit;
    out.unit = unit;
    out.region = media::chromaAligned(frame, lowerFace(unit, toUnit));
    out.bgr = media::toBgr(frame, out.region);
    out.opening = mouthSize(unit).opening;
    return out;
  }
};

double meanDifference(const face::Patch& patch, const media::Frame& frame) {
  const base::Rect region{static_cast<int>(patch.toFrame.tx), static_cast<int>(patch.toFrame.ty),
                          patch.bgr.width, patch.bgr.height};
  const base::Image real = media::toBgr(frame, region);
  double sum = 0;
  for (std::size_t i = 0; i < real.data.size(); ++i)
    sum += std::abs(static_cast<int>(real.data[i]) - patch.bgr.data[i]);
  return sum / static_cast<double>(real.data.size());
}

// Mean level in the middle between the lips of a mouth that is 0.06 open.
double levelBetweenLips(const face::Patch& patch, const Scene& scene) {
  const base::Point p = scene.toUnit.inverse()({0.5f, 0.63f});
  const int x = static_cast<int>(p.x - patch.toFrame.tx), y = static_cast<int>(p.y - patch.toFrame.ty);
  return patch.bgr.row(y)[3 * x];
}

}  // namespace

TEST(OwnMouthPaint, AFrameWarpedToItselfStaysAsItIs) {
  const Scene scene(0.04f);
  const face::Patch patch =
      paint(scene.frame, {.toUnit = scene.toUnit, .current = scene.unit, .target = scene.unit});
  EXPECT_LT(meanDifference(patch, scene.frame), 0.6);  // rounding of the warp's coordinates to 1/32 pixel
}

TEST(OwnMouthPaint, ThePatchIsPastedByWholePixelsAndFadesOutBeforeItsBorder) {
  const Scene scene(0.04f);
  const face::Patch patch =
      paint(scene.frame, {.toUnit = scene.toUnit, .current = scene.unit, .target = unitFace(0.08f)});
  EXPECT_EQ(patch.toFrame.a, 1);
  EXPECT_EQ(patch.toFrame.b, 0);
  EXPECT_EQ(patch.toFrame.tx, std::round(patch.toFrame.tx));
  EXPECT_EQ(patch.alpha.width, patch.bgr.width);
  for (int x = 0; x < patch.alpha.width; ++x) {
    EXPECT_LT(patch.alpha.row(0)[x], 8);
    EXPECT_LT(patch.alpha.row(patch.alpha.height - 1)[x], 8);
  }
  const base::Point chin = scene.toUnit.inverse()(unitFace(0.08f)[8]);
  EXPECT_EQ(patch.alpha.row(
                static_cast<int>(chin.y - patch.toFrame.ty))[static_cast<int>(chin.x - patch.toFrame.tx)],
            255);
}

TEST(OwnMouthPaint, AMouthOfAnotherPictureIsOpenedAsAsked) {
  const Scene shut(0.004f), open(0.06f);
  const BankFrame bank = open.bank();
  const Layer layer{&bank, 1};
  const face::Patch patch = paint(
      shut.frame,
      {.toUnit = shut.toUnit, .current = shut.unit, .target = open.unit, .layers = std::span(&layer, 1)});
  EXPECT_LT(levelBetweenLips(patch, shut), 60);
}

TEST(OwnMouthPaint, CheeksAndJawComeFromTheOtherPictureButNotTheNose) {
  const Scene scene(0.04f);
  const base::Similarity toFrame = scene.toUnit.inverse();
  const auto levelAt = [&](base::Point place) {
    Scene marked(0.04f);  // a birthmark there
    const base::Point p = toFrame(place);
    for (int y = -3; y <= 3; ++y)
      std::fill_n(marked.bgr.row(static_cast<int>(p.y) + y) + 3 * (static_cast<int>(p.x) - 3), 21, 40);
    marked.frame = media::fromBgr(marked.bgr, "yuv444p");
    const BankFrame bank = marked.bank();
    const Layer layer{&bank, 1};
    const face::Patch patch = paint(scene.frame, {.toUnit = scene.toUnit,
                                                  .current = scene.unit,
                                                  .target = scene.unit,
                                                  .layers = std::span(&layer, 1)});
    const int x = static_cast<int>(p.x - patch.toFrame.tx), y = static_cast<int>(p.y - patch.toFrame.ty);
    return y < 0 ? 255 : patch.bgr.row(y)[3 * x];  // above the patch nothing is painted
  };
  const auto between = [&](std::size_t a, std::size_t b) { return (scene.unit[a] + scene.unit[b]) * 0.5f; };
  EXPECT_LT(levelAt(between(35, 13)), 80) << "cheek";
  EXPECT_LT(levelAt(between(31, 3)), 80) << "cheek";
  EXPECT_LT(levelAt(scene.unit[8] * 0.9f + scene.unit[57] * 0.1f), 80) << "jaw";
  EXPECT_GT(levelAt(scene.unit[30]), 110) << "nose";
}

TEST(OwnMouthPaint, AShutPictureIsGivenADrawnMouthWhenItOpensFar) {
  const Scene shut(0.002f);
  const face::Patch patch =
      paint(shut.frame, {.toUnit = shut.toUnit, .current = shut.unit, .target = unitFace(0.09f)});
  EXPECT_GT(meanDifference(patch, shut.frame), 1);
  const base::Point p = shut.toUnit.inverse()({0.5f, 0.655f});
  EXPECT_LT(
      patch.bgr.row(static_cast<int>(p.y - patch.toFrame.ty))[3 * static_cast<int>(p.x - patch.toFrame.tx)],
      110);
}

TEST(OwnMouthPaint, AFaceCutByThePicturesBorderIsPaintedWhereItIsSeen) {
  Scene scene(0.03f);
  scene.toUnit = base::Similarity{kUnit, 0, 150, 190}.inverse();  // chin and a cheek outside
  const face::Patch patch =
      paint(scene.frame, {.toUnit = scene.toUnit, .current = scene.unit, .target = unitFace(0.06f)});
  EXPECT_LE(patch.toFrame.tx + static_cast<float>(patch.bgr.width), 240);
  EXPECT_LE(patch.toFrame.ty + static_cast<float>(patch.bgr.height), 260);
  scene.toUnit = base::Similarity{kUnit, 0, 900, 900}.inverse();
  EXPECT_TRUE(
      paint(scene.frame, {.toUnit = scene.toUnit, .current = scene.unit, .target = scene.unit}).bgr.empty());
}
