#pragma once
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace speech {

// 16 mouth shapes that the eye can tell apart. The order is the order of the encoder's outputs.
enum class Viseme { sil, pbm, fv, th, tdn, sz, sh, kgh, r, w, l, aa, eh, iy, oh, uh };
inline constexpr int kVisemes = 16;
const char* name(Viseme viseme);

// A phone with its exact time. `phone` is IPA as espeak-ng writes it, or ARPAbet (flite, festival).
struct Phone {
  double startSec = 0, endSec = 0;
  std::string phone;
};
enum class PhoneSet { ipa, arpabet };

// The visemes of a phone in order (a diphthong has two); empty for marks that are no sound (stress, length).
std::vector<Viseme> visemes(std::string_view phone, PhoneSet set);

// Five articulations: what the mouth does.
struct Articulation {
  float opening = 0;      // 0 shut .. 1 wide open (jaw and lips together)
  float width = 0;        // -1 rounded/narrow .. 0 neutral .. 1 spread
  float closure = 0;      // 0..1 lips pressed together (p b m)
  float labiodental = 0;  // 0..1 lower lip to upper teeth (f v)
  float rounding = 0;     // 0..1
};

// Coarticulated articulation and viseme posteriors at `rate` steps a second for `seconds`: dominance-weighted
// targets (after Cohen and Massaro 1993), smoothed by gaussians.
struct Mouthing {
  std::vector<std::array<float, kVisemes>> visemes;  // share of the step that each viseme fills
  std::vector<Articulation> articulation;
};
Mouthing mouthing(std::span<const Phone> phones, PhoneSet set, double seconds, double rate = 25.0);

}  // namespace speech
