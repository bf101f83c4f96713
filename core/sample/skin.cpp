#include "core/sample/skin.h"

#include <opencv2/imgproc.hpp>

#include "core/sample/head_shape.h"
#include "core/sample/mouth_shape.h"
#include "core/sample/noise.h"

namespace sample {
namespace {

Color blushed(Color skin, float amount) {
  return skin * Color{1 - 0.45f * amount, 1 - 0.42f * amount, 1 + 0.02f * amount};
}

float blush(base::Point p) {
  const float x = std::abs(p.x);
  return 0.22f * bell(x - 0.66f, p.y - 0.52f, 0.26f, 0.20f) + 0.20f * bell(p.x, p.y - 0.60f, 0.16f, 0.13f) +
         0.22f * bell(x - 0.20f, p.y - 0.65f, 0.08f, 0.08f) + 0.12f * bell(p.x, p.y - 1.60f, 0.24f, 0.15f) +
         0.35f * smooth(1.10f, 1.20f, x) * bell(p.y - 0.2f, 0.4f) +
         0.16f * bell(x - 0.5f, p.y + 0.08f, 0.22f, 0.07f);
}

float beardArea(base::Point p) {
  const float x = std::abs(p.x);
  const float jaw = smooth(0.75f, 1.25f, p.y + 0.35f * smooth(0.45f, 1.05f, x)) *
                    smooth(0.20f, 0.55f, x + 0.9f * smooth(1.2f, 1.45f, p.y));
  const float moustache = bell(p.x, p.y - 0.90f, 0.36f, 0.075f);
  return unit(jaw + 0.9f * moustache) * (1 - bell(p.x, p.y - kMouthY, 0.40f, 0.10f));
}

Color withStubble(Color skin, base::Point p, const Look& look) {
  if (look.stubble <= 0) return skin;
  const float hairs = 0.55f + 0.45f * noise(p.x * 62, p.y * 62, look.seed + 5);
  return mix(skin, mix(look.hair, skin, 0.35f) * 0.8f, 0.62f * look.stubble * beardArea(p) * hairs);
}

Color withFreckles(Color skin, base::Point p, const Look& look) {
  if (look.freckles <= 0) return skin;
  const float where = bell(std::abs(p.x) - 0.45f, p.y - 0.42f, 0.35f, 0.18f);
  const float spot = smooth(0.42f, 0.75f, noise(p.x * 21, p.y * 21, look.seed + 6));
  return mix(skin, skin * Color{0.45f, 0.55f, 0.75f}, 0.6f * look.freckles * where * spot);
}

struct Brow {
  float cover = 0, hairs = 0;
};

Brow browAt(base::Point p, const Look& look) {
  const float x = std::abs(p.x), s = (x - 0.19f) / 0.75f;
  if (x < 0.12f || x > 1.02f || p.y > -0.10f || p.y < -0.60f) return {};
  const float half =
      0.070f * look.browThickness * mix(1.0f, 0.30f, smooth(0.35f, 1.0f, s)) * smooth(-0.10f, 0.12f, s);
  const float across = (p.y - browLine(p.x, look)) / std::max(0.01f, half);
  const float lean = x * 26 + p.y * mix(34.0f, 10.0f, unit(s));  // hairs lean outwards
  const float hairs = noise(lean * 1.6f, p.y * 9 - x * 6, look.seed + (p.x < 0 ? 7u : 8u));
  const float edge = 1.0f + 0.30f * hairs;
  const float cover = smooth(edge + 0.35f, edge - 0.60f, std::abs(across)) * smooth(-0.08f, 0.10f, s) *
                      smooth(1.12f, 0.86f, s);
  return {unit(cover * (0.80f + 0.20f * hairs)) * mix(0.90f, 0.80f, look.femininity), hairs};
}

Color withBrows(Color skin, base::Point p, const Look& look) {
  const Brow brow = browAt(p, look);
  return mix(skin, mix(look.hair, fromSrgb(42, 30, 24), 0.60f) * (0.80f + 0.30f * brow.hairs), brow.cover);
}

float nostrils(base::Point p, const Look& look) {
  const float x = std::abs(p.x) / look.noseWidth, y = p.y / look.noseLength;
  const float lean = y - 0.728f + 0.22f * (x - 0.105f);
  return bell(x - 0.108f, lean, 0.042f, 0.0165f);
}

Color albedo(base::Point p, const Look& look) {
  Color color = blushed(skinTone(p, look), blush(p) * (1 - 0.5f * look.skinDarkness));
  const float x = std::abs(p.x);
  color *= 1 - 0.10f * bell(x - 0.45f, p.y - 0.17f, 0.18f, 0.055f);
  color = withFreckles(color, p, look);
  color = withStubble(color, p, look);
  color = mix(color, color * Color{0.05f, 0.05f, 0.09f}, unit(1.05f * nostrils(p, look)));
  return withBrows(color, p, look);
}

float earHeight(base::Point p) {
  const float inside = -outsideEars(p), x = std::abs(p.x) - 1.155f, y = p.y - 0.20f;
  return 0.30f + 0.05f * bell(inside - 0.030f, 0.022f) - 0.13f * bell(x - 0.005f, y - 0.02f, 0.040f, 0.12f) +
         0.03f * bell(x + 0.05f, y - 0.08f, 0.03f, 0.05f);
}

float height(base::Point p, const Look& look) {
  const float outside = outsideHead(p, look), head = headHeight(p, look);
  if (outside < -0.03f || outsideEars(p) > 0.03f) return head;
  return mix(head, earHeight(p), smooth(-0.03f, 0.015f, outside));
}

float detail(base::Point p, const Look& look) {
  const float pores =
      noise(p.x * 44, p.y * 44, look.seed + 9) + 0.7f * noise(p.x * 83, p.y * 83, look.seed + 10);
  const float folds = fractal(p.x * 9, p.y * 9, 2, look.seed + 11);
  return 0.0007f * pores + 0.0007f * folds;
}

float oil(base::Point p, const Look& look) {
  const float zone = 0.5f + 0.5f * bell(p.x, p.y - 0.35f, 0.10f, 0.30f) +
                     0.9f * bell(p.x, p.y - 0.56f, 0.09f, 0.08f) +
                     0.5f * bell(p.x, p.y + 0.62f, 0.42f, 0.22f) +
                     0.3f * bell(std::abs(p.x) - 0.62f, p.y - 0.30f, 0.22f, 0.12f) +
                     0.2f * bell(p.x, p.y - 1.6f, 0.15f, 0.10f);
  return zone * (1 + 0.35f * fractal(p.x * 30, p.y * 30, 2, look.seed + 12)) *
         (1 - 0.6f * look.stubble * beardArea(p));
}

cv::Mat heights(const SkinMap& map, const Look& look) {
  cv::Mat z(map.height(), map.width(), CV_32F);
  for (int row = 0; row < map.height(); ++row) {
    for (int column = 0; column < map.width(); ++column)
      z.at<float>(row, column) = height(map.place(column, row), look);
  }
  return z;
}

cv::Mat blurred(const cv::Mat& z, float deviation) {
  cv::Mat out;
  cv::GaussianBlur(z, out, {}, static_cast<double>(deviation), 0, cv::BORDER_REPLICATE);
  return out;
}

// How much of the room a point sees, from how far it lies below its surroundings.
float openness(float z, float near, float far) {
  return unit(1 - 3.2f * std::max(0.0f, near - z) - 1.1f * std::max(0.0f, far - z));
}

}  // namespace

Color skinTone(base::Point p, const Look& look) {
  const float mottle = fractal(p.x * 5.5f, p.y * 5.5f, 3, look.seed + 2);
  const float fine =
      noise(p.x * 37, p.y * 37, look.seed + 3) * 0.6f + noise(p.x * 71, p.y * 71, look.seed + 4) * 0.4f;
  const float value = 1 + 0.035f * mottle + 0.040f * fine;
  return look.skin * value * Color{1 - 0.05f * mottle, 1 - 0.03f * mottle, 1};
}

SkinMap paintSkin(const Look& look, float texelsPerUnit) {
  SkinMap map({-1.55f, -1.95f}, {1.55f, 2.35f}, texelsPerUnit);
  const cv::Mat z = heights(map, look);
  const cv::Mat smoothZ = blurred(z, 0.015f * texelsPerUnit), relief = blurred(z, 0.05f * texelsPerUnit);
  const cv::Mat near = blurred(z, 0.045f * texelsPerUnit), far = blurred(z, 0.16f * texelsPerUnit);
  for (int row = 0; row < map.height(); ++row) {
    for (int column = 0; column < map.width(); ++column) {
      const base::Point p = map.place(column, row);
      auto& texel = map.at(column, row);
      const int left = std::max(0, column - 1), right = std::min(map.width() - 1, column + 1);
      const int above = std::max(0, row - 1), below = std::min(map.height() - 1, row + 1);
      const float step = 0.5f * texelsPerUnit, e = 0.006f;
      const float bump = detail(p, look);
      texel[Skin::kRelief] = relief.at<float>(row, column);
      texel[Skin::kOutside] =
          hasVisibleEars(look) ? std::min(outsideHead(p, look), outsideEars(p)) : outsideHead(p, look);
      texel[Skin::kSlopeX] = (smoothZ.at<float>(row, right) - smoothZ.at<float>(row, left)) * step +
                             (detail({p.x + e, p.y}, look) - bump) / e;
      texel[Skin::kSlopeY] = (smoothZ.at<float>(below, column) - smoothZ.at<float>(above, column)) * step +
                             (detail({p.x, p.y + e}, look) - bump) / e;
      const Color color = albedo(p, look);
      texel[Skin::kBlue] = color.b;
      texel[Skin::kGreen] = color.g;
      texel[Skin::kRed] = color.r;
      texel[Skin::kOpenness] =
          openness(z.at<float>(row, column), near.at<float>(row, column), far.at<float>(row, column));
      texel[Skin::kOil] = oil(p, look) * (1 - 0.9f * browAt(p, look).cover);
    }
  }
  return map;
}

}  // namespace sample
