#include "models/talklip/speech_encoding.h"

#include <algorithm>
#include <cmath>
#include <random>

#include "core/speech/mel.h"

namespace talklip {

namespace {

constexpr std::size_t kPatchesAtOnce = 64;

// Writes a segment's vectors into the whole, fading over from what the segment before wrote.
void place(SpeechEncoding& encoding, std::span<const float> vectors, const speech::Segment& segment,
           std::size_t end) {
  const std::size_t begin = segment.coreBegin - std::min(segment.coreBegin - segment.begin, kFade);
  const std::size_t joint = segment.coreBegin;
  for (std::size_t step = begin; step < end; ++step) {
    const float* from = vectors.data() + (step - segment.begin) * encoding.size;
    float* to = encoding.vectors.data() + step * encoding.size;
    const bool isFading = joint > 0 && step < joint + kFade;
    const float share =
        isFading ? (static_cast<float>(step - begin) + 0.5F) / static_cast<float>(joint - begin + kFade)
                 : 1.0F;
    for (std::size_t i = 0; i < encoding.size; ++i) to[i] += share * (from[i] - to[i]);
  }
}

SpeechEncoding encodeSteps(const Network& network, const speech::Speech& speech, double untilSec,
                           const std::stop_token& stop, const speech::SegmentSettings& settings) {
  SpeechEncoding encoding{.size = network.vectorSize(), .vectorsPerSec = 25, .vectors = {}};
  const std::size_t total = speech::stepCount(speech.samples.size());
  encoding.vectors.resize(total * encoding.size);
  for (const speech::Segment& segment : speech::cutAtPauses(speech, settings)) {
    if (stop.stop_requested()) return {};
    if (static_cast<double>(segment.coreBegin) > 25 * untilSec + 1) break;
    const std::vector<float> vectors =
        network.encode(SpeechInput::steps, speech::segmentFeatures(speech, segment));
    // As far as the next segment's fade reaches: it fades over from these.
    place(encoding, vectors, segment, std::min(segment.end, segment.coreEnd + kFade));
  }
  return encoding;
}

// Wav2Lip: the patch of a time begins at its mel column; the last patch ends with the speech.
SpeechEncoding encodePatches(const Network& network, const speech::Speech& speech, double untilSec,
                             const std::stop_token& stop) {
  const std::vector<float> mel = speech::wav2LipMel(speech.samples);  // [80, columns]
  const std::size_t columns = mel.size() / speech::kMelBands;
  const std::size_t patches = columns > speech::kMelPatch ? columns - speech::kMelPatch + 1 : 1;
  SpeechEncoding encoding{
      .size = network.vectorSize(), .vectorsPerSec = speech::kMelColumnsPerSec, .vectors = {}};
  const std::size_t wanted =
      std::min(patches, static_cast<std::size_t>(std::max(0.0, untilSec) * speech::kMelColumnsPerSec) + 1);
  for (std::size_t first = 0; first < wanted; first += kPatchesAtOnce) {
    if (stop.stop_requested()) return {};
    const std::size_t count = std::min(kPatchesAtOnce, wanted - first);
    std::vector<float> input(count * speech::kMelBands * speech::kMelPatch);
    for (std::size_t p = 0; p < count; ++p)
      for (std::size_t band = 0; band < speech::kMelBands; ++band)
        for (std::size_t c = 0; c < speech::kMelPatch; ++c)
          input[(p * speech::kMelBands + band) * speech::kMelPatch + c] =
              mel[band * columns + std::min(columns - 1, first + p + c)];
    const std::vector<float> vectors = network.encode(SpeechInput::patches, input);
    encoding.vectors.insert(encoding.vectors.end(), vectors.begin(), vectors.end());
  }
  return encoding;
}

// A vector for every mel column. The step of a column is the last one of which the picture's column is no
// later.
SpeechEncoding sum(const SpeechEncoding& steps, const SpeechEncoding& patches) {
  SpeechEncoding both{.size = steps.size, .vectorsPerSec = patches.vectorsPerSec, .vectors = {}};
  if (steps.count() == 0 || patches.count() == 0) return both;  // stopped
  const double columnsPerStep = patches.vectorsPerSec / steps.vectorsPerSec;
  const auto columns = static_cast<std::size_t>(columnsPerStep * static_cast<double>(steps.count()));
  for (std::size_t i = 0; i < std::max(columns, patches.count()); ++i) {
    const auto step = static_cast<std::size_t>(std::ceil(static_cast<double>(i + 1) / columnsPerStep)) - 1;
    const float* a = steps.vectors.data() + std::min(step, steps.count() - 1) * steps.size;
    const float* b = patches.vectors.data() + std::min(i, patches.count() - 1) * steps.size;
    for (std::size_t k = 0; k < steps.size; ++k) both.vectors.push_back(a[k] + b[k]);
  }
  return both;
}

}  // namespace

std::span<const float> SpeechEncoding::at(double seconds) const {
  const auto wanted = static_cast<std::int64_t>(std::floor(vectorsPerSec * seconds));
  const auto index =
      static_cast<std::size_t>(std::clamp<std::int64_t>(wanted, 0, static_cast<std::int64_t>(count()) - 1));
  return std::span(vectors).subspan(index * size, size);
}

SpeechEncoding encodeSpeech(const Network& network, const speech::Speech& speech, double untilSec,
                            std::stop_token stop, const speech::SegmentSettings& settings) {
  if (!network.hears(SpeechInput::patches)) return encodeSteps(network, speech, untilSec, stop, settings);
  const SpeechEncoding patches = encodePatches(network, speech, untilSec, stop);
  if (!network.hears(SpeechInput::steps)) return patches;
  return sum(encodeSteps(network, speech, untilSec, stop, settings), patches);
}

std::vector<float> encodeSilence(const Network& network) {
  speech::Speech silence;
  std::mt19937 noise(1);
  for (int i = 0; i < speech::kRate; ++i)
    silence.samples.push_back(static_cast<std::int16_t>(noise() % 41) - 20);  // -64 dB: a quiet room
  silence.activity.assign(speech::stepCount(silence.samples.size()), 0.0F);
  const SpeechEncoding encoding = encodeSpeech(network, silence, 1, {});
  const std::span<const float> middle = encoding.at(0.5);
  return {middle.begin(), middle.end()};
}

}  // namespace talklip
