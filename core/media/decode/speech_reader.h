#pragma once
#include <cstdint>
#include <filesystem>
#include <limits>
#include <stop_token>
#include <vector>

namespace media {

// A part of a sound.
struct SpeechRange {
  double beginSec = 0;
  double seconds = std::numeric_limits<double>::infinity();
};

// The whole sound as 16 kHz mono, in the int16 scale (-32768..32767) that the speech front end wants (32 kB a
// second). Throws as AudioReader does, and noAudio when there is not one sample. Stopped, it gives only what
// it has.
std::vector<std::int16_t> readSpeech(const std::filesystem::path& path, bool fromPictureStart = false,
                                     const std::stop_token& stop = {});
// The same of a part of it, as AudioReader::seek finds it.
std::vector<std::int16_t> readSpeech(const std::filesystem::path& path, bool fromPictureStart,
                                     SpeechRange range, const std::stop_token& stop = {});

}  // namespace media
