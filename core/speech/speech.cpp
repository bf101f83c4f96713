#include "core/speech/speech.h"

#include <algorithm>

#include "core/speech/voice_activity.h"

namespace speech {

bool Speech::isSilent() const {
  return std::none_of(activity.begin(), activity.end(), [](float v) { return v > 0.5f; });
}

Speech makeSpeech(std::vector<std::int16_t> samples) {
  Speech speech{std::move(samples), {}};
  speech.activity = voiceActivity(speech.samples);
  return speech;
}

}  // namespace speech
