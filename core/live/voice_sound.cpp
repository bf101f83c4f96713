#include "core/live/voice_sound.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "core/base/file.h"

namespace dub {

using Samples = std::vector<std::int16_t>;

static std::int16_t toInt16(float sample) {
  return std::isfinite(sample)
             ? static_cast<std::int16_t>(std::lround(std::clamp(sample * 32768.0f, -32768.0f, 32767.0f)))
             : std::int16_t{0};
}

// nullopt when stopped.
static std::optional<Samples> read(audio::SoundBed& bed, double seconds, const std::stop_token& stop) {
  const std::int64_t total =
      std::max<std::int64_t>(std::llround(seconds * speech::kRate), speech::kStepSamples);
  Samples samples;
  samples.reserve(static_cast<std::size_t>(total));
  for (std::int64_t first = 0; first < total; first += speech::kRate) {
    if (stop.stop_requested()) return std::nullopt;
    const std::int64_t count = std::min<std::int64_t>(speech::kRate, total - first);
    for (const float sample : bed.read(first, static_cast<std::size_t>(count)))
      samples.push_back(toInt16(sample));
  }
  return samples;
}

static std::string sumOfStep(const Samples& step) {
  return base::sha256({reinterpret_cast<const char*>(step.data()), step.size() * sizeof step[0]})
      .substr(0, 32);
}

static std::vector<std::string> sumsOf(const Samples& samples) {
  std::vector<std::string> sums;
  Samples step(speech::kStepSamples);
  for (std::size_t first = 0; first < samples.size(); first += speech::kStepSamples) {
    const std::size_t count = std::min(step.size(), samples.size() - first);
    std::ranges::fill(step, std::int16_t{0});  // so that what comes after the end changes nothing
    std::copy_n(samples.begin() + static_cast<std::ptrdiff_t>(first), count, step.begin());
    sums.push_back(sumOfStep(step));
  }
  return sums;
}

const std::string& silentStep() {
  static const std::string sum = sumOfStep(Samples(speech::kStepSamples));
  return sum;
}

VoiceSound::Inputs inputsOf(std::vector<audio::Sound> sounds, double untilSec) {
  VoiceSound::Inputs inputs{.sounds = std::move(sounds), .identities = {}, .untilSec = untilSec};
  for (const audio::Sound& sound : inputs.sounds) inputs.identities.push_back(base::identityOf(sound.file));
  return inputs;
}

std::shared_ptr<const VoiceSound> mixVoice(VoiceSound::Inputs inputs, const std::stop_token& stop) {
  audio::SoundBed bed(inputs.sounds, speech::kRate, 1);
  std::optional<Samples> samples = read(bed, std::min(bed.seconds(), inputs.untilSec), stop);
  if (!samples) return nullptr;
  VoiceSound sound{
      .inputs = std::move(inputs), .speech = {}, .steps = sumsOf(*samples), .failures = bed.failures()};
  if (stop.stop_requested()) return nullptr;
  sound.speech = speech::makeSpeech(std::move(*samples));
  return std::make_shared<const VoiceSound>(std::move(sound));
}

}  // namespace dub
