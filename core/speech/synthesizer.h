#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "core/speech/viseme.h"

namespace speech {

// Text spoken by espeak-ng, with the times that the synthesiser itself reports.
struct Utterance {
  int rate = 22050;                   // Hz
  std::vector<std::int16_t> samples;  // mono
  std::vector<Phone> phones;          // IPA
};
struct VoiceSettings {
  std::string voice = "en-gb";  // espeak-ng voice name, with variant: "en-us+f3"
  int wordsPerMinute = 165;
  int pitch = 50;       // 0..99
  int pitchRange = 50;  // 0..99
};
// espeak-ng keeps global state: calls are serialised inside. Throws Error(notFound) for an unknown voice or
// missing data (naming the package espeak-ng-data).
Utterance speak(const std::string& text, const VoiceSettings& settings);

}  // namespace speech
