#include "core/sample/landmarks.h"

#include "core/sample/head_shape.h"

namespace sample {
namespace {

// y of the right half of the jaw points, from the chin to the ear.
void jaw(face::Landmarks& out, const Look& look, const MouthShape& mouth) {
  constexpr std::array<float, 9> kAngle = {3.1416f, 2.96f, 2.78f, 2.595f, 2.40f, 2.19f, 1.965f, 1.75f, 1.49f};
  for (std::size_t i = 0; i < kAngle.size(); ++i) {
    const base::Point direction{std::sin(kAngle[i]), -std::cos(kAngle[i])};
    const base::Point p = mouth.posed(kHeadCentre + direction * outlineRadius(kHeadCentre + direction, look));
    out[8 + i] = p;
    out[8 - i] = {-p.x, p.y};
  }
}

void brows(face::Landmarks& out, const Look& look, const Pose& pose) {
  constexpr std::array<float, 5> kX = {0.20f, 0.385f, 0.575f, 0.765f, 0.915f};
  for (std::size_t i = 0; i < kX.size(); ++i) {
    const float y = browLine(kX[i], look) - 0.018f - 0.014f * pose.brows;
    out[22 + i] = {kX[i], y};
    out[21 - i] = {-kX[i], y};
  }
}

void nose(face::Landmarks& out, const Look& look) {
  const float w = look.noseWidth, l = look.noseLength;
  constexpr std::array<float, 4> kBridge = {-0.03f, 0.165f, 0.36f, 0.555f};
  for (std::size_t i = 0; i < kBridge.size(); ++i) out[27 + i] = {0, kBridge[i] * l};
  constexpr std::array<base::Point, 3> kBase = {{{0, 0.765f}, {0.12f, 0.742f}, {0.235f, 0.70f}}};
  for (std::size_t i = 0; i < kBase.size(); ++i) {
    out[33 + i] = {kBase[i].x * w, kBase[i].y * l};
    out[33 - i] = {-kBase[i].x * w, kBase[i].y * l};
  }
}

void eyes(face::Landmarks& out, const Eyes& lids) {
  const base::Point inner = Eyes::innerCorner(), outer = Eyes::outerCorner();
  const auto lid = [&](float along, bool isUpper) {
    return base::Point{mix(inner.x, outer.x, along), isUpper ? lids.upperLid(along) : lids.lowerLid(along)};
  };
  const std::array<base::Point, 6> right = {inner, lid(0.34f, true),  lid(0.69f, true),
                                            outer, lid(0.69f, false), lid(0.34f, false)};
  constexpr std::array<std::size_t, 6> kMirrored = {39, 38, 37, 36, 41, 40};
  for (std::size_t i = 0; i < right.size(); ++i) {
    out[42 + i] = right[i];
    out[kMirrored[i]] = {-right[i].x, right[i].y};
  }
}

void lips(face::Landmarks& out, const MouthShape& mouth) {
  const float w = mouth.halfWidth;
  const auto put = [&](std::size_t at, float x, float y) { out[at] = {x, y}; };
  constexpr std::array<float, 7> kOuter = {-1, -0.64f, -0.27f, 0, 0.27f, 0.64f, 1};
  for (std::size_t i = 0; i < kOuter.size(); ++i) put(48 + i, kOuter[i] * w, mouth.upperOuter(kOuter[i] * w));
  for (std::size_t i = 1; i < 6; ++i) put(48 + 12 - i, kOuter[i] * w, mouth.lowerOuter(kOuter[i] * w));
  const float inner = mouth.innerHalfWidth;
  put(60, -inner, mouth.upperInner(-inner));
  put(64, inner, mouth.upperInner(inner));
  for (std::size_t i = 0; i < 3; ++i) {
    const float x = (static_cast<float>(i) - 1) * 0.27f * w;
    put(61 + i, x, mouth.upperInner(x));
    put(67 - i, x, mouth.lowerInner(x));
  }
}

}  // namespace

face::Landmarks faceLandmarks(const Look& look, const MouthShape& mouth, const Pose& pose, const Eyes& lids) {
  face::Landmarks out{};
  jaw(out, look, mouth);
  brows(out, look, pose);
  nose(out, look);
  eyes(out, lids);
  lips(out, mouth);
  return out;
}

}  // namespace sample
