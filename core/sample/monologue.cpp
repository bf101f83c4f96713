#include "core/sample/monologue.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"

namespace sample {
namespace {

constexpr double kLeadSec = 0.40, kTailSec = 0.40, kPauseSec = 0.35, kFadeSec = 0.02;

void fadeOut(std::vector<std::int16_t>& samples, std::size_t length) {
  length = std::min(length, samples.size());
  for (std::size_t i = 0; i < length; ++i) {
    auto& s = samples[samples.size() - 1 - i];
    s = static_cast<std::int16_t>(s * static_cast<double>(i) / static_cast<double>(length));
  }
}

void cutPhones(std::vector<speech::Phone>& phones, double endSec) {
  std::erase_if(phones, [&](const speech::Phone& phone) { return phone.startSec >= endSec; });
  if (!phones.empty()) phones.back().endSec = std::min(phones.back().endSec, endSec);
}

}  // namespace

const char* builtInPassage() {
  return "Good morning, and welcome. My voice was made by a machine, and so was my face. "
         "Five brave fishermen moved the boat before the big waves came. "
         "Please wash your blue jacket, then show me how you would choose a yellow one. "
         "We all agree: paper, butter and marmalade belong on the breakfast table. "
         "Even a very short pause is enough to see whether my lips are shut.";
}

speech::Utterance monologue(const std::string& text, const std::string& voice, double seconds) {
  const speech::Utterance said = speech::speak(text.empty() ? builtInPassage() : text, {.voice = voice});
  const bool hasWords = std::any_of(said.phones.begin(), said.phones.end(), [](const speech::Phone& phone) {
    return !speech::visemes(phone.phone, speech::PhoneSet::ipa).empty();
  });
  if (!hasWords) {
    throw base::Error(base::Fault::sampleSaysNothing, {{"voice", voice}});
  }
  const auto samplesOf = [&](double sec) {
    return static_cast<std::size_t>(std::llround(std::max(0.0, sec) * said.rate));
  };
  speech::Utterance out;
  out.rate = said.rate;
  const std::size_t end = samplesOf(seconds - std::min(kTailSec, 0.1 * seconds));
  out.samples.assign(samplesOf(std::min(kLeadSec, 0.1 * seconds)), 0);
  while (out.samples.size() < end) {
    const double start = static_cast<double>(out.samples.size()) / out.rate;
    for (const speech::Phone& phone : said.phones) {
      out.phones.push_back({phone.startSec + start, phone.endSec + start, phone.phone});
    }
    out.samples.insert(out.samples.end(), said.samples.begin(), said.samples.end());
    out.samples.resize(out.samples.size() + samplesOf(kPauseSec), 0);
  }
  out.samples.resize(end);
  fadeOut(out.samples, samplesOf(kFadeSec));
  cutPhones(out.phones, static_cast<double>(end) / out.rate);
  out.samples.resize(samplesOf(seconds), 0);
  return out;
}

}  // namespace sample
