#include "core/sample/backdrop.h"

#include <opencv2/imgproc.hpp>

#include "core/base/geometry.h"
#include "core/sample/light.h"
#include "core/sample/noise.h"
#include "core/sample/skin.h"

namespace sample {
namespace {

constexpr int kRoomReduction = 4;  // the room is blurred, so it is painted small and enlarged

Color roomAt(float x, float y, const Look& look) {
  const float glow = bell(x - 0.25f, y - 0.30f, 0.42f, 0.50f);
  Color color = look.backdrop * (0.42f + 0.55f * glow);
  for (std::uint32_t i = 0; i < 9; ++i) {
    const float cx = chance(look.seed, i, 81u), cy = chance(look.seed, i, 82u),
                r = 0.05f + 0.10f * chance(look.seed, i, 83u);
    const float disc = smooth(r + 0.025f, r - 0.015f, std::hypot((x - cx) * 1.33f, y - cy));
    const bool isWarm = chance(look.seed, i, 84u) < 0.5f;
    color += look.backdrop * (isWarm ? Color{0.10f, 0.17f, 0.24f} : Color{0.22f, 0.17f, 0.12f}) *
             (disc * (0.4f + chance(look.seed, i, 85u)));
  }
  const float shelf = smooth(0.70f, 0.74f, x + 0.02f * y) * smooth(1.02f, 0.98f, x);
  return color * (1 - 0.22f * shelf) * (1 - 0.35f * ((x - 0.5f) * (x - 0.5f) + (y - 0.5f) * (y - 0.5f)));
}

float neckHalfWidth(float y, const Look& look) {
  const float narrow = mix(0.70f, 0.585f, look.femininity);
  return narrow + 0.05f * bell(y - 1.2f, 0.25f) + 0.10f * smooth(1.75f, 2.35f, y);
}

// The upper edge of the shoulders beside the neck.
float shoulderTop(float x, const Look& look) {
  const float wide = mix(1.08f, 0.94f, look.femininity), s = std::max(0.0f, std::abs(x) / wide - 0.66f);
  return 1.98f + 0.62f * (1 - std::exp(-s / 0.50f)) + 0.16f * s +
         2.4f * smooth(1.75f, 2.60f, s) * smooth(1.75f, 2.60f, s);
}

// Positive where clothes cover the body; the distance from their edge at the neck.
float insideClothes(base::Point p, const Look& look) {
  const float x = std::abs(p.x);
  switch (look.clothing) {
    case Clothing::crewNeck:
      return (std::hypot(x / 0.84f, (p.y - 2.13f) / 0.40f) - 1) * 0.45f;
    case Clothing::vNeck:
      return (x - 0.66f * std::max(0.0f, 3.10f - p.y)) * 0.80f;
    case Clothing::jacket:
      return (std::hypot(x / 0.78f, (p.y - 2.12f) / 0.36f) - 1) * 0.45f;
  }
  return 0;
}

Color neckColor(base::Point p, const Look& look) {
  const float half = neckHalfWidth(p.y, look), t = std::clamp(p.x / half, -0.97f, 0.97f);
  const float onChest = smooth(2.05f, 2.45f, p.y);
  const float x = std::abs(p.x), muscle = 0.46f - 0.34f * smooth(1.3f, 2.45f, p.y);
  Slope slope{-0.80f * t / std::sqrt(1 - t * t) * (1 - 0.75f * onChest), 0.25f * onChest};
  slope.x += (p.x < 0 ? -1.0f : 1.0f) * 0.55f * (x - muscle) / 0.10f * bell(x - muscle, 0.08f) * -1.0f *
             (1 - onChest);
  slope.y += 0.5f * bell(p.y - 2.40f - 0.10f * x, 0.05f) * smooth(0.12f, 0.3f, x) -
             0.4f * bell(p.y - 2.50f - 0.10f * x, 0.05f) * smooth(0.12f, 0.3f, x);
  const float notch = bell(p.x, p.y - 2.43f, 0.08f, 0.06f);
  const Color skin = skinTone({p.x + 9, p.y}, look) * Color{0.90f, 0.90f, 0.97f};
  return skin * Light().diffuse(slope, 1 - 0.35f * notch, 1.0f) * 0.92f;
}

// Position, shape and light of one spot of cloth.
struct Cloth {
  base::Point at;
  float edge;   // distance from the neckline
  float weave;  // -1..1
  Slope slope;
  float side;  // -1 left, 1 right
};

Cloth clothAt(base::Point p, float edge, const Look& look) {
  const float below = p.y - shoulderTop(p.x, look), side = p.x < 0 ? -1.0f : 1.0f;
  const auto folds = [&](float dx) {
    return fractal(p.x * 1.6f + 0.5f * p.y + dx, p.y * 1.1f, 3, look.seed + 91);
  };
  const Slope slope{-side * 0.30f * smooth(0.8f, 2.4f, std::abs(p.x)) + 2.2f * (folds(0.05f) - folds(0)),
                    1.1f * std::exp(-std::max(0.0f, below) / 0.22f)};
  const float weave =
      0.5f * noise(p.x * 70, p.y * 70, look.seed + 93) + 0.5f * noise(p.x * 34, p.y * 48, look.seed + 94);
  return {p, edge, weave, slope, side};
}

Color knit(Cloth cloth, const Look& look) {
  const float band = smooth(0.115f, 0.10f, cloth.edge);
  const float ribs = noise(std::atan2(cloth.at.x, 3.2f - cloth.at.y) * 60, 0.5f, look.seed + 95);
  cloth.slope.y -= 0.45f * band * (cloth.edge - 0.055f) / 0.055f;
  const Color color = look.clothes * ((1 + 0.09f * cloth.weave) * (1 - band * (0.06f - 0.10f * ribs)));
  return color * Light().diffuse(cloth.slope, 1 - 0.30f * bell(cloth.edge - 0.12f, 0.014f), 0);
}

Color shirt(const Cloth& cloth, float lapel) {
  const float band = smooth(0.085f, 0.075f, cloth.edge);
  const float openness = 1 - 0.55f * smooth(-0.14f, 0.0f, lapel) - 0.25f * bell(cloth.edge - 0.088f, 0.012f);
  return Color{0.66f, 0.66f, 0.66f} * ((1 + 0.03f * cloth.weave) * (1 - 0.08f * band)) *
         Light().diffuse(cloth.slope, openness, 0);
}

Color jacket(Cloth cloth, float lapel, const Look& look) {
  const float notch = 0.25f * smooth(2.55f, 2.50f, cloth.at.y - 0.2f * lapel);
  const float turned = smooth(0.27f, 0.255f, lapel + notch);
  cloth.slope.x += cloth.side * 0.25f * turned;
  const float openness = 1 - 0.45f * (1 - turned) * smooth(0.36f, 0.25f, lapel);
  return look.clothes * (0.62f * (1 + 0.09f * cloth.weave)) * Light().diffuse(cloth.slope, openness, 0);
}

Color clothesColor(base::Point p, float edge, float soft, const Look& look) {
  const Cloth cloth = clothAt(p, edge, look);
  if (look.clothing != Clothing::jacket) return knit(cloth, look);
  const float lapel =
      (std::abs(p.x) - 0.52f * std::max(0.0f, 3.55f - p.y) + 0.04f) * 0.88f;  // beyond the jacket's edge
  return mix(shirt(cloth, lapel), jacket(cloth, lapel, look), smooth(-soft, soft, lapel));
}

// Colour of the body and how much of the pixel it covers.
std::pair<Color, float> bodyAt(base::Point p, float pixel, const Look& look) {
  const float soft = std::max(pixel, 0.02f);
  const float neck = smooth(-soft, soft, neckHalfWidth(p.y, look) - std::abs(p.x)) * smooth(0.8f, 0.9f, p.y);
  const float shoulders =
      smooth(-soft, soft, p.y - shoulderTop(p.x, look)) * smooth(0.60f, 0.64f, std::abs(p.x));
  const float cover =
      std::max(neck, std::max(shoulders, smooth(2.2f, 2.3f, p.y) * smooth(0.7f, 0.6f, std::abs(p.x))));
  if (cover <= 0) return {{}, 0};
  const float edge = insideClothes(p, look);
  const float dressed =
      smooth(-soft, soft, edge) * smooth(1.85f, 1.95f, p.y) * std::max(shoulders, smooth(2.1f, 2.2f, p.y));
  Color color = dressed < 1
                    ? neckColor(p, look) * (1 - 0.35f * smooth(-0.10f, 0.0f, edge) * smooth(1.95f, 2.1f, p.y))
                    : Color{};
  if (dressed > 0) color = mix(color, clothesColor(p, edge, soft, look), dressed);
  return {color, cover};
}

std::uint8_t byte(float v) { return static_cast<std::uint8_t>(std::clamp(v + 0.5f, 0.0f, 255.0f)); }

}  // namespace

Framing framingOf(int width, int height) {
  const float w = static_cast<float>(width), h = static_cast<float>(height);
  return {0.5f * w - 0.5f, 0.43f * h, std::min(0.166f * h, 0.21f * w)};
}

cv::Mat paintRoom(int width, int height, const Look& look) {
  const int w = std::max(2, width / kRoomReduction), h = std::max(2, height / kRoomReduction);
  cv::Mat room(h, w, CV_32FC3);
  for (int row = 0; row < h; ++row) {
    for (int column = 0; column < w; ++column) {
      const Color c = roomAt(static_cast<float>(column) / static_cast<float>(w),
                             static_cast<float>(row) / static_cast<float>(h), look);
      room.at<cv::Vec3f>(row, column) = {toSrgb(c.b), toSrgb(c.g), toSrgb(c.r)};
    }
  }
  cv::GaussianBlur(room, room, {}, 0.012 * std::max(w, h) + 0.3);
  cv::resize(room, room, {width, height}, 0, 0, cv::INTER_LINEAR);
  cv::Mat out;
  room.convertTo(out, CV_8UC3);
  return out;
}

cv::Mat paintBody(int width, int height, const Framing& framing, const Look& look) {
  cv::Mat body(height, width, CV_8UC4, cv::Scalar::all(0));
  const int top = std::clamp(static_cast<int>(framing.y + 0.8f * framing.unit), 0, height);
  for (int row = top; row < height; ++row) {
    for (int column = 0; column < width; ++column) {
      const base::Point p{(static_cast<float>(column) - framing.x) / framing.unit,
                          (static_cast<float>(row) - framing.y) / framing.unit};
      const auto [color, cover] = bodyAt(p, 1 / framing.unit, look);
      if (cover <= 0) continue;
      body.at<cv::Vec4b>(row, column) = {byte(toSrgb(color.b) * cover), byte(toSrgb(color.g) * cover),
                                         byte(toSrgb(color.r) * cover), byte(255 * cover)};
    }
  }
  return body;
}

}  // namespace sample
