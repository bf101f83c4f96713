#pragma once
#include <span>
#include <stop_token>
#include <vector>

#include "core/speech/segments.h"
#include "models/talklip/network.h"

namespace talklip {

// Speech vectors of a whole speech.
struct SpeechEncoding {
  std::size_t size = 0;       // of a vector
  double vectorsPerSec = 25;  // vector i belongs to the time i / vectorsPerSec
  std::vector<float> vectors;
  std::size_t count() const { return size == 0 ? 0 : vectors.size() / size; }
  // Of a time in the speech, limited to its ends. TalkLip: step floor(25 t).
  std::span<const float> at(double seconds) const;
};

// Steps on each side of a joint over which the two segments are cross-faded: a second in all.
inline constexpr std::size_t kFade = 12;

// Encodes speech of any length: TalkLip in segments that are cut at pauses, overlap by 3 s and are
// cross-faded at their joints, so that memory is bounded by a segment's square; Wav2Lip patch by patch at
// `patchesPerSec`; a network that hears both, for every patch. Nothing beyond `untilSec` is encoded. Empty
// when stopped.
SpeechEncoding encodeSpeech(const Network& network, const speech::Speech& speech, double untilSec,
                            std::stop_token stop, const speech::SegmentSettings& settings = {});

// The vector of silence (soft noise): what a mouth is to be like that says nothing.
std::vector<float> encodeSilence(const Network& network);

}  // namespace talklip
