#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/speech/viseme.h"
#include "models/speech_mouth/training/texts.h"

namespace speech_mouth::training {

// One synthetic utterance with exact phone times.
struct Spoken {
  std::vector<std::int16_t> samples;  // 16 kHz mono
  std::vector<speech::Phone> phones;
  speech::PhoneSet set = speech::PhoneSet::ipa;
  std::string synthesiser;  // "espeak", "flite", "festival"
  std::string voice;
  bool isHeldOut = false;  // of a voice that training never hears
};

struct CorpusPlan {
  int espeak = 5000, flite = 1800, festivalPerVoice = 130;
  std::uint64_t seed = 1;
};

// Speaks the corpus; voices or programs that are not installed are left out, with a line on stdout. `work`
// takes temporary files. Several minutes.
std::vector<Spoken> synthesise(const CorpusPlan& plan, const std::filesystem::path& work);

std::vector<Spoken> espeakCorpus(int count, const Texts& texts, Random& random);
std::vector<Spoken> fliteCorpus(int count, const Texts& texts, Random& random,
                                const std::filesystem::path& work);
std::vector<Spoken> festivalCorpus(int perVoice, const Texts& texts, Random& random,
                                   const std::filesystem::path& work);

// Band-limited change of rate of a whole utterance.
std::vector<std::int16_t> resampled(const std::vector<std::int16_t>& samples, int fromRate, int toRate);

// The corpus on disk, so that a second training need not speak it again. Throws Error as files do.
void writeCorpus(const std::vector<Spoken>& corpus, const std::filesystem::path& path);
std::vector<Spoken> readCorpus(const std::filesystem::path& path);

}  // namespace speech_mouth::training
