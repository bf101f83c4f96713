#pragma once
#include "core/sample/look.h"
#include "core/sample/texture_map.h"

namespace sample {

// What is known of every point of the head at rest.
struct Skin {
  enum Channel : std::size_t {
    kRelief,   // height without fine detail, for parallax
    kOutside,  // distance beyond the outline of head and ears, negative inside
    kSlopeX,
    kSlopeY,  // of the full surface, pores and all
    kBlue,
    kGreen,
    kRed,       // albedo, linear
    kOpenness,  // 1 free .. 0 deep in a fold or under hair
    kOil,       // strength of the highlight
    kChannels
  };
};
using SkinMap = TextureMap<Skin::kChannels>;

SkinMap paintSkin(const Look& look, float texelsPerUnit);

// Colour of bare skin with its mottling and pores, without the features of the face; for neck and chest too.
Color skinTone(base::Point p, const Look& look);

}  // namespace sample
