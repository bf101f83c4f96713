#include "core/sample/lips.h"

#include "core/sample/noise.h"

namespace sample {
namespace {

// Half a row of teeth from the middle: where each ends.
constexpr std::array<float, 6> kUpperTeeth = {0.122f, 0.215f, 0.300f, 0.375f, 0.440f, 0.500f};
constexpr std::array<float, 6> kLowerTeeth = {0.075f, 0.155f, 0.240f, 0.320f, 0.390f, 0.460f};

}  // namespace

bool Lips::isNear(base::Point p) const {
  return std::abs(p.x) < shape_.halfWidth + 0.06f && p.y > shape_.upperOuter(p.x) - 0.06f &&
         p.y < shape_.lowerOuter(p.x) + 0.08f;
}

// `across`: 0 at the border to the skin .. 1 at the inner edge.
Color Lips::red(base::Point p, bool isUpper, float across) const {
  const float s = p.x / shape_.halfWidth;
  const float grooves = noise(p.x * 58, across * 1.5f, look_.seed + 71u) +
                        0.6f * noise(p.x * 110, across * 2, look_.seed + 72u);
  Slope slope{-0.55f * s + 0.06f * grooves, 0};
  slope.y = isUpper ? mix(-0.05f, -0.95f, across * across) : mix(-0.75f, 1.0f, smooth(0.0f, 0.95f, across));
  const float inner = smooth(0.72f, 1.0f, across);
  Color base = look_.lips * (1 + 0.04f * grooves + 0.06f * noise(p.x * 14, p.y * 14, look_.seed + 73u));
  base = mix(base, base * Color{0.62f, 0.56f, 0.88f}, 0.6f * inner);
  const float openness =
      mix(1.0f, 0.45f, smooth(0.85f, 1.0f, across)) * mix(0.75f, 1.0f, smooth(1.0f, 0.85f, std::abs(s)));
  const float wet = (isUpper ? 0.045f : 0.12f) * (0.6f + 0.8f * shape_.gloss) * (1 + 0.35f * grooves) *
                    smooth(1.0f, 0.6f, std::abs(s));
  const float shine = light_.shine({slope.x, slope.y - 0.25f}, 20) * wet;
  return base * light_.diffuse(slope, openness, 0.8f) + Color{1, 1, 1} * shine;
}

// `edge`: y of the biting edge; `depth`: how far p lies from the lip that covers the roots.
Color Lips::teeth(base::Point p, float edge, float depth, bool isUpper) const {
  const auto& row = isUpper ? kUpperTeeth : kLowerTeeth;
  const float x = std::abs(p.x);
  float gap = bell(x, 0.006f);
  for (const float end : row) gap = std::max(gap, bell(x - end, 0.007f));
  const float arch = std::sqrt(std::max(0.0f, 1 - x * x / 0.27f));  // the row curves away
  const float shade = arch * mix(0.45f, 1.0f, smooth(0.0f, 0.07f, depth)) * (1 - 0.35f * gap);
  const float nearEdge = smooth(0.035f, 0.0f, std::abs(edge - p.y));
  const Color enamel = mix(Color{0.52f, 0.64f, 0.70f}, Color{0.60f, 0.66f, 0.69f}, nearEdge);
  return enamel * (shade * (isUpper ? 0.88f : 0.60f));
}

Color Lips::interior(base::Point p, float upper, float lower) const {
  const float gap = shape_.up + shape_.down, below = p.y - upper, above = lower - p.y;
  Color color = mix(Color{0.018f, 0.016f, 0.050f}, Color{0.006f, 0.005f, 0.014f},
                    bell(p.x, below - 0.55f * gap, 0.25f, 0.10f));
  const float tongueTop = lower - 0.42f * gap + 0.5f * p.x * p.x - 0.05f * (1 - smooth(0.0f, 0.2f, gap));
  const float onTongue =
      smooth(tongueTop - 0.015f, tongueTop + 0.03f, p.y) * smooth(0.33f, 0.24f, std::abs(p.x));
  const float hump = unit((p.y - tongueTop) / 0.14f);
  const Color tongue =
      Color{0.125f, 0.115f, 0.36f} *
      (mix(0.75f, 0.28f, hump) * (1 - 0.25f * bell(p.x, 0.012f)) * smooth(0.03f, 0.30f, gap) * 1.25f);
  color = mix(color, tongue, onTongue);
  const float lowerEdge = kMouthY + 0.045f + 0.98f * shape_.jaw + 0.16f * p.x * p.x;
  const float onLower =
      smooth(lowerEdge - 0.004f, lowerEdge + 0.008f, p.y) * smooth(0.40f, 0.32f, std::abs(p.x));
  color = mix(color, teeth(p, lowerEdge, above, false), onLower);
  const float tips = 0.012f * bell(std::abs(p.x) - 0.165f, 0.03f);
  const float upperEdge = kMouthY + 0.030f - 0.22f * p.x * p.x - tips;
  const float onUpper = smooth(upperEdge + 0.008f, upperEdge - 0.004f, p.y);
  color = mix(color, teeth(p, upperEdge, below, true), onUpper);
  const float corner = smooth(shape_.innerHalfWidth, shape_.innerHalfWidth * 0.62f, std::abs(p.x));
  return color * mix(0.30f, 1.0f, corner) * mix(0.35f, 1.0f, smooth(0.0f, 0.05f, below));
}

Color Lips::paint(base::Point p, Color skin, float pixel) const {
  const float upperOuter = shape_.upperOuter(p.x), upper = shape_.upperInner(p.x);
  const float lower = shape_.lowerInner(p.x), lowerOuter = shape_.lowerOuter(p.x);
  const float middle = 0.5f * (upper + lower);
  const bool isUpper = p.y < middle;
  const float thick = std::max(0.01f, isUpper ? upper - upperOuter : lowerOuter - lower);
  const float across = isUpper ? (p.y - upperOuter) / thick : (lowerOuter - p.y) / thick;
  const float soft = std::max(0.014f, 1.2f * pixel);
  const float border = smooth(-soft, soft, isUpper ? p.y - upperOuter : lowerOuter - p.y) *
                       smooth(shape_.halfWidth + 0.02f, shape_.halfWidth - 0.04f, std::abs(p.x));
  const float rim = bell(p.y - upperOuter + 0.016f, 0.010f) * smooth(0.40f, 0.1f, std::abs(p.x));
  skin = skin * (1 + 0.07f * rim -
                 0.16f * bell(p.y - lowerOuter - 0.045f, 0.035f) * smooth(0.36f, 0.1f, std::abs(p.x)));
  Color color = mix(skin, red(p, isUpper, unit(across)), border * mix(0.78f, 0.93f, look_.femininity));
  const float half = 0.5f * (lower - upper);
  const float inside = unit(0.5f + (half - std::abs(p.y - middle)) / pixel) * smooth(0.0f, pixel, half);
  if (inside > 0) color = mix(color, interior(p, upper, lower), inside);
  // Where the lips touch, a dark line remains.
  const float seam = bell(p.y - middle, std::max(0.009f, 0.6f * pixel)) *
                     smooth(shape_.halfWidth + 0.015f, shape_.halfWidth - 0.06f, std::abs(p.x));
  return mix(color, Color{0.012f, 0.012f, 0.035f}, 0.72f * seam * smooth(2.5f * pixel, 0.0f, half));
}

}  // namespace sample
