#include "core/sample/hair.h"

#include "core/sample/head_shape.h"
#include "core/sample/light.h"
#include "core/sample/noise.h"

namespace sample {
namespace {

struct Cut {
  float top, side;  // thickness over the skull
  float sideburn;   // y where the front hair ends beside the ears
  float length;     // y where the back hair ends; 0 = none
};

Cut cutOf(HairStyle style) {
  switch (style) {
    case HairStyle::cropped:
      return {0.12f, 0.015f, 0.06f, 0};
    case HairStyle::parted:
      return {0.24f, 0.045f, 0.18f, 0};
    case HairStyle::bob:
      return {0.22f, 0.15f, 1.25f, 1.62f};
    case HairStyle::shoulderLength:
      return {0.21f, 0.13f, 1.45f, 2.75f};
  }
  return {};
}

bool isLong(const Look& look) { return cutOf(look.style).length > 0; }

float thickness(base::Point p, const Look& look) {
  const Cut cut = cutOf(look.style);
  const float angle = std::atan2(std::abs(p.x), kHeadCentre.y - p.y);
  const float sway = look.style == HairStyle::parted ? 0.07f * bell(p.x + look.parting, 0.55f) : 0.0f;
  return mix(cut.top, cut.side, smooth(0.25f, 1.45f, angle)) + sway * smooth(1.3f, 0.6f, angle);
}

// How far p lies beyond the outer edge of the front hair.
float outsideHair(base::Point p, const Look& look) {
  return base::distance(p, kHeadCentre) - outlineRadius(p, look) - thickness(p, look);
}

// Below 0 on the bare face, growing into the hair. Its level lines are the way that parted hair falls.
float behindHairline(base::Point p, const Look& look) {
  const bool hasLength = isLong(look);
  const float x = std::abs(p.x) / (hasLength ? 1.03f : 1.05f);
  const float y = std::max(0.0f, 0.35f - p.y) / (hasLength ? 1.42f : 1.36f);
  const float round = hasLength ? 2.15f : 2.6f;
  const float temples = hasLength ? 0.0f : 0.05f * bell(std::abs(p.x) - 0.72f, p.y + 0.75f, 0.14f, 0.14f);
  const float sweep = look.style == HairStyle::cropped
                          ? 0.0f
                          : 0.16f * bell(p.x - look.parting, 0.30f) * smooth(-0.3f, -0.8f, p.y);
  return std::pow(std::pow(x, round) + std::pow(y, round), 1 / round) - 1 - temples - sweep;
}

struct Strand {
  float across, along;  // coordinates for noise
};

// Cropped hair grows outwards from the crown; parted hair falls from the parting to both sides.
Strand strandAt(base::Point p, const Look& look) {
  const float bend = 0.05f * fractal(p.x * 2, p.y * 2, 2, look.seed + 21);
  if (look.style == HairStyle::cropped) {
    const float dy = p.y + 1.95f;
    return {std::atan2(p.x, dy) * 1.5f + bend, std::hypot(p.x, dy * 0.9f)};
  }
  const float angle = std::atan2(p.x - look.parting, kHeadCentre.y - p.y);
  const float wave = 0.035f * look.curl * std::sin(7 * angle + 3 * p.y);
  const float side = p.x < look.parting ? 3.0f : 0.0f;  // the two sides have strands of their own
  return {0.8f * behindHairline(p, look) + wave + 0.4f * bend + side, 1.1f * std::abs(angle)};
}

float strands(const Strand& s, std::uint32_t seed) {
  return 0.50f * noise(s.across * 14, s.along * 1.3f, seed) +
         0.35f * noise(s.across * 38, s.along * 1.8f, seed + 1) +
         0.30f * noise(s.across * 90, s.along * 2.6f, seed + 2);
}

struct Lock {
  Color color;
  float cover = 0, shadow = 0;
};

Color lit(const Look& look, Slope slope, float texture, float openness, float highlight) {
  const Color base = look.hair * (1 + 0.55f * texture);
  const Color light = Light().diffuse(slope, openness, 0.0f);
  const Color sheen = mix(look.hair, Color{0.55f, 0.60f, 0.66f}, 0.35f);
  return base * light * 0.95f + sheen * (highlight * unit(0.55f + 0.9f * texture) * openness);
}

Slope domeSlope(base::Point p, const Look& look) {
  const auto z = [&](base::Point q) {
    const float t = base::distance(q, kHeadCentre) / (outlineRadius(q, look) + thickness(q, look));
    return 1.15f * std::sqrt(std::max(0.0f, 1 - t * t * t) + 0.02f);
  };
  constexpr float e = 0.02f;
  return {(z({p.x + e, p.y}) - z({p.x - e, p.y})) / (2 * e),
          (z({p.x, p.y + e}) - z({p.x, p.y - e})) / (2 * e)};
}

Lock frontHair(base::Point p, const Look& look) {
  const Cut cut = cutOf(look.style);
  const Strand s = strandAt(p, look);
  const bool isCropped = look.style == HairStyle::cropped;
  const float texture = isCropped ? 0.6f * fractal(p.x * 22 + s.across * 8, p.y * 17, 3, look.seed + 22)
                                  : strands(s, look.seed + 22);
  const float ragged = isCropped ? noise(s.across * 46, s.along * 2, look.seed + 25)
                                 : 0.5f * noise(p.x * 9, p.y * 9, look.seed + 25);
  const float line = behindHairline(p, look), outer = outsideHair(p, look);
  const float inner =
      smooth(-0.012f, isCropped ? 0.13f : 0.055f, line + (isCropped ? 0.03f : 0.022f) * ragged);
  const float rim = smooth(0.012f, -0.030f, outer + 0.016f * ragged);
  const float end = cut.sideburn + 0.06f * ragged;
  const float below = smooth(end + 0.05f, end - 0.16f, p.y);
  const float fade = isCropped ? mix(1.0f, 0.72f, smooth(-0.75f, -0.10f, p.y)) : 1.0f;
  Lock lock;
  lock.cover = inner * rim * below * fade;
  lock.shadow = 0.55f * smooth(-0.16f, 0.03f, line) * below * smooth(0.05f, -0.05f, outer);
  if (lock.cover <= 0) return lock;
  const float parted =
      isCropped ? 0.0f : bell(p.x - look.parting * (1 - 0.15f * line), 0.016f) * smooth(-0.9f, -1.0f, p.y);
  const float band = bell(base::distance(p, {-0.35f, -0.75f}) - 0.62f - 0.05f * texture, 0.13f) *
                     smooth(-0.55f, -0.95f, p.y);
  const float side = unit(0.60f - 0.40f * p.x);
  const float openness =
      unit(0.45f + 2.2f * line) * unit(1.0f - 0.25f * smooth(0.1f, 1.0f, p.y)) * (1 - 0.22f * parted);
  lock.color = lit(look, domeSlope(p, look), texture, openness, (isCropped ? 0.05f : 0.17f) * band * side);
  return lock;
}

Lock backHair(base::Point p, const Look& look) {
  const Cut cut = cutOf(look.style);
  const float x = std::abs(p.x), sideways = p.x < 0 ? -1.0f : 1.0f;
  const float wave = look.curl * 0.055f * std::sin(p.y * 6.5f + sideways * 1.3f) * smooth(0.3f, 1.2f, p.y);
  const bool isBob = look.style == HairStyle::bob;
  const float full = isBob ? 1.27f + 0.13f * bell(p.y - 0.95f, 0.5f)
                           : 1.24f + 0.20f * smooth(0.2f, 2.0f, p.y) - 0.12f * smooth(2.2f, 2.8f, p.y);
  const float across = (x + wave * sideways) * (1 + 0.10f * smooth(1.2f, 2.6f, p.y));
  const Strand s{across * 1.5f + 0.03f * fractal(p.x * 3, p.y * 2, 2, look.seed + 31), p.y * 0.8f};
  const float texture = strands(s, look.seed + 32 + (p.x < 0 ? 0u : 9u));
  const float ragged = noise(s.across * 22, p.y, look.seed + 35);
  const float inner = mix(0.40f, 0.66f, smooth(1.0f, 2.2f, p.y)) + 0.02f * ragged;
  Lock lock;
  lock.cover = smooth(inner - 0.02f, inner + 0.04f, across) *
               smooth(full + 0.02f, full - 0.03f, across + 0.02f * ragged) *
               smooth(cut.length + 0.05f, cut.length - 0.10f,
                      p.y + 0.035f * ragged + 0.10f * (across - 0.9f) * (isBob ? 1.0f : -1.0f)) *
               smooth(-0.35f, -0.15f, p.y);
  if (lock.cover <= 0) return lock;
  const float middle = 0.5f * (inner + full), half = 0.5f * (full - inner);
  const float bulge = std::clamp((across - middle) / half, -0.97f, 0.97f);
  const Slope slope{-sideways * 0.9f * bulge / std::sqrt(1 - bulge * bulge), 0.1f};
  const float openness = mix(0.30f, 1.0f, smooth(inner - 0.05f, full - 0.15f, across));
  const float band = bell(p.y - (isBob ? 0.95f : 1.05f) - 0.08f * texture, 0.20f);
  lock.color = lit(look, slope, texture, openness, 0.12f * band * unit(0.6f - 0.35f * sideways));
  return lock;
}

}  // namespace

HairMap paintHair(const Look& look, HairLayer layer, float texelsPerUnit) {
  if (layer == HairLayer::back && !isLong(look)) return HairMap({0, 0}, {0.1f, 0.1f}, 10);
  HairMap map({-1.75f, -2.25f}, {1.75f, layer == HairLayer::front ? 1.75f : 3.0f}, texelsPerUnit);
  for (int row = 0; row < map.height(); ++row) {
    for (int column = 0; column < map.width(); ++column) {
      const base::Point p = map.place(column, row);
      const Lock lock = layer == HairLayer::front ? frontHair(p, look) : backHair(p, look);
      const Color covering = lock.color * lock.cover;
      map.at(column, row) = {covering.b, covering.g, covering.r, lock.cover, lock.shadow};
    }
  }
  return map;
}

}  // namespace sample
