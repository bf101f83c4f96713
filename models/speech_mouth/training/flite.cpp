#include <cstdio>
#include <cstdlib>
#include <sstream>

#include "models/speech_mouth/training/synthesis.h"
#include "models/speech_mouth/training/wave_file.h"

namespace speech_mouth::training {
namespace {

constexpr const char* kVoices[] = {"slt", "rms", "slt", "rms", "kal16"};
constexpr const char* kHeldOut = "awb";

// "pau:0.164 hh:0.255 ...": every phone with its end in seconds.
std::vector<speech::Phone> phonesOf(const std::string& output) {
  std::vector<speech::Phone> phones;
  std::istringstream in(output);
  for (std::string token; in >> token;) {
    const std::size_t colon = token.rfind(':');
    if (colon == std::string::npos) continue;
    const double end = std::strtod(token.c_str() + colon + 1, nullptr);
    const double start = phones.empty() ? 0 : phones.back().endSec;
    if (end > start) phones.push_back({start, end, token.substr(0, colon)});
  }
  return phones;
}

std::string outputOf(const std::string& command) {
  std::string out;
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return out;
  char part[4096];
  for (std::size_t got; (got = fread(part, 1, sizeof part, pipe)) > 0;) out.append(part, got);
  pclose(pipe);
  return out;
}

}  // namespace

std::vector<Spoken> fliteCorpus(int count, const Texts& texts, Random& random,
                                const std::filesystem::path& work) {
  std::vector<Spoken> out;
  const std::filesystem::path wave = work / "flite.wav";
  for (int i = 0; i < count; ++i) {
    const bool isHeldOut = i % 15 == 0;
    const std::string voice = isHeldOut ? kHeldOut : anyOf(random, kVoices);
    const std::string stretch = std::to_string(uniform(random, 0.8, 1.25));
    std::filesystem::remove(wave);
    const std::string phones = outputOf(
        "flite -voice " + voice + " -t " + quoted(texts.sentence("en", random)) +
        " -psdur --setf duration_stretch=" + stretch + " -o " + quoted(wave.string()) + " 2>/dev/null");
    Spoken spoken{.samples = readWave16k(wave),
                  .phones = phonesOf(phones),
                  .set = speech::PhoneSet::arpabet,
                  .synthesiser = "flite",
                  .voice = "flite-" + voice,
                  .isHeldOut = isHeldOut};
    if (!spoken.samples.empty() && spoken.phones.size() > 5) out.push_back(std::move(spoken));
    if (i == 20 && out.empty()) {
      std::printf("left out: flite is not installed\n");
      break;
    }
  }
  return out;
}

}  // namespace speech_mouth::training
