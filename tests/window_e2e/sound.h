#pragma once
#include <filesystem>
#include <span>
#include <vector>

namespace window_e2e {

inline constexpr int kSoundRate = 48000;

// Noise in which no two moments are alike, as a wave file.
void makeNoise(const std::filesystem::path& file, double seconds);
// Mono, at kSoundRate.
std::vector<float> soundOf(const std::filesystem::path& file);
// How much of `part` is in `whole`, 0..1: the share of its quarter seconds that correlate with some passage
// by more than 0.9. A sound server on a busy machine leaves a moment out now and then; the pieces around it
// are found.
double shareFound(std::span<const float> whole, std::span<const float> part);
// The position of the first sample that is louder than -40 dB; the size when there is none.
std::size_t firstLoud(std::span<const float> sound);

}  // namespace window_e2e
