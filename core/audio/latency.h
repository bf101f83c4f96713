#pragma once
#include <optional>

#include "core/audio/device.h"

namespace audio {

// Round-trip latency by playing a click and recording it: seconds by which a take is late relative to what
// was heard. nullopt when the click cannot be found (no loop-back, too quiet). Takes about 2 s.
// Nobody may have read from `input` before, nor use either meanwhile.
std::optional<double> measureLatency(Output& output, Input& input);

}  // namespace audio
