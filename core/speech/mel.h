#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace speech {

inline constexpr int kMelBands = 80;
inline constexpr int kMelBins = 401;  // of its 800-point transform
inline constexpr double kMelColumnsPerSec = 80;
inline constexpr std::size_t kMelPatch = 16;  // columns that Wav2Lip sees at once: 0.2 s

// Wav2Lip's mel spectrogram (its audio.py with librosa 0.7): [80, columns] row-major, 1 + N / 200 columns,
// normalised to -4..4. Input 16 kHz in the int16 scale, at least one sample.
std::vector<float> wav2LipMel(std::span<const std::int16_t> samples);

// Its filters [80, 401]: Slaney's mel scale, 55 to 7600 Hz, each of unit area.
std::vector<float> wav2LipFilters();

}  // namespace speech
