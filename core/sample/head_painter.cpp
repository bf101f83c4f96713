#include "core/sample/head_painter.h"

namespace sample {
namespace {

constexpr float kCoarsest = 12, kFinest = 240;  // texels per unit; larger pictures get enlarged textures
constexpr float kBackHairDepth = -0.25f;

float textureScale(float pixelsPerUnit) { return std::clamp(1.15f * pixelsPerUnit, kCoarsest, kFinest); }

Color over(Color behind, const HairMap::Texel& hair) {
  return behind * (1 - hair[kHairCover]) + Color{hair[0], hair[1], hair[2]};
}

// The shadow of the head on the neck.
float chinShadow(base::Point p, float outside) {
  return 0.80f * smooth(0.55f, 1.35f, p.y) * std::exp(-std::max(0.0f, outside) / 0.20f);
}

}  // namespace

HeadTextures::HeadTextures(const Look& look, float pixelsPerUnit)
    : skin(paintSkin(look, textureScale(pixelsPerUnit))),
      front(paintHair(look, HairLayer::front, textureScale(pixelsPerUnit))),
      back(paintHair(look, HairLayer::back, textureScale(pixelsPerUnit))) {}

HeadPainter::HeadPainter(const HeadTextures& textures, const Look& look, const Placement& placement,
                         const MouthShape& mouth)
    : textures_(textures),
      placement_(placement),
      mouth_(mouth),
      light_(-placement.pose.yaw, -placement.pose.pitch),
      eyes_(look, placement.pose, light_),
      lips_(look, mouth_, light_),
      pixel_(1 / placement.framing.unit),
      hasBackHair_(!hasVisibleEars(look)) {}

Color HeadPainter::paint(base::Point turned, Color behind, float bodyCover) const {
  base::Point p = placement_.unturned(turned, 0.6f);
  for (int i = 0; i < 3; ++i) p = placement_.unturned(turned, textures_.skin.sample<1>(p)[Skin::kRelief]);
  const base::Point rest = atRest(p);
  const float outside = textures_.skin.sample<2>(rest)[Skin::kOutside];
  Color color = bodyCover > 0 ? behind * (1 - bodyCover * chinShadow(p, outside)) : behind;
  if (hasBackHair_) color = over(color, textures_.back.sample(placement_.unturned(turned, kBackHairDepth)));
  const auto hair = textures_.front.sample(p);
  if (outside < pixel_ && hair[kHairCover] < 0.998f) {
    color = mix(color, skin(p, rest, hair[kHairShadow]), unit(0.5f - outside / pixel_));
  }
  return over(color, hair);
}

base::Point HeadPainter::atRest(base::Point p) const {
  if (p.y > 0.30f) return mouth_.atRest(p);
  p.y += 0.014f * placement_.pose.brows * bell(std::abs(p.x) - 0.5f, p.y + 0.36f, 0.40f, 0.13f);
  return p;
}

Color HeadPainter::skin(base::Point p, base::Point rest, float hairShadow) const {
  const auto texel = textures_.skin.sample(rest);
  const Slope slope{texel[Skin::kSlopeX], texel[Skin::kSlopeY]};
  const Color albedo{texel[Skin::kBlue], texel[Skin::kGreen], texel[Skin::kRed]};
  const float openness = texel[Skin::kOpenness] * (1 - hairShadow);
  Color color = albedo * light_.diffuse(slope, openness, 1.0f);
  color += Color{1.0f, 0.97f, 0.94f} * (0.085f * texel[Skin::kOil] * light_.shine(slope, 11) * openness);
  if (Eyes::isNear(p)) color = eyes_.paint(p, color, pixel_);
  if (lips_.isNear(p)) color = lips_.paint(p, color, pixel_);
  return {softened(color.b), softened(color.g), softened(color.r)};
}

}  // namespace sample
