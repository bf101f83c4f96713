#pragma once
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>

#include "core/audio/waveform_peaks.h"

namespace audio {

// Reads the whole sound of a file; kept in `cache` (empty = nowhere), named by the file's path, size and time
// of change. Time 0 is the first picture when `fromPictureStart`. progress(0..1). nullopt when stopped.
// Throws as media::AudioReader does.
std::optional<WaveformPeaks> readWaveformPeaks(const std::filesystem::path& file, bool fromPictureStart,
                                               const std::filesystem::path& cache,
                                               const std::function<void(double)>& progress,
                                               std::stop_token stop);

}  // namespace audio
