#pragma once
#include "core/sample/look.h"
#include "core/sample/texture_map.h"

namespace sample {

// Lit hair: linear blue, green, red (times the cover) and cover 0..1, and (front only) the shadow that it
// throws on the skin below.
enum class HairLayer { front, back };
using HairMap = TextureMap<5>;
inline constexpr std::size_t kHairCover = 3, kHairShadow = 4;

HairMap paintHair(const Look& look, HairLayer layer, float texelsPerUnit);

}  // namespace sample
