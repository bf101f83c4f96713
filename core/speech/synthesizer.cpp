#include "core/speech/synthesizer.h"

#include <espeak-ng/speak_lib.h>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <mutex>

#include "core/base/error.h"

namespace speech {
namespace {

struct Start {
  double sec;
  std::string phone;
};

// What the callback collects during one espeak_Synth call.
struct Collected {
  std::vector<std::int16_t> samples;
  std::vector<Start> starts;
  int rate = 0;
};

int collect(short* wave, int count, espeak_EVENT* event) {
  auto* out = static_cast<Collected*>(event->user_data);
  if (out == nullptr) return 0;
  if (wave != nullptr && count > 0) out->samples.insert(out->samples.end(), wave, wave + count);
  for (; event->type != espeakEVENT_LIST_TERMINATED; ++event) {
    if (event->type != espeakEVENT_PHONEME) continue;
    const char* phone = event->id.string;  // not terminated when it fills its 8 bytes
    out->starts.push_back(
        {static_cast<double>(event->sample) / out->rate, {phone, strnlen(phone, sizeof event->id.string)}});
  }
  return 0;
}

// The library as a whole is one global state.
struct Engine {
  std::mutex mutex;
  int rate = -1;  // Hz; < 0 = not initialised. Guarded by mutex.
};

Engine& engine() {
  static Engine only;
  return only;
}

void initialise(Engine& it) {
  if (it.rate > 0) return;
  it.rate = espeak_Initialize(
      AUDIO_OUTPUT_SYNCHRONOUS, 0, nullptr,
      espeakINITIALIZE_PHONEME_EVENTS | espeakINITIALIZE_PHONEME_IPA | espeakINITIALIZE_DONT_EXIT);
  if (it.rate <= 0) {
    throw base::Error(base::Fault::voiceDataMissing);
  }
  espeak_SetSynthCallback(collect);
}

// The voice file of a language code such as "en-gb", empty when no voice speaks it.
std::string voiceFileFor(const std::string& language) {
  for (const espeak_VOICE** voice = espeak_ListVoices(nullptr); *voice != nullptr; ++voice) {
    // A list of: priority byte, zero-terminated code; ended by a zero priority.
    for (const char* entry = (*voice)->languages; *entry != 0; entry += 1 + std::strlen(entry + 1) + 1) {
      if (language == entry + 1) return (*voice)->identifier;
    }
  }
  return {};
}

bool select(const std::string& voice) {
  if (espeak_SetVoiceByName(voice.c_str()) == EE_OK) return true;
  const std::size_t plus = std::min(voice.find('+'), voice.size());
  const std::string file = voiceFileFor(voice.substr(0, plus));
  return !file.empty() && espeak_SetVoiceByName((file + voice.substr(plus)).c_str()) == EE_OK;
}

void choose(const VoiceSettings& settings) {
  if (!select(settings.voice)) {
    throw base::Error(base::Fault::synthesizerVoiceUnknown, {{"voice", settings.voice}});
  }
  espeak_SetParameter(espeakRATE, std::clamp(settings.wordsPerMinute, 80, 450), 0);
  espeak_SetParameter(espeakPITCH, std::clamp(settings.pitch, 0, 99), 0);
  espeak_SetParameter(espeakRANGE, std::clamp(settings.pitchRange, 0, 99), 0);
}

std::vector<Phone> withEnds(std::vector<Start> starts, double seconds) {
  std::vector<Phone> phones;
  for (std::size_t i = 0; i < starts.size(); ++i) {
    const double end = i + 1 < starts.size() ? starts[i + 1].sec : seconds;
    if (end > starts[i].sec) phones.push_back({starts[i].sec, end, std::move(starts[i].phone)});
  }
  return phones;
}

}  // namespace

Utterance speak(const std::string& text, const VoiceSettings& settings) {
  Engine& it = engine();
  const std::scoped_lock lock(it.mutex);
  initialise(it);
  choose(settings);
  Collected collected{.rate = it.rate};
  const espeak_ERROR status =
      espeak_Synth(text.c_str(), text.size() + 1, 0, POS_CHARACTER, 0, espeakCHARS_UTF8, nullptr, &collected);
  if (status != EE_OK || espeak_Synchronize() != EE_OK) {
    throw base::Error(base::Fault::defect, {}, {}, "the speech synthesiser failed on a text");
  }
  const double seconds = static_cast<double>(collected.samples.size()) / it.rate;
  return {.rate = it.rate,
          .samples = std::move(collected.samples),
          .phones = withEnds(std::move(collected.starts), seconds)};
}

}  // namespace speech
