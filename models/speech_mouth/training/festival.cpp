#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "models/speech_mouth/training/synthesis.h"
#include "models/speech_mouth/training/wave_file.h"

namespace speech_mouth::training {
namespace {

namespace fs = std::filesystem;

struct Voice {
  const char* name;
  const char* language;  // of the text
  const char* encoding;  // what the voice reads
  const char* phones;    // "arpabet" or the language of kSounds
  bool isHeldOut;
};

constexpr Voice kVoices[] = {
    {"kal_diphone", "en", "ascii", "arpabet", false},
    {"ked_diphone", "en", "ascii", "arpabet", true},
    {"cmu_us_slt_arctic_hts", "en", "ascii", "arpabet", false},
    {"lp_diphone", "it", "iso-8859-1", "it", false},
    {"pc_diphone", "it", "iso-8859-1", "it", false},
    {"czech_dita", "cs", "iso-8859-2", "cs", false},
    {"czech_machac", "cs", "iso-8859-2", "cs", false},
    {"czech_ph", "cs", "iso-8859-2", "cs", true},
    {"suo_fi_lj_diphone", "sv", "iso-8859-1", "fi",
     false},  // no Finnish text is packaged: Finnish reads as it is written
    {"hy_fi_mv_diphone", "it", "iso-8859-1", "fi", false},
    {"upc_ca_ona_hts", "ca", "iso-8859-1", "ca", false},
    {"msu_ru_nsh_clunits", "ru", "utf-8", "ru", false},
};

struct Sound {
  const char* language;  // "" = all
  const char* name;
  const char* ipa;
};

// Names of the voices' phone sets that are not IPA letters themselves.
constexpr Sound kSounds[] = {
    {"cs", "ch", "x"},  {"cs", "c~", "tʃ"}, {"cs", "s~", "ʃ"}, {"cs", "z~", "ʒ"},  {"cs", "r~", "ʒ"},
    {"cs", "n~", "ɲ"},  {"cs", "d~", "ɟ"},  {"cs", "t~", "c"}, {"cs", "c", "ts"},  {"ru", "c", "ts"},
    {"ru", "ch", "tʃ"}, {"ru", "sh", "ʃ"},  {"ru", "zh", "ʒ"}, {"ru", "sch", "ʃ"}, {"ru", "shh", "ʃ"},
    {"ru", "y", "ɨ"},   {"ru", "yy", "ɨ"},  {"ru", "h", "x"},  {"ca", "y", "j"},   {"ca", "ny", "ɲ"},
    {"ca", "ll", "ʎ"},  {"", "tS", "tʃ"},   {"", "dZ", "dʒ"},  {"", "ts", "ts"},   {"", "dz", "dz"},
    {"", "S", "ʃ"},     {"", "Z", "ʒ"},     {"", "J", "ɲ"},    {"", "L", "ʎ"},     {"", "N", "ŋ"},
    {"", "E", "ɛ"},     {"", "O", "ɔ"},     {"", "ax", "ə"},   {"", "@", "ə"},     {"", "B", "β"},
    {"", "D", "ð"},     {"", "G", "ɣ"},     {"", "{", "æ"},    {"", "ae", "æ"},    {"", "oe", "ø"},
    {"", "#", ""},      {"", "_", ""},      {"", "pau", ""},   {"", "?", "ʔ"},
};

std::string ipaOf(const std::string& language, std::string name) {
  const auto find = [&](const std::string& wanted) {
    return std::find_if(std::begin(kSounds), std::end(kSounds), [&](const Sound& sound) {
      return wanted == sound.name && (sound.language[0] == 0 || language == sound.language);
    });
  };
  if (const auto* sound = find(name); sound != std::end(kSounds)) return sound->ipa;
  name.erase(
      std::remove_if(name.begin(), name.end(), [](char c) { return c == ':' || (c >= '0' && c <= '9'); }),
      name.end());
  if (const auto* sound = find(name); sound != std::end(kSounds)) return sound->ipa;
  return name.substr(0, 1);  // doubled letters are length or softness
}

// Lines "end 100 name" after a line "#".
std::vector<speech::Phone> readSegments(const fs::path& path, const Voice& voice) {
  std::vector<speech::Phone> phones;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    std::istringstream fields(line);
    double end = 0;
    std::string color, name;
    if (!(fields >> end >> color >> name)) continue;
    const double start = phones.empty() ? 0 : phones.back().endSec;
    const bool isArpabet = std::string_view(voice.phones) == "arpabet";
    if (end > start) phones.push_back({start, end, isArpabet ? name : ipaOf(voice.phones, name)});
  }
  return phones;
}

void writeScript(const fs::path& script, const Voice& voice, int count, const Texts& texts, Random& random) {
  std::ofstream out(script);
  out << "(voice_" << voice.name << ")\n(Parameter.set 'Duration_Stretch " << uniform(random, 0.9, 1.15)
      << ")\n";
  for (int i = 0; i < count; ++i) {
    std::string text = texts.sentence(voice.language, random);
    std::replace(text.begin(), text.end(), '"', ' ');
    std::replace(text.begin(), text.end(), '\\', ' ');
    const std::string stem = script.parent_path() / ("festival" + std::to_string(i));
    out << "(set! u (utt.synth (Utterance Text \"" << text << "\")))\n(utt.save.wave u \"" << stem
        << ".wav\" 'riff)\n"
        << "(utt.save.segs u \"" << stem << ".seg\")\n";
  }
}

std::vector<Spoken> speak(const Voice& voice, int count, const Texts& texts, Random& random,
                          const fs::path& work) {
  const fs::path folder = work / "festival";
  fs::remove_all(folder);
  fs::create_directories(folder);
  // A text that a voice cannot speak ends the run: several scripts lose less.
  constexpr int kPerScript = 10;
  std::vector<Spoken> out;
  for (int done = 0; done < count; done += kPerScript) {
    writeScript(folder / "utf8.scm", voice, kPerScript, texts, random);
    const std::string script = quoted((folder / "native.scm").string());
    const std::string command = "iconv -c -f utf-8 -t " + std::string(voice.encoding) + " " +
                                quoted((folder / "utf8.scm").string()) + " >" + script +
                                " && timeout 120 festival -b " + script + " >/dev/null 2>&1";
    const bool hasFailed = std::system(command.c_str()) != 0;
    for (int i = 0; i < kPerScript; ++i) {
      const std::string stem = folder / ("festival" + std::to_string(i));
      Spoken spoken{.samples = readWave16k(stem + ".wav"),
                    .phones = readSegments(stem + ".seg", voice),
                    .set = std::string_view(voice.phones) == "arpabet" ? speech::PhoneSet::arpabet
                                                                       : speech::PhoneSet::ipa,
                    .synthesiser = "festival",
                    .voice = std::string("festival-") + voice.name,
                    .isHeldOut = voice.isHeldOut};
      if (!spoken.samples.empty() && spoken.phones.size() > 5) out.push_back(std::move(spoken));
      fs::remove(stem + ".wav");
      fs::remove(stem + ".seg");
    }
    if (hasFailed && out.empty()) break;
  }
  fs::remove_all(folder);
  return out;
}

}  // namespace

std::vector<Spoken> festivalCorpus(int perVoice, const Texts& texts, Random& random, const fs::path& work) {
  std::vector<Spoken> out;
  for (const Voice& voice : kVoices) {
    std::vector<Spoken> spoken = speak(voice, perVoice, texts, random, work);
    if (spoken.empty()) std::printf("left out: festival voice %s\n", voice.name);
    std::move(spoken.begin(), spoken.end(), std::back_inserter(out));
  }
  return out;
}

}  // namespace speech_mouth::training
