#include "core/speech/viseme.h"

#include <algorithm>
#include <utility>

namespace speech {
namespace {

using enum Viseme;

struct Entry {
  std::string_view phone;
  Viseme first, second;
};

constexpr Entry kArpabet[] = {
    {"pau", sil, sil}, {"ssil", sil, sil}, {"h#", sil, sil}, {"#", sil, sil},  {"brth", sil, sil},
    {"sil", sil, sil}, {"p", pbm, pbm},    {"b", pbm, pbm},  {"m", pbm, pbm},  {"em", pbm, pbm},
    {"f", fv, fv},     {"v", fv, fv},      {"th", th, th},   {"dh", th, th},   {"t", tdn, tdn},
    {"d", tdn, tdn},   {"n", tdn, tdn},    {"en", tdn, tdn}, {"dx", tdn, tdn}, {"nx", tdn, tdn},
    {"s", sz, sz},     {"z", sz, sz},      {"sh", sh, sh},   {"zh", sh, sh},   {"ch", sh, sh},
    {"jh", sh, sh},    {"k", kgh, kgh},    {"g", kgh, kgh},  {"ng", kgh, kgh}, {"hh", kgh, kgh},
    {"hv", kgh, kgh},  {"r", r, r},        {"w", w, w},      {"l", l, l},      {"el", l, l},
    {"y", iy, iy},     {"aa", aa, aa},     {"ae", aa, aa},   {"ah", eh, eh},   {"ax", eh, eh},
    {"ao", oh, oh},    {"eh", eh, eh},     {"er", r, r},     {"axr", r, r},    {"ih", iy, iy},
    {"iy", iy, iy},    {"uh", uh, uh},     {"uw", uh, uh},   {"ey", eh, iy},   {"ay", aa, iy},
    {"aw", aa, uh},    {"ow", oh, uh},     {"oy", oh, iy},
};

struct Letters {
  std::u32string_view letters;
  Viseme viseme;
};

// IPA letters by mouth shape. Marks (stress, length, nasality, palatalisation) are in none of them.
constexpr Letters kIpa[] = {
    {U"pbmɱβɸɓ", pbm},
    {U"fvʋⱱ", fv},
    {U"θð", th},
    {U"tdnɾʈɖɳɗrɽ", tdn},
    {U"szɬɮ", sz},
    {U"ʃʒɕʑʂʐ", sh},
    {U"kɡgŋhɣxχʁɦçqɢʔcɟʀʝɲħʕɴʄɠ", kgh},
    {U"ɹɻɚɝ", r},
    {U"wʍɥ", w},
    {U"lɫʎɭ", l},
    {U"aɑæɐ", aa},
    {U"ɛeəɜɘʌɞ", eh},
    {U"iɪjɨɯɤɰᵻ", iy},
    {U"ɔoɒɵ", oh},
    {U"uʊyøœʏʉɶ", uh},
};

// Invalid bytes are dropped.
std::u32string decodeUtf8(std::string_view text) {
  std::u32string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const std::size_t length = byte < 0x80       ? 1
                               : byte >> 5 == 6  ? 2
                               : byte >> 4 == 14 ? 3
                               : byte >> 3 == 30 ? 4
                                                 : 0;
    if (length == 0 || i + length > text.size()) {
      ++i;
      continue;
    }
    char32_t letter = length == 1 ? byte : byte & (0xFFU >> (length + 1));
    for (std::size_t k = 1; k < length; ++k) {
      letter = letter << 6 | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
    }
    out.push_back(letter);
    i += length;
  }
  return out;
}

const Letters* groupOf(char32_t letter) {
  const auto* found = std::find_if(std::begin(kIpa), std::end(kIpa), [&](const Letters& group) {
    return group.letters.find(letter) != std::u32string_view::npos;
  });
  return found == std::end(kIpa) ? nullptr : found;
}

bool isAffricate(const std::u32string& letters) {
  if (letters.size() != 2) return false;
  const bool startsAsStop = letters[0] == U't' || letters[0] == U'd' || letters[0] == U'p' ||
                            letters[0] == U'ʈ' || letters[0] == U'ɖ';
  const Viseme end = groupOf(letters[1])->viseme;
  return startsAsStop && (end == sz || end == sh || (letters[0] == U'p' && end == fv));
}

std::vector<Viseme> ipaVisemes(std::string_view phone) {
  std::u32string sounds;
  for (const char32_t letter : decodeUtf8(phone)) {
    if (groupOf(letter) != nullptr) sounds.push_back(letter);
  }
  if (sounds.empty()) return {};
  // The stop of "pf" is made with the lips and seen; that of "ts" or "tʃ" is not.
  if (isAffricate(sounds) && sounds[0] != U'p') sounds.erase(0, 1);
  std::vector<Viseme> out;
  for (const char32_t letter : sounds) {
    const Viseme viseme = groupOf(letter)->viseme;
    if (out.empty() || out.back() != viseme) out.push_back(viseme);
  }
  return out;
}

std::vector<Viseme> arpabetVisemes(std::string_view phone) {
  std::string lower(phone);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  while (!lower.empty() && lower.back() >= '0' && lower.back() <= '9') lower.pop_back();  // stress
  for (const Entry& entry : kArpabet) {
    if (entry.phone != lower) continue;
    return entry.first == entry.second ? std::vector{entry.first} : std::vector{entry.first, entry.second};
  }
  return {};
}

}  // namespace

const char* name(Viseme viseme) {
  static constexpr const char* kNames[kVisemes] = {"sil", "pbm", "fv", "th", "tdn", "sz", "sh", "kgh",
                                                   "r",   "w",   "l",  "aa", "eh",  "iy", "oh", "uh"};
  return kNames[static_cast<std::size_t>(viseme)];
}

std::vector<Viseme> visemes(std::string_view phone, PhoneSet set) {
  return set == PhoneSet::ipa ? ipaVisemes(phone) : arpabetVisemes(phone);
}

}  // namespace speech
