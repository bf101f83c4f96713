#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace speech {

// How much somebody is speaking in each step of 40 ms: 0 silent .. 1 speaking, stepCount(samples.size())
// values. 16 kHz mono, int16 scale. Looks at the whole recording (not causal): the noise floor of each mel
// band follows the low percentiles of the 5 s around, so neither the level nor the room matters; sound above
// the floor counts as speech where it is voiced or changes its spectral shape as speech does. The values rise
// before the first sound (a mouth opens early) and fall after the last one.
std::vector<float> voiceActivity(std::span<const std::int16_t> samples);

}  // namespace speech
