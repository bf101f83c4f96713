#pragma once
#include <cstdint>
#include <filesystem>
#include <vector>

namespace speech_mouth::training {

// 16-bit mono PCM as the synthesisers write it, at 16 kHz; empty when the file is missing or something else.
std::vector<std::int16_t> readWave16k(const std::filesystem::path& path);

// `text` as one word for /bin/sh.
std::string quoted(const std::string& text);

}  // namespace speech_mouth::training
