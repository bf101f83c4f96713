#include <cstdio>
#include <set>

#include "core/base/error.h"
#include "core/speech/synthesizer.h"
#include "models/speech_mouth/training/synthesis.h"

namespace speech_mouth::training {
namespace {

struct Accent {
  const char* voice;
  const char* language;
  int weight;
};

constexpr Accent kAccents[] = {
    {"en-us", "en", 5},      {"en-gb", "en", 4},  {"en-gb-scotland", "en", 1},
    {"en-gb-x-rp", "en", 2}, {"en-029", "en", 1}, {"en-gb-x-gbclan", "en", 1},
    {"de", "de", 4},         {"es", "es", 2},     {"es-419", "es", 2},
    {"it", "it", 2},         {"fr-fr", "fr", 4},  {"fr-be", "fr", 1},
    {"pt", "pt", 2},         {"pt-br", "pt", 1},  {"pl", "pl", 2},
    {"nl", "nl", 2},         {"ru", "ru", 2},     {"cs", "cs", 1},
    {"sv", "sv", 1},         {"da", "da", 1},     {"nb", "nb", 1},
    {"ca", "ca", 1},         {"hu", "hu", 1},     {"ro", "ro", 1},
    {"tr", "tr", 1},
};

// Voice variants of espeak-ng; robots and jokes are left out.
constexpr const char* kVariants[] = {
    "",       "m1",         "m2",       "m3",      "m4",      "m5",     "m6",      "m7",     "f1",
    "f2",     "f3",         "f4",       "Andy",    "Annie",   "Alex",   "Alicia",  "Denis",  "Diogo",
    "Gene",   "Gene2",      "Henrique", "Hugo",    "Mario",   "Marco",  "Michael", "Jacky",  "Lee",
    "adam",   "anika",      "antonio",  "aunty",   "belinda", "boris",  "caleb",   "david",  "ed",
    "edward", "edward2",    "grandma",  "grandpa", "gustave", "iven",   "iven2",   "iven3",  "iven4",
    "john",   "kaukovalta", "linda",    "marcelo", "max",     "michel", "norbert", "pablo",  "paul",
    "pedro",  "quincy",     "rob",      "robert",  "sandro",  "shelby", "steph",   "steph2", "steph3",
    "travis", "victor",     "zac",      "klatt",   "klatt2",  "klatt3", "klatt5",  "whisper"};
constexpr const char* kHeldOut[] = {"m8", "f5", "Andrea", "benjamin", "miguel", "klatt4", "Mike"};

const Accent& anyAccent(Random& random) {
  std::size_t total = 0;
  for (const Accent& accent : kAccents) total += static_cast<std::size_t>(accent.weight);
  std::size_t at = below(random, total);
  const Accent* accent = kAccents;
  for (; at >= static_cast<std::size_t>(accent->weight); ++accent)
    at -= static_cast<std::size_t>(accent->weight);
  return *accent;
}

}  // namespace

std::vector<Spoken> espeakCorpus(int count, const Texts& texts, Random& random) {
  std::vector<Spoken> out;
  std::set<std::string> missing;
  for (int i = 0; i < count; ++i) {
    const Accent& accent = anyAccent(random);
    const bool isHeldOut = i % 20 == 0;
    const std::string variant = isHeldOut ? anyOf(random, kHeldOut) : anyOf(random, kVariants);
    const speech::VoiceSettings settings{.voice = accent.voice + (variant.empty() ? "" : "+" + variant),
                                         .wordsPerMinute = static_cast<int>(uniform(random, 120, 215)),
                                         .pitch = static_cast<int>(uniform(random, 25, 75)),
                                         .pitchRange = static_cast<int>(uniform(random, 25, 90))};
    try {
      speech::Utterance said = speech::speak(texts.sentence(accent.language, random), settings);
      if (said.phones.size() < 5) continue;
      out.push_back({.samples = resampled(said.samples, said.rate, 16000),
                     .phones = std::move(said.phones),
                     .set = speech::PhoneSet::ipa,
                     .synthesiser = "espeak",
                     .voice = settings.voice,
                     .isHeldOut = isHeldOut});
    } catch (const base::Error&) {
      if (missing.insert(settings.voice).second)
        std::printf("left out: espeak-ng voice %s\n", settings.voice.c_str());
    }
  }
  return out;
}

}  // namespace speech_mouth::training
