#pragma once
#include <cstdint>

#include "core/sample/color.h"

namespace sample {

enum class HairStyle { cropped, parted, bob, shoulderLength };
enum class Clothing { crewNeck, vNeck, jacket };

// Everything by which one talker differs from another. Lengths are in parts of the distance of the pupils.
struct Look {
  std::uint32_t seed = 1;
  float femininity = 0.5f;  // 0..1: brows, jaw, lips, lashes
  Color skin, lips, hair, iris, clothes, backdrop;
  float skinDarkness = 0;  // 0 fair .. 1 very dark
  float stubble = 0;       // 0..1
  float freckles = 0;      // 0..1
  float jawWidth = 1, faceLength = 1, noseWidth = 1, noseLength = 1, lipFullness = 1, eyeSize = 1;
  float browThickness = 1, browArch = 0;
  HairStyle style = HairStyle::parted;
  float parting = -0.35f;  // x of the parting
  float curl = 0;          // 0 straight .. 1 wavy
  Clothing clothing = Clothing::crewNeck;
};

Look lookOf(unsigned seed);
inline bool hasVisibleEars(const Look& look) {
  return look.style == HairStyle::cropped || look.style == HairStyle::parted;
}

}  // namespace sample
