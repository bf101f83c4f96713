#include "core/sample/eye.h"

#include "core/sample/noise.h"

namespace sample {
namespace {

constexpr float kIrisRadius = 0.104f, kPupilRadius = 0.043f;

float cornerLine(float along) { return mix(Eyes::innerCorner().y, Eyes::outerCorner().y, along); }

// 0 at the corners, 1 in the middle of the lid; `lean` moves the highest place outwards.
float arch(float along, float power, float lean) {
  const float s = unit(along + lean * along * (1 - along));
  return std::pow(std::max(0.0f, 4 * s * (1 - s)), power);
}

}  // namespace

bool Eyes::isNear(base::Point p) {
  const float x = std::abs(p.x);
  return x > 0.24f && x < 0.82f && p.y > -0.22f && p.y < 0.17f;
}

float Eyes::upperOpen(float along) const {
  return cornerLine(along) - 0.100f * look_.eyeSize * arch(along, 0.72f, -0.12f);
}
float Eyes::lowerLid(float along) const {
  return cornerLine(along) + (0.054f - 0.018f * pose_.lids) * look_.eyeSize * arch(along, 0.85f, 0.15f);
}
float Eyes::upperLid(float along) const {
  return mix(upperOpen(along) - 0.004f * pose_.brows, lowerLid(along) - 0.004f, pose_.lids);
}

Color Eyes::iris(float dx, float dy, float radius, bool isLeft) const {
  const float angle = std::atan2(dy, dx), r = radius / kIrisRadius;
  const float fibres = noise(angle * 9, r * 2.5f, look_.seed + (isLeft ? 61u : 62u)) * 0.6f +
                       noise(angle * 22, r * 3, look_.seed + 63u) * 0.4f;
  Color color = look_.iris * (1.15f + 0.55f * fibres);
  color = mix(color, look_.iris * Color{0.7f, 1.15f, 1.45f}, 0.5f * bell(r - 0.50f, 0.13f));
  color = color * (1 + 0.75f * smooth(-0.2f, 1.0f, dy / kIrisRadius));  // light that comes through from above
  color = color * mix(1.0f, 0.16f, smooth(0.80f, 1.0f, r));
  return color * mix(0.03f, 1.0f, smooth(kPupilRadius - 0.006f, kPupilRadius + 0.006f, radius));
}

Color Eyes::eyeball(base::Point p, float belowLid, float aboveLid) const {
  const bool isLeft = p.x < 0;
  const float x = std::abs(p.x) - 0.5f, side = isLeft ? -1.0f : 1.0f;
  const Slope slope{-side * x * 3.0f, -(p.y + 0.01f) * 3.0f};
  const float corner = smooth(0.10f, 0.21f, std::abs(x));
  Color white = mix(Color{0.60f, 0.62f, 0.66f}, Color{0.36f, 0.38f, 0.56f}, 0.55f * corner);
  white =
      mix(white, Color{0.30f, 0.32f, 0.62f}, bell(x + 0.195f, p.y - 0.018f, 0.022f, 0.020f));  // tear duct
  const float dx = p.x - side * 0.498f - pose_.gaze.x, dy = p.y + 0.020f - pose_.gaze.y;
  const float radius = std::hypot(dx, dy);
  const float inIris = smooth(kIrisRadius + 0.006f, kIrisRadius - 0.007f, radius);
  Color color = mix(white, iris(dx, dy, radius, isLeft), inIris);
  const float shade =
      mix(0.28f, 1.0f, smooth(-0.005f, 0.090f, belowLid)) * mix(0.80f, 1.0f, smooth(0.0f, 0.03f, aboveLid));
  color = color * light_.diffuse(slope, 1, 0.3f) * shade;
  const float window = smooth(0.026f, 0.014f, std::max(std::abs(dx + 0.036f), std::abs(dy + 0.040f) * 0.85f));
  const float lamp = bell(dx - 0.045f, dy - 0.03f, 0.011f, 0.011f);
  return color + Color{1, 1, 1} * (0.85f * window * smooth(0.0f, 0.02f, belowLid) + 0.12f * lamp);
}

Color Eyes::paint(base::Point p, Color skin, float pixel) const {
  const float along = (std::abs(p.x) - innerCorner().x) / (outerCorner().x - innerCorner().x);
  const float within = unit(along);
  const float upper = upperLid(within), lower = lowerLid(within);
  const float side = smooth(-0.10f, 0.04f, along) * smooth(1.16f, 1.0f, along);
  const float beside = std::max(0.0f, std::max(-along, along - 1)) * 0.4f;  // distance beyond a corner

  const float crease =
      upperOpen(within) - mix(0.040f, 0.056f, within) + 0.02f * pose_.lids - 0.012f * pose_.brows;
  const float fold = bell(p.y - crease, 0.011f) * smooth(-0.05f, 0.20f, along) * smooth(1.14f, 0.90f, along);
  skin = skin * mix(Color{1, 1, 1}, Color{0.50f, 0.52f, 0.62f}, 0.62f * fold);
  const float onLid = smooth(crease, crease + 0.02f, p.y) * smooth(upper + 0.01f, upper - 0.01f, p.y) * side;
  const float bulge = (p.y - crease) / std::max(0.02f, upper - crease);
  skin = skin * (1 + onLid * (0.07f - 0.26f * unit(bulge)));
  skin = skin * (1 - 0.16f * bell(p.y - lower - 0.030f, 0.014f) * side);

  const float lashes = mix(0.75f, 1.0f, look_.femininity);
  const float hairs = 0.65f + 0.35f * noise(p.x * 75 + p.y * 30, 0.5f, look_.seed + 66u);
  const float reach = mix(0.020f, 0.042f, within) * lashes;
  const float fringe =
      smooth(upper - reach - 0.01f, upper, p.y) * smooth(upper + 0.016f, upper + 0.004f, p.y) * side;
  const float lowerFringe = bell(p.y - lower - 0.006f, 0.009f) * side * smooth(0.15f, 0.6f, along);
  const Color dark{0.010f, 0.011f, 0.014f};

  const float inside =
      unit(0.5f + (p.y - upper) / pixel) * unit(0.5f + (lower - p.y) / pixel) * unit(1.0f - beside / pixel);
  if (inside > 0) {
    const Color rim = skin * Color{0.80f, 0.80f, 0.95f};
    const Color ball =
        mix(eyeball(p, p.y - upper, lower - p.y), rim, 0.75f * smooth(lower - 0.012f, lower, p.y));
    skin = mix(skin, ball, inside);
  }
  skin = mix(skin, dark, unit(0.92f * fringe * hairs * mix(0.65f, 1.0f, within)));
  return mix(skin, dark, 0.30f * lashes * lowerFringe * hairs * (1 - inside));
}

}  // namespace sample
