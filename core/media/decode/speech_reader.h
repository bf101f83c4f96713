#pragma once
#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <vector>

namespace media {

// The whole sound as 16 kHz mono, in the int16 scale (-32768..32767) that the speech front end wants (32 kB a
// second). Throws as AudioReader does, and noAudio when there is not one sample. Stopped, it gives only what
// it has.
std::vector<std::int16_t> readSpeech(const std::filesystem::path& path, bool fromPictureStart = false,
                                     const std::stop_token& stop = {});

}  // namespace media
