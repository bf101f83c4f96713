#include "core/sample/look.h"

#include <array>

#include "core/sample/noise.h"

namespace sample {
namespace {

// Random choices in the order of their names: adding one at the end leaves the others as they are.
enum Choice : std::uint32_t {
  kFemininity,
  kSkin,
  kHair,
  kIris,
  kClothes,
  kBackdrop,
  kStubble,
  kFreckles,
  kJaw,
  kLength,
  kNoseWidth,
  kNoseLength,
  kLips,
  kEyes,
  kBrows,
  kArch,
  kStyle,
  kParting,
  kCurl,
  kClothing
};

struct Tone {
  Color skin;
  float darkness;
};

Tone toneOf(float t) {
  static const std::array<Tone, 6> tones = {{{fromSrgb(226, 182, 160), 0.0f},
                                             {fromSrgb(220, 172, 144), 0.1f},
                                             {fromSrgb(204, 153, 121), 0.3f},
                                             {fromSrgb(184, 130, 97), 0.5f},
                                             {fromSrgb(142, 94, 68), 0.75f},
                                             {fromSrgb(106, 70, 52), 1.0f}}};
  return tones[static_cast<std::size_t>(t * 5.999f)];
}

Color hairOf(float t, float darkness) {
  static const std::array<Color, 6> natural = {{fromSrgb(38, 29, 24), fromSrgb(62, 43, 32),
                                                fromSrgb(92, 64, 44), fromSrgb(128, 92, 58),
                                                fromSrgb(166, 130, 84), fromSrgb(120, 62, 36)}};
  const float most = darkness > 0.6f ? 1.999f : (darkness > 0.25f ? 2.999f : 5.999f);
  return natural[static_cast<std::size_t>(t * most)];
}

Color irisOf(float t, float darkness) {
  static const std::array<Color, 5> natural = {{fromSrgb(72, 46, 30), fromSrgb(104, 70, 42),
                                                fromSrgb(112, 104, 62), fromSrgb(86, 116, 140),
                                                fromSrgb(104, 124, 116)}};
  return natural[static_cast<std::size_t>(t * (darkness > 0.4f ? 1.999f : 4.999f))];
}

Color clothesOf(float t) {
  static const std::array<Color, 7> colors = {
      {fromSrgb(46, 66, 96), fromSrgb(118, 52, 56), fromSrgb(60, 84, 72), fromSrgb(176, 170, 158),
       fromSrgb(72, 72, 80), fromSrgb(150, 112, 66), fromSrgb(84, 62, 98)}};
  return colors[static_cast<std::size_t>(t * 6.999f)];
}

Color backdropOf(float t) {
  static const std::array<Color, 6> colors = {{fromSrgb(126, 142, 156), fromSrgb(168, 152, 132),
                                               fromSrgb(112, 134, 122), fromSrgb(148, 140, 156),
                                               fromSrgb(96, 110, 132), fromSrgb(178, 164, 152)}};
  return colors[static_cast<std::size_t>(t * 5.999f)];
}

HairStyle styleOf(float t, bool isFeminine) {
  if (isFeminine)
    return t < 0.4f ? HairStyle::shoulderLength : (t < 0.75f ? HairStyle::bob : HairStyle::parted);
  return t < 0.45f ? HairStyle::cropped : HairStyle::parted;
}

Color lipsOf(const Color& skin, float darkness, float femininity) {
  const Color blood = skin * Color{0.60f, 0.55f, 0.82f};
  const Color painted = mix(blood, blood * Color{0.80f, 0.64f, 1.02f}, femininity);
  return painted * (1 - 0.40f * darkness);  // dark lips stand out from dark skin
}

}  // namespace

Look lookOf(unsigned seed) {
  const auto draw = [seed](Choice choice) { return chance(seed, choice, 77u); };
  const auto around = [&](Choice choice, float spread) { return 1 + spread * (2 * draw(choice) - 1); };
  Look look;
  look.seed = seed;
  const bool isFeminine = seed % 2 == 1;
  look.femininity = isFeminine ? 0.75f + 0.25f * draw(kFemininity) : 0.25f * draw(kFemininity);
  const Tone tone = toneOf(draw(kSkin));
  look.skin = tone.skin;
  look.skinDarkness = tone.darkness;
  look.lips = lipsOf(look.skin, tone.darkness, look.femininity);
  look.hair = hairOf(draw(kHair), tone.darkness);
  look.iris = irisOf(draw(kIris), tone.darkness);
  look.clothes = clothesOf(draw(kClothes));
  look.backdrop = backdropOf(draw(kBackdrop));
  look.stubble = isFeminine ? 0.0f : std::max(0.0f, 1.3f * draw(kStubble) - 0.4f);
  look.freckles = tone.darkness < 0.2f ? std::max(0.0f, 1.5f * draw(kFreckles) - 0.9f) : 0.0f;
  look.jawWidth = around(kJaw, 0.03f) * mix(1.03f, 0.93f, look.femininity);
  look.faceLength = around(kLength, 0.025f);
  look.noseWidth = around(kNoseWidth, 0.08f) * mix(1.05f, 0.94f, look.femininity) + 0.08f * tone.darkness;
  look.noseLength = around(kNoseLength, 0.03f);
  look.lipFullness = around(kLips, 0.08f) * mix(0.92f, 1.08f, look.femininity) + 0.10f * tone.darkness;
  look.eyeSize = around(kEyes, 0.06f) * mix(1.06f, 1.18f, look.femininity);
  look.browThickness = around(kBrows, 0.15f) * mix(1.25f, 0.85f, look.femininity);
  look.browArch = 0.02f * draw(kArch) + 0.02f * look.femininity;
  look.style = styleOf(draw(kStyle), isFeminine);
  look.parting = draw(kParting) < 0.5f ? -0.4f : 0.4f;
  look.curl = draw(kCurl);
  look.clothing = static_cast<Clothing>(static_cast<int>(draw(kClothing) * 2.999f));
  return look;
}

}  // namespace sample
